package org.pawn.pidf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.vocabulary.Outgoing;
import org.pawn.vocabulary.Vocabulary;

/** RPID's words and ours, both ways (RFC 4480 section 3.2), by the tables of {@link Vocabulary}. Pure. */
final class RpidVocabulary {
    /** What an RPID activity means to us; either part may be missing. */
    record Meaning(Optional<Availability> availability, Optional<Activity> activity) {}

    private static final int MAX_TEXT = 256;

    private RpidVocabulary() {}

    static Meaning meaning(RpidActivity written) {
        org.pawn.vocabulary.Meaning known = Vocabulary.rpid().get(written.name());
        if (known == null) {
            throw new AssertionError(written); // an RpidActivity has a name of the table
        }
        return new Meaning(known.availability(), known.activity().map(kind -> activity(kind, written)));
    }

    private static Activity activity(Activity.Kind kind, RpidActivity written) {
        if (kind != Activity.Kind.CUSTOM) {
            return Activity.of(kind);
        }
        String text = written.text().isBlank() ? written.name().replace('-', ' ') : written.text();
        return Activity.custom(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    }

    /** How we say it in RPID; what a client knows only as busy or away says so too. */
    static List<RpidActivity> words(Availability availability, List<Activity> activities) {
        List<RpidActivity> words = new ArrayList<>();
        for (Activity activity : activities) {
            word(activity).filter(word -> !words.contains(word)).ifPresent(words::add);
        }
        boolean told = availability != Availability.DO_NOT_DISTURB // RPID has no word for it: busy is the nearest
                && words.stream().anyMatch(word -> tells(word, availability));
        if (!told) {
            plainWord(availability).filter(word -> !words.contains(word)).ifPresent(words::add);
        }
        return words;
    }

    private static boolean tells(RpidActivity word, Availability availability) {
        return meaning(word).availability().filter(availability::equals).isPresent();
    }

    private static Optional<RpidActivity> plainWord(Availability availability) {
        return Vocabulary.out(availability, false, Optional.empty()).flatMap(RpidVocabulary::firstWord);
    }

    private static Optional<RpidActivity> word(Activity activity) {
        return switch (activity.kind()) {
            case CUSTOM -> Optional.of(RpidActivity.other(activity.text().orElse("")));
            case INACTIVE -> Optional.empty(); // its row's word is the availability's
            case PRESENTING,
                    IN_A_CONFERENCE_CALL,
                    IN_A_CALL,
                    IN_A_MEETING,
                    APPOINTMENT,
                    FOCUSING,
                    URGENT_ONLY,
                    OUT_OF_OFFICE,
                    OFF_WORK,
                    LUNCH,
                    TRAVELLING -> Vocabulary.out(activity.kind()).flatMap(RpidVocabulary::firstWord);
        };
    }

    private static Optional<RpidActivity> firstWord(Outgoing row) {
        return row.rpid().stream().findFirst().map(RpidVocabulary::written);
    }

    /** A cell's word, {@code busy} or {@code other:off_work}, as an activity. */
    static RpidActivity written(String word) {
        String other = RpidActivity.OTHER + ":";
        return word.startsWith(other)
                ? RpidActivity.other(word.substring(other.length()).replace('_', ' '))
                : RpidActivity.named(word);
    }
}
