package org.pawn.presence;

import java.time.Duration;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * One PUBLISH (RFC 3903 section 4). Without {@code ifMatch} and with a body: initial. With {@code ifMatch}: a refresh
 * (no body), a modification (body), or a removal ({@code life} zero).
 *
 * @param source what the event package publishes: a {@code DEVICE} with {@code presence}, a {@code CALL} with
 *     {@code dialog}
 * @param flow the connection that the publication depends on, if the same address is registered over it
 */
public record Publish(
        AddressOfRecord presentity,
        Source source,
        Optional<EntityTag> ifMatch,
        Optional<PublishedState> body,
        Duration life,
        Optional<String> flow) {

    public Publish {
        if (ifMatch.isEmpty() && body.isEmpty()) {
            throw new IllegalArgumentException("an initial publication has a body");
        }
        if (body.filter(said -> said instanceof PublishedCalls != (source == Source.CALL))
                .isPresent()) {
            throw new IllegalArgumentException("calls are published as calls, and devices as devices");
        }
    }
}
