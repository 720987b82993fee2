package org.pawn.server.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pawn.sdk.Activity;
import org.pawn.sdk.Availability;
import org.pawn.sdk.ManualState;

/** The state that a person types: {@code Busy}, {@code do-not-disturb}, {@code dnd}, {@code lunch}. */
final class StateWord {
    private static final Map<String, Availability> SHORT =
            Map.of("dnd", Availability.DO_NOT_DISTURB, "brb", Availability.BE_RIGHT_BACK);

    private StateWord() {}

    /** @throws CommandFailure naming what is allowed */
    static ManualState parse(String typed) {
        String word =
                typed.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
        if (word.equals("lunch")) {
            return ManualState.of(Availability.AWAY).doing(Activity.LUNCH);
        }
        if (SHORT.containsKey(word)) {
            return ManualState.of(SHORT.getOrDefault(word, Availability.UNKNOWN));
        }
        return Arrays.stream(Availability.values())
                .filter(each -> each != Availability.UNKNOWN)
                .filter(each -> each.word().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .map(ManualState::of)
                .orElseThrow(() -> CommandFailure.wrongUsage("STATE: \"" + typed + "\" is none of " + allowed()));
    }

    private static String allowed() {
        return Arrays.stream(Availability.values())
                        .filter(each -> each != Availability.UNKNOWN)
                        .map(Availability::word)
                        .collect(Collectors.joining(", "))
                + ", Lunch";
    }
}
