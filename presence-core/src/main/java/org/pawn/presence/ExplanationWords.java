package org.pawn.presence;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of an explanation in one language. An {@code until} is a clause with a space before it, or empty; a
 * {@code source} is named as {@link #source} names it.
 */
interface ExplanationWords {
    /** German for German, English for everybody else. */
    static ExplanationWords of(Locale language) {
        return language.getLanguage().equals(Locale.GERMAN.getLanguage())
                ? new GermanExplanation()
                : new EnglishExplanation();
    }

    /** A time of today, and one of another day. */
    DateTimeFormatter today();

    DateTimeFormatter later();

    String state(Availability availability);

    String idle();

    /** As said after a state; a custom activity has its own words. */
    String activity(Activity.Kind kind);

    String source(Source source);

    String until(String time);

    /** The sentence up to its full stop or first semicolon; an empty activity is none. */
    String shows(String state, String activity, String because);

    /** Why that rule settled the availability; only of rules that can. */
    String because(Rule rule, String source, String said, String until);

    /** What a rule adds to the sentence, if it adds anything. */
    Optional<String> beside(Rule rule, String source, String until);

    /** For one who appears offline by hand. */
    String othersSeeOffline(String until);

    /** What would undo what a rule did, if something would. */
    Optional<String> change(Rule rule, String until);

    /** What would change a state that a call makes. */
    String endOfCall();

    String nextLook(String time);
}
