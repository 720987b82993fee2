package org.pawn.pidf;

import java.util.Optional;

/**
 * Where more about a person or a service is found (CIPID, RFC 4482 section 3), as written: nobody has looked there.
 *
 * @param card a URI of an address book entry
 * @param homepage a URI, as are the three after it
 */
public record ContactCard(
        Optional<String> card,
        Optional<String> displayName,
        Optional<String> homepage,
        Optional<String> icon,
        Optional<String> map,
        Optional<String> sound) {
    static final ContactCard NOTHING = new ContactCard(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static ContactCard named(String displayName) {
        return new ContactCard(
                Optional.empty(),
                Optional.of(displayName),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
