package org.pawn.directory;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** What somebody searches for, word for word, without case and accents: "example" finds "Exämple". */
public record Words(List<String> folded) {
    private static final int ASCII = 128;

    public Words {
        folded = List.copyOf(folded);
    }

    public static Words of(String query) {
        return new Words(List.of(fold(query).trim().split("\\s+")));
    }

    /** Whether name, address, mail, title, department, roles and skills hold all of these between them. */
    public boolean find(Person person) {
        String text = fold(String.join(
                " ",
                person.displayName(),
                person.address().toString(),
                String.join(" ", person.emails()),
                person.title().orElse(""),
                person.department().orElse(""),
                String.join(" ", person.competence().roles()),
                String.join(" ", person.competence().skills())));
        return folded.stream().allMatch(text::contains);
    }

    /** Lower case without accents. */
    public static String fold(String text) {
        String plain = text.chars().allMatch(letter -> letter < ASCII) // what most words are, and much faster
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT);
    }
}
