package org.pawn.presence;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Why somebody shows as they do, in English. */
final class EnglishExplanation implements ExplanationWords {
    @Override
    public DateTimeFormatter today() {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    }

    @Override
    public DateTimeFormatter later() {
        return DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    }

    @Override
    public String state(Availability availability) {
        return switch (availability) {
            case AVAILABLE -> "Available";
            case BUSY -> "Busy";
            case DO_NOT_DISTURB -> "Do not disturb";
            case BE_RIGHT_BACK -> "Be right back";
            case AWAY -> "Away";
            case OFFLINE -> "Offline";
            case UNKNOWN -> "Unknown";
        };
    }

    @Override
    public String idle() {
        return "idle";
    }

    @Override
    public String activity(Activity.Kind kind) {
        return switch (kind) {
            case PRESENTING -> "presenting";
            case IN_A_CONFERENCE_CALL -> "in a conference call";
            case IN_A_CALL -> "in a call";
            case IN_A_MEETING -> "in a meeting";
            case APPOINTMENT -> "in an appointment";
            case FOCUSING -> "focusing";
            case URGENT_ONLY -> "urgent only";
            case OUT_OF_OFFICE -> "out of office";
            case OFF_WORK -> "off work";
            case LUNCH -> "at lunch";
            case TRAVELLING -> "travelling";
            case INACTIVE -> "inactive";
            case CUSTOM -> "";
        };
    }

    @Override
    public String source(Source source) {
        return switch (source) {
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

    @Override
    public String until(String time) {
        return " until " + time;
    }

    @Override
    public String shows(String state, String activity, String because) {
        return "Shows " + state + (activity.isEmpty() ? "" : ", " + activity + ",") + " because " + because;
    }

    @Override
    public String because(Rule rule, String source, String said, String until) {
        return switch (rule) {
            case NO_DEVICE -> "no device is signed in";
            case PEER_LOST -> "the server that speaks for this person cannot be reached";
            case CALENDAR_ONLY -> "there is no device, and the calendar speaks instead";
            case REGISTERED -> "a phone is registered and says nothing more";
            case REGISTERED_OFF_HOURS -> "a phone is registered, outside working hours";
            case PUBLISHED -> source + " says " + said;
            case LIFTED, MANUAL -> "it was set by hand" + until;
            case IDLE_AWAY -> "no activity was reported for a while";
            case SITUATION_RAISES -> source + " counts" + until;
            case ADMINISTRATOR -> "an administrator has set it";
            default -> throw new AssertionError(rule);
        };
    }

    @Override
    public Optional<String> beside(Rule rule, String source, String until) {
        return switch (rule) {
            case SITUATION_KEPT_OUT -> Optional.of(source + " counts only once a device shows the person present");
            case SITUATION_DISMISSED -> Optional.of(source + " was dismissed by choosing Available");
            case MANUAL_NOT_SHOWN -> Optional.of("what was set by hand does not show, since no device is signed in");
            case OUT_OF_OFFICE -> Optional.of("the person is out of office");
            case OFF_WORK -> Optional.of("these are not working hours");
            case STALE -> Optional.of("this was read back after a restart and is not confirmed yet");
            default -> Optional.empty();
        };
    }

    @Override
    public String othersSeeOffline(String until) {
        return "others see Offline, as set by hand" + until;
    }

    @Override
    public Optional<String> change(Rule rule, String until) {
        return switch (rule) {
            case NO_DEVICE -> Optional.of("Signing in with a device.");
            case REGISTERED, PUBLISHED, REGISTERED_OFF_HOURS -> Optional.of("What a device publishes next.");
            case IDLE, IDLE_AWAY -> Optional.of("Any activity at a device.");
            case SITUATION_RAISES -> Optional.of("The end of what runs" + until + ", or choosing Available by hand.");
            case SITUATION_KEPT_OUT -> Optional.of("A device that says the person is present.");
            case MANUAL, LIFTED -> Optional.of("Clearing what was set by hand, or its end" + until + ".");
            case MANUAL_NOT_SHOWN -> Optional.of("Signing in with a device, or setting it again to show always.");
            case OUT_OF_OFFICE -> Optional.of("The end of out of office.");
            case OFF_WORK -> Optional.of("The start of working hours.");
            case ADMINISTRATOR -> Optional.of("Only the administrator.");
            default -> Optional.empty();
        };
    }

    @Override
    public String endOfCall() {
        return "The end of the call.";
    }

    @Override
    public String nextLook(String time) {
        return "Left alone, it is looked at again at " + time + ".";
    }
}
