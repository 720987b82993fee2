package org.pawn.sdk.recognize;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds the names of a directory: whole words, in any letter case, with or without accents, the longest name first. The
 * words of a name may be apart by blanks, one line break, a hyphen, an apostrophe or a full stop. It looks at each word
 * of the text once, so that 100 kB against 10,000 names take some tens of milliseconds. Thread-safe.
 */
public final class NameRecognizer implements Recognizer {
    private final Supplier<? extends Collection<Name>> directory;
    private volatile NameTrie names;

    /** A name to find and whose it is; several people may bear one, and one person may have several. */
    public record Name(String name, String address) {}

    /** Asks the directory now, and again at each {@link #refresh}. */
    public NameRecognizer(Supplier<? extends Collection<Name>> directory) {
        this.directory = directory;
        this.names = NameTrie.of(directory.get());
    }

    /** Asks the directory again; texts that are being looked at meanwhile see the old names. */
    public void refresh() {
        names = NameTrie.of(directory.get());
    }

    @Override
    public List<Span> recognize(String text) {
        NameTrie known = names;
        List<Word> words = Word.of(text);
        List<Span> found = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            NameTrie.Match match = known.longest(text, words, at);
            if (match.words() == 0) {
                at++;
            } else {
                List<String> addresses = match.addresses();
                found.add(new Span(
                        words.get(at).start(),
                        words.get(at + match.words() - 1).end(),
                        addresses.size() == 1 ? Span.PERSON : Span.PEOPLE,
                        String.join(" ", addresses)));
                at += match.words();
            }
        }
        return found;
    }
}
