package org.pawn.rest.recognize;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.Person;

/** The directory's names by their first word, for finding them in text; as of one moment, immutable. */
final class NameIndex {
    /** A name of a person or of a group, in words. */
    record Name(List<String> words, Optional<AddressOfRecord> person, Optional<Group> group) {}

    private final Map<String, List<Name>> byFirstWord = new HashMap<>();

    NameIndex(Directory directory) {
        for (Person person : directory.all()) {
            add(person.displayName(), Optional.of(person.address()), Optional.empty());
        }
        for (Group group : directory.groups()) {
            add(group.name(), Optional.empty(), Optional.of(group));
        }
        byFirstWord
                .values()
                .forEach(names -> names.sort(
                        (one, other) -> other.words().size() - one.words().size()));
    }

    /** The longest name that begins with the first of {@code words} and goes on as they do. */
    Optional<Name> match(List<String> words) {
        for (Name name : byFirstWord.getOrDefault(words.get(0), List.of())) {
            if (words.size() >= name.words().size()
                    && words.subList(0, name.words().size()).equals(name.words())) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** How a word is compared: without case and accents. */
    static String fold(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    /** A single short word is no name to look for: it would be found everywhere. */
    private void add(String name, Optional<AddressOfRecord> person, Optional<Group> group) {
        List<String> words = new ArrayList<>();
        for (String word : name.split("[^\\p{L}\\p{M}\\p{Nd}'’-]+")) {
            if (!word.isEmpty()) {
                words.add(fold(word));
            }
        }
        if (words.size() > 1 || words.size() == 1 && words.get(0).length() >= 4) {
            byFirstWord
                    .computeIfAbsent(words.get(0), first -> new ArrayList<>(1))
                    .add(new Name(List.copyOf(words), person, group));
        }
    }
}
