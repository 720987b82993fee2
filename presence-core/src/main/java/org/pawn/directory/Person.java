package org.pawn.directory;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * One person of the directory.
 *
 * @param emails addresses that also name this person, lower case; the first is the one to write to
 * @param workPhones shown to colleagues, in E.164 or as dialled
 * @param privatePhones shown at Personal only
 * @param timeZone absent: the server's
 * @param competence roles and skills, shown to colleagues
 */
public record Person(
        AddressOfRecord address,
        String displayName,
        Optional<String> title,
        Optional<String> department,
        List<String> emails,
        List<String> workPhones,
        List<String> privatePhones,
        Optional<ZoneId> timeZone,
        Competence competence) {

    private static final int MAX_TEXT = 256;
    private static final int MAX_ENTRIES = 16;

    public Person {
        requireText(displayName);
        title.ifPresent(Person::requireText);
        department.ifPresent(Person::requireText);
        emails = entries(emails);
        workPhones = entries(workPhones);
        privatePhones = entries(privatePhones);
    }

    /** A person of whom only the address is known; the display name is its user part. */
    public static Person of(AddressOfRecord address) {
        return new Person(
                address,
                address.user(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Competence.NONE);
    }

    private static void requireText(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a name or title has 1 to " + MAX_TEXT + " characters");
        }
    }

    private static List<String> entries(List<String> entries) {
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("at most " + MAX_ENTRIES + " mail addresses or phones");
        }
        entries.forEach(Person::requireText);
        return List.copyOf(entries);
    }
}
