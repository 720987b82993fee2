package org.pawn.server.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.pawn.sdk.ManualAnswer;
import org.pawn.sdk.ManualState;
import org.pawn.sdk.icon.PresenceIcon;

/** What a change by hand came to, in one sentence. */
final class ManualWords {
    private ManualWords() {}

    /** {@code " is Busy until 10:00."}, and why when that is not what shows. */
    static String of(ManualAnswer answer, Function<Instant, String> time) {
        String shows = PresenceWords.state(answer.effective());
        return answer.manual()
                .map(manual -> set(manual, time)
                        + (manual.availability() == answer.effective().availability()
                                ? "."
                                : ", but shows " + shows + why(answer)))
                .orElse(" has no state set by hand; shows " + shows + ".");
    }

    private static String set(ManualState manual, Function<Instant, String> time) {
        String word = PresenceIcon.of(manual.availability(), false).text(Locale.ENGLISH);
        return " is set to " + word
                + manual.until().map(end -> " until " + time.apply(end)).orElse("");
    }

    private static String why(ManualAnswer answer) {
        return answer.why().isBlank() ? "." : ": " + answer.why();
    }
}
