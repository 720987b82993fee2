package org.pawn.server.demo;

import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Competence;
import org.pawn.directory.Credentials;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.Person;

/** The three people of the demo and the department they are, with passwords made anew at each start. */
public final class DemoPeople {
    public static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    public static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    public static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    public static final String GROUP = "department";

    /** One of them is free most of the time. */
    public static final String SUPERVISORS = "supervisors";

    private static final String SUPERVISOR = "Supervisor";

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"; // none that look alike
    private static final int PASSWORD_LENGTH = 10;

    private DemoPeople() {}

    /** Puts them in the directory and gives each a password; in the order of their names. */
    public static Map<AddressOfRecord, String> move(Directory directory, Credentials credentials, SecureRandom random) {
        directory
                .save(person(
                        ALICE,
                        "Alice Example",
                        "Head of research",
                        "+49 30 5550 101",
                        "Europe/Berlin",
                        new Competence(List.of(), List.of("Research", "German"))))
                .join();
        directory
                .save(person(
                        BOB,
                        "Bob Example",
                        "Supervisor, service desk",
                        "+44 20 5550 102",
                        "Europe/London",
                        new Competence(List.of(SUPERVISOR), List.of("Routers", "French"))))
                .join();
        directory
                .save(person(
                        CAROL,
                        "Carol Example",
                        "Counsel",
                        "+1 212 555 0103",
                        "America/New_York",
                        new Competence(List.of(SUPERVISOR), List.of("Contracts", "French", "Spanish"))))
                .join();
        directory
                .save(new Group(GROUP, "Department", true, List.of(ALICE, BOB, CAROL)))
                .join();
        directory
                .save(new Group(SUPERVISORS, "Supervisors", false, List.of(BOB, CAROL)))
                .join();
        Map<AddressOfRecord, String> passwords = new LinkedHashMap<>();
        for (AddressOfRecord person : List.of(ALICE, BOB, CAROL)) {
            String password = password(random);
            credentials.setPassword(person, password).join();
            passwords.put(person, password);
        }
        return passwords;
    }

    private static Person person(
            AddressOfRecord address, String name, String title, String phone, String zone, Competence competence) {
        return new Person(
                address,
                name,
                Optional.of(title),
                Optional.of("Department"),
                List.of(address.toString()),
                List.of(phone),
                List.of(),
                Optional.of(ZoneId.of(zone)),
                competence);
    }

    /** A random password; 50 bits. */
    public static String password(SecureRandom random) {
        StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
