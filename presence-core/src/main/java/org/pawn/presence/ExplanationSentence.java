package org.pawn.presence;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An explanation in plain words, with the times of the person's own clock. */
public final class ExplanationSentence {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter LATER = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private final Explanation explanation;
    private final ZoneId zone;

    public ExplanationSentence(Explanation explanation, ZoneId zone) {
        this.explanation = explanation;
        this.zone = zone;
    }

    /** One sentence: what shows, and because of what. */
    public String text() {
        StringBuilder text = new StringBuilder(shown()).append(" because ").append(decided());
        for (Trace.Step step : explanation.trace().steps()) {
            also(step).ifPresent(clause -> text.append("; ").append(clause));
        }
        return text.append('.').toString();
    }

    /** What would change it, the likeliest first. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (Trace.Step step : explanation.trace().steps()) {
            change(step).filter(change -> !changes.contains(change)).ifPresent(changes::add);
        }
        explanation
                .nextChange()
                .ifPresent(next -> changes.add("Left alone, it is looked at again at " + clock(next) + "."));
        return changes;
    }

    private String shown() {
        PresenceDocument document = explanation.document();
        String state = document.availability().label() + (document.idle() ? ", idle" : "");
        String activity = document.activities().stream()
                .findFirst()
                .map(one -> one.text().orElse(one.kind().label()))
                .map(words -> " (" + words + ")")
                .orElse("");
        return "Shows " + state + activity;
    }

    /** The last rule that settled the availability. */
    private String decided() {
        Trace.Step decisive = explanation.trace().steps().get(0);
        for (Trace.Step step : explanation.trace().steps()) {
            boolean settles = switch (step.rule()) {
                case IDLE_AWAY, SITUATION_RAISES, MANUAL, ADMINISTRATOR ->
                    step.availability() == explanation.document().availability();
                default -> false;
            };
            boolean isForOthersOnly = step.rule() == Rule.MANUAL
                    && explanation.document().appearsAs().isPresent();
            settles &= !isForOthersOnly;
            decisive = settles ? step : decisive;
        }
        return because(decisive);
    }

    private String because(Trace.Step step) {
        return switch (step.rule()) {
            case NO_DEVICE -> "no device is signed in";
            case PEER_LOST -> "the server that speaks for this person cannot be reached";
            case CALENDAR_ONLY -> "there is no device, and the calendar speaks instead";
            case REGISTERED -> "a phone is registered and says nothing more";
            case REGISTERED_OFF_HOURS -> "a phone is registered, outside working hours";
            case PUBLISHED -> source(step) + " says " + said(step);
            case LIFTED, MANUAL -> "it was set by hand" + until(step);
            case IDLE_AWAY -> "no activity was reported for a while";
            case SITUATION_RAISES -> source(step) + " counts" + (isCall(step) ? "" : until(step));
            case ADMINISTRATOR -> "an administrator has set it";
            default -> throw new AssertionError(step.rule());
        };
    }

    private Optional<String> also(Trace.Step step) {
        return Optional.ofNullable(
                switch (step.rule()) {
                    case MANUAL ->
                        explanation.document().appearsAs().isPresent()
                                ? "others see Offline, as set by hand" + until(step)
                                : null;
                    case SITUATION_KEPT_OUT -> source(step) + " counts only once a device shows the person present";
                    case SITUATION_DISMISSED -> source(step) + " was dismissed by choosing Available";
                    case MANUAL_NOT_SHOWN -> "what was set by hand does not show, since no device is signed in";
                    case OUT_OF_OFFICE -> "the person is out of office";
                    case OFF_WORK -> "these are not working hours";
                    case STALE -> "this was read back after a restart and is not confirmed yet";
                    default -> null;
                });
    }

    private Optional<String> change(Trace.Step step) {
        return Optional.ofNullable(
                switch (step.rule()) {
                    case NO_DEVICE -> "Signing in with a device.";
                    case REGISTERED, PUBLISHED, REGISTERED_OFF_HOURS -> "What a device publishes next.";
                    case IDLE, IDLE_AWAY -> "Any activity at a device.";
                    case SITUATION_RAISES ->
                        isCall(step)
                                ? "The end of the call."
                                : "The end of what runs" + until(step) + ", or choosing Available by hand.";
                    case SITUATION_KEPT_OUT -> "A device that says the person is present.";
                    case MANUAL, LIFTED -> "Clearing what was set by hand, or its end" + until(step) + ".";
                    case MANUAL_NOT_SHOWN -> "Signing in with a device, or setting it again to show always.";
                    case OUT_OF_OFFICE -> "The end of out of office.";
                    case OFF_WORK -> "The start of working hours.";
                    case ADMINISTRATOR -> "Only the administrator.";
                    default -> null;
                });
    }

    private String source(Trace.Step step) {
        return switch (step.by().orElseThrow().source()) {
            case REGISTRATION -> "a registered phone";
            case DEVICE -> "a device";
            case SESSION -> "an application";
            case REMOTE -> "the person's own server";
            case CALL -> "a call";
            case CONFERENCE -> "a conference";
            case CALENDAR -> "an event in the calendar";
            default -> "a source";
        };
    }

    private String said(Trace.Step step) {
        return step.by()
                .flatMap(explanation::voice)
                .flatMap(Explanation.Voice::availability)
                .orElse(step.availability())
                .label();
    }

    /** Nobody knows when it ends, and choosing Available does not dismiss it. */
    private static boolean isCall(Trace.Step step) {
        Source source = step.by().orElseThrow().source();
        return source == Source.CALL || source == Source.CONFERENCE;
    }

    private String until(Trace.Step step) {
        Trace.Cause cause =
                step.rule() == Rule.LIFTED ? Trace.Cause.MANUAL : step.by().orElseThrow();
        return explanation
                .voice(cause)
                .map(voice -> " until " + clock(voice.until()))
                .orElse("");
    }

    private String clock(Instant instant) {
        var local = instant.atZone(zone);
        boolean isToday =
                local.toLocalDate().equals(explanation.at().atZone(zone).toLocalDate());
        return (isToday ? TODAY : LATER).format(local);
    }
}
