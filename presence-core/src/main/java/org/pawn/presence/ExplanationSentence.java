package org.pawn.presence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An explanation in plain words of one language, with the times of the person's own clock. */
public final class ExplanationSentence {
    private final Explanation explanation;
    private final ZoneId zone;
    private final ExplanationWords words;

    /** @param language German or English; any other reads English */
    public ExplanationSentence(Explanation explanation, ZoneId zone, Locale language) {
        this.explanation = explanation;
        this.zone = zone;
        words = ExplanationWords.of(language);
    }

    /** One sentence: what shows, and because of what. */
    public String text() {
        Trace.Step decisive = decisive();
        String because = words.because(decisive.rule(), source(decisive), said(decisive), until(decisive));
        StringBuilder text = new StringBuilder(words.shows(state(), activity(), because));
        for (Trace.Step step : explanation.trace().steps()) {
            beside(step).ifPresent(clause -> text.append("; ").append(clause));
        }
        return text.append('.').toString();
    }

    /** What would change it, the likeliest first. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (Trace.Step step : explanation.trace().steps()) {
            change(step).filter(change -> !changes.contains(change)).ifPresent(changes::add);
        }
        explanation.nextChange().ifPresent(next -> changes.add(words.nextLook(clock(next))));
        return changes;
    }

    private String state() {
        PresenceDocument document = explanation.document();
        return words.state(document.availability()) + (document.idle() ? ", " + words.idle() : "");
    }

    private String activity() {
        return explanation.document().activities().stream()
                .findFirst()
                .map(one -> one.text().orElseGet(() -> words.activity(one.kind())))
                .orElse("");
    }

    /** The last rule that settled the availability. */
    private Trace.Step decisive() {
        Trace.Step decisive = explanation.trace().steps().get(0);
        for (Trace.Step step : explanation.trace().steps()) {
            boolean settles = switch (step.rule()) {
                case IDLE_AWAY, SITUATION_RAISES, MANUAL, ADMINISTRATOR ->
                    step.availability() == explanation.document().availability();
                default -> false;
            };
            decisive = settles && !isForOthersOnly(step) ? step : decisive;
        }
        return decisive;
    }

    private Optional<String> change(Trace.Step step) {
        return step.rule() == Rule.SITUATION_RAISES && isCall(step)
                ? Optional.of(words.endOfCall())
                : words.change(step.rule(), until(step));
    }

    private Optional<String> beside(Trace.Step step) {
        return isForOthersOnly(step)
                ? Optional.of(words.othersSeeOffline(until(step)))
                : words.beside(step.rule(), source(step), until(step));
    }

    private boolean isForOthersOnly(Trace.Step step) {
        return step.rule() == Rule.MANUAL && explanation.document().appearsAs().isPresent();
    }

    private String source(Trace.Step step) {
        return step.by().map(cause -> words.source(cause.source())).orElse("");
    }

    private String said(Trace.Step step) {
        return words.state(step.by()
                .flatMap(explanation::voice)
                .flatMap(Explanation.Voice::availability)
                .orElse(step.availability()));
    }

    /** Nobody knows when it ends, and choosing Available does not dismiss it. */
    private static boolean isCall(Trace.Step step) {
        return step.by()
                .filter(cause -> cause.source() == Source.CALL || cause.source() == Source.CONFERENCE)
                .isPresent();
    }

    private String until(Trace.Step step) {
        if (isCall(step)) {
            return "";
        }
        return (step.rule() == Rule.LIFTED ? Optional.of(Trace.Cause.MANUAL) : step.by())
                .flatMap(explanation::voice)
                .map(voice -> words.until(clock(voice.until())))
                .orElse("");
    }

    /** Deadlines are kept by the monotonic clock and come back a few milliseconds off: to the nearest second. */
    private String clock(Instant instant) {
        var local = instant.plusMillis(500).atZone(zone);
        boolean isToday =
                local.toLocalDate().equals(explanation.at().atZone(zone).toLocalDate());
        return (isToday ? words.today() : words.later()).format(local);
    }
}
