package org.pawn.sdk;

import java.util.List;
import java.util.Optional;

/** A person of the directory; what you may not see, and what there is not, is empty alike. */
public record Person(
        String address,
        String name,
        Optional<String> email,
        List<String> aliases,
        Optional<String> title,
        Optional<String> department,
        Optional<String> phone,
        Optional<String> timeZone,
        List<String> roles,
        List<String> skills) {

    public Person {
        aliases = List.copyOf(aliases);
        roles = List.copyOf(roles);
        skills = List.copyOf(skills);
    }
}
