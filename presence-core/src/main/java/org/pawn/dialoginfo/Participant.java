package org.pawn.dialoginfo;

import java.util.Map;
import java.util.Optional;

/**
 * One side of a dialog (RFC 4235 section 4.1.6); all of it may be missing.
 *
 * @param identity the address that this side goes by, a URI
 * @param target where this very device is reached, a URI
 * @param parameters of the target's Contact, by name in lower case without a leading {@code +}
 */
public record Participant(
        Optional<String> identity, Optional<String> display, Optional<String> target, Map<String, String> parameters) {
    /** A side of which nothing is said. */
    public static final Participant UNSAID =
            new Participant(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public Participant {
        parameters = Map.copyOf(parameters);
    }

    /** A side of which the address is known and no more. */
    public static Participant of(String identity) {
        return new Participant(Optional.of(identity), Optional.empty(), Optional.empty(), Map.of());
    }

    /** A parameter of the Contact: {@code sip.rendering}, {@code isfocus}. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Whether this side mixes a conference (RFC 4579 section 4.2). */
    public boolean isFocus() {
        return parameter("isfocus")
                .filter(value -> !value.equalsIgnoreCase("false") && !value.equalsIgnoreCase("no"))
                .isPresent();
    }
}
