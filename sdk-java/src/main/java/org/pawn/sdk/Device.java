package org.pawn.sdk;

import java.util.List;

/**
 * One way in which a person is signed in.
 *
 * @param kind {@code desktop}, {@code mobile}, {@code web}, {@code phone}, {@code application}, {@code unknown}; open
 * @param capabilities such as {@code message}, {@code audio}; open
 */
public record Device(String kind, Availability availability, List<String> capabilities) {
    public Device {
        capabilities = List.copyOf(capabilities);
    }
}
