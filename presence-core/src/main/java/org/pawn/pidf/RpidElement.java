package org.pawn.pidf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.vocabulary.RpidMeaning;
import org.pawn.vocabulary.Vocabulary;

/**
 * One RPID element beside activities and user-input: mood, place-is, place-type, privacy, relationship, service-class,
 * sphere, status-icon, time-offset or class (RFC 4480 section 3), as written.
 *
 * @param name one of {@link #NAMES}
 * @param words its child elements in document order
 * @param text its own text, empty where it has words
 * @param from the instant from which it holds, inclusive; empty: always
 * @param until the instant until which it holds, exclusive
 * @param description in words what a time-offset is the offset of
 */
public record RpidElement(
        String name,
        List<Word> words,
        String text,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> description) {
    /** What there is, in the order in which it is written. */
    public static final List<String> NAMES =
            Vocabulary.rpidElements().stream().map(RpidMeaning::element).toList();

    /**
     * A child: {@code <angry/>}, {@code <other>brooding</other>}, {@code <audio><noisy/></audio>}.
     *
     * @param text what it says, if it says something itself
     * @param inside its own child
     */
    public record Word(String name, String text, Optional<String> inside) {
        public Word {
            if (!isName(name) || !inside.map(Word::isName).orElse(true)) {
                throw new IllegalArgumentException("a word is an element's plain name");
            }
        }

        static boolean isName(String name) {
            return name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
        }

        /** What it says to people: its text, else its name. */
        String said() {
            return text.isBlank() ? name.replace('-', ' ') : text;
        }
    }

    public RpidElement {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("not an element of RPID: " + name);
        }
        words = List.copyOf(words);
    }

    static RpidElement other(String name, String text) {
        Word word = new Word(RpidActivity.OTHER, text, Optional.empty());
        return new RpidElement(name, List.of(word), "", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What it says to people, in its first words; empty where it says that it does not know. */
    Optional<String> said() {
        return words.isEmpty()
                ? Optional.of(text).filter(said -> !said.isBlank())
                : words.stream()
                        .filter(word -> !word.name().equals("unknown"))
                        .findFirst()
                        .map(Word::said);
    }

    boolean holdsAt(Instant now) {
        return from.map(start -> !now.isBefore(start)).orElse(true)
                && until.map(now::isBefore).orElse(true);
    }
}
