package org.pawn.pidf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;

/** RPID's words and ours, both ways (RFC 4480 section 3.2); one line an activity. Pure. */
final class RpidVocabulary {
    /** What an RPID activity means to us; either part may be missing. */
    record Meaning(Optional<Availability> availability, Optional<Activity> activity) {
        static Meaning of(Availability availability) {
            return new Meaning(Optional.of(availability), Optional.empty());
        }

        static Meaning of(Availability availability, Activity.Kind kind) {
            return new Meaning(Optional.of(availability), Optional.of(Activity.of(kind)));
        }

        static Meaning of(Activity.Kind kind) {
            return new Meaning(Optional.empty(), Optional.of(Activity.of(kind)));
        }
    }

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry("appointment", Meaning.of(Availability.BUSY, Activity.Kind.APPOINTMENT)),
            Map.entry("away", Meaning.of(Availability.AWAY)),
            Map.entry("breakfast", Meaning.of(Availability.AWAY, Activity.Kind.LUNCH)),
            Map.entry("busy", Meaning.of(Availability.BUSY)),
            Map.entry("dinner", Meaning.of(Availability.AWAY, Activity.Kind.LUNCH)),
            Map.entry("holiday", Meaning.of(Activity.Kind.OUT_OF_OFFICE)),
            Map.entry("in-transit", Meaning.of(Activity.Kind.TRAVELLING)),
            Map.entry("meal", Meaning.of(Availability.AWAY, Activity.Kind.LUNCH)),
            Map.entry("meeting", Meaning.of(Availability.BUSY, Activity.Kind.IN_A_MEETING)),
            Map.entry("on-the-phone", Meaning.of(Availability.BUSY, Activity.Kind.IN_A_CALL)),
            Map.entry("performance", Meaning.of(Availability.BUSY)),
            Map.entry("permanent-absence", Meaning.of(Availability.AWAY)),
            Map.entry("presentation", Meaning.of(Availability.DO_NOT_DISTURB, Activity.Kind.PRESENTING)),
            Map.entry("sleeping", Meaning.of(Availability.AWAY)),
            Map.entry("steering", Meaning.of(Activity.Kind.TRAVELLING)),
            Map.entry("travel", Meaning.of(Activity.Kind.TRAVELLING)),
            Map.entry("vacation", Meaning.of(Activity.Kind.OUT_OF_OFFICE)),
            Map.entry("working", Meaning.of(Availability.BUSY)),
            // "unknown" says nothing; all others are shown in their own words.
            Map.entry("unknown", new Meaning(Optional.empty(), Optional.empty())));
    private static final int MAX_TEXT = 256;

    private RpidVocabulary() {}

    static Meaning meaning(RpidActivity activity) {
        Meaning known = MEANINGS.get(activity.name());
        if (known != null) {
            return known;
        }
        String text = activity.text().isBlank() ? activity.name().replace('-', ' ') : activity.text();
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        return new Meaning(Optional.empty(), Optional.of(Activity.custom(cut)));
    }

    /** How we say it in RPID; what a client knows only as busy or away says so too. */
    static List<RpidActivity> words(Availability availability, List<Activity> activities) {
        List<RpidActivity> words = new ArrayList<>();
        for (Activity activity : activities) {
            word(activity).filter(word -> !words.contains(word)).ifPresent(words::add);
        }
        boolean told = words.stream().anyMatch(word -> tells(word, availability));
        switch (availability) {
            case DO_NOT_DISTURB -> addOnce(words, "busy");
            case BUSY -> {
                if (!told) {
                    addOnce(words, "busy");
                }
            }
            case BE_RIGHT_BACK, AWAY -> {
                if (!told) {
                    addOnce(words, "away");
                }
            }
            case AVAILABLE, OFFLINE, UNKNOWN -> {}
        }
        return words;
    }

    private static void addOnce(List<RpidActivity> words, String name) {
        if (!words.contains(RpidActivity.named(name))) {
            words.add(RpidActivity.named(name));
        }
    }

    private static boolean tells(RpidActivity word, Availability availability) {
        return meaning(word).availability().filter(availability::equals).isPresent();
    }

    private static Optional<RpidActivity> word(Activity activity) {
        return switch (activity.kind()) {
            case PRESENTING -> Optional.of(RpidActivity.named("presentation"));
            case IN_A_CONFERENCE_CALL, IN_A_CALL -> Optional.of(RpidActivity.named("on-the-phone"));
            case IN_A_MEETING -> Optional.of(RpidActivity.named("meeting"));
            case APPOINTMENT -> Optional.of(RpidActivity.named("appointment"));
            case FOCUSING -> Optional.of(RpidActivity.other("focusing"));
            case URGENT_ONLY -> Optional.of(RpidActivity.other("urgent only"));
            case OUT_OF_OFFICE -> Optional.of(RpidActivity.named("vacation"));
            case OFF_WORK -> Optional.of(RpidActivity.other("off work"));
            case LUNCH -> Optional.of(RpidActivity.named("meal"));
            case TRAVELLING -> Optional.of(RpidActivity.named("travel"));
            case INACTIVE -> Optional.empty();
            case CUSTOM -> Optional.of(RpidActivity.other(activity.text().orElse("")));
        };
    }
}
