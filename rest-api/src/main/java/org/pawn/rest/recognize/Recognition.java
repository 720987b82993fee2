package org.pawn.rest.recognize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;

/** Finds spans in a text, in one pass over its words; the cost grows with the text alone. */
final class Recognition {
    /** Something found; {@code start} and {@code end} count UTF-16 code units, half-open. */
    record Span(
            int start,
            int end,
            String text,
            Optional<AddressOfRecord> person,
            Optional<Group> group,
            Optional<String> phone) {}

    // possessive, so that no text can make them go back and forth
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:sips?|mailto|im|pres):)?[\\p{L}\\p{Nd}._%+-]{1,64}+@[\\p{L}\\p{Nd}-]{1,63}+(?:\\.[\\p{L}\\p{Nd}-]{1,63}+){1,8}+");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9](?:[ ./()-]?[0-9]){6,14}+(?![0-9])");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}'’-]*+");
    private static final int MAX_NAME_WORDS = 8;
    private static final int MAX_GAP = 3;

    private final Directory directory;
    private final NameIndex names;
    private final String text;
    private final List<Span> found = new ArrayList<>();

    private Recognition(Directory directory, NameIndex names, String text) {
        this.directory = directory;
        this.names = names;
        this.text = text;
    }

    /** In order, never overlapping; addresses go before phones, and both before names. */
    static List<Span> spans(Directory directory, NameIndex names, String text) {
        Recognition recognition = new Recognition(directory, names, text);
        recognition.addresses();
        recognition.phones();
        recognition.names();
        recognition.found.sort(Comparator.comparingInt(Span::start));
        List<Span> apart = new ArrayList<>();
        int end = 0;
        for (Span span : recognition.found) {
            if (span.start() >= end) {
                apart.add(span);
                end = span.end();
            }
        }
        return apart;
    }

    private void addresses() {
        Matcher matcher = ADDRESS.matcher(text);
        while (matcher.find()) {
            person(matcher.group())
                    .ifPresent(person -> add(
                            matcher.start(), matcher.end(), Optional.of(person), Optional.empty(), Optional.empty()));
        }
    }

    private Optional<AddressOfRecord> person(String written) {
        try {
            return Optional.of(directory.resolve(written));
        } catch (IllegalArgumentException none) { // looks like an address and is none
            return Optional.empty();
        }
    }

    private void phones() {
        Matcher matcher = PHONE.matcher(text);
        while (matcher.find()) {
            String number = matcher.group().replaceAll("[^+0-9]", "");
            add(matcher.start(), matcher.end(), Optional.empty(), Optional.empty(), Optional.of(number));
        }
    }

    private void names() {
        List<int[]> places = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            places.add(new int[] {matcher.start(), matcher.end()});
            words.add(NameIndex.fold(matcher.group()));
        }
        for (int i = 0; i < words.size(); i++) {
            int last = i;
            while (last + 1 < words.size()
                    && last - i < MAX_NAME_WORDS
                    && places.get(last + 1)[0] - places.get(last)[1] <= MAX_GAP) {
                last++;
            }
            Optional<NameIndex.Name> name = names.match(words.subList(i, last + 1));
            if (name.isPresent()) {
                int end = i + name.get().words().size() - 1;
                add(
                        places.get(i)[0],
                        places.get(end)[1],
                        name.get().person(),
                        name.get().group(),
                        Optional.empty());
                i = end;
            }
        }
    }

    private void add(
            int start, int end, Optional<AddressOfRecord> person, Optional<Group> group, Optional<String> phone) {
        found.add(new Span(start, end, text.substring(start, end), person, group, phone));
    }
}
