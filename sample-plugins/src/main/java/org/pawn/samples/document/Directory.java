package org.pawn.samples.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pawn.sdk.Page;
import org.pawn.sdk.Person;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.recognize.NameRecognizer;
import org.pawn.sdk.recognize.NameRecognizer.Name;
import org.pawn.sdk.recognize.Recognizer;
import org.pawn.sdk.recognize.Span;

/** The names of the server's people, asked for when first needed and again when they are old. Thread-safe. */
final class Directory implements Recognizer {
    private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();

    private final Optional<PresenceClient> client;
    private Map<String, Person> people = Map.of(); // by address and alias; guarded by this
    private NameRecognizer names = new NameRecognizer(List::of); // guarded by this
    private long askedAtNanos; // guarded by this
    private boolean asked; // guarded by this

    Directory(Optional<PresenceClient> client) {
        this.client = client;
    }

    @Override
    public List<Span> recognize(String text) {
        return fresh().recognize(text);
    }

    /** The person of an address; empty for strangers, and without a server. */
    synchronized Optional<Person> person(String address) {
        fresh();
        return Optional.ofNullable(people.get(address.toLowerCase(Locale.ROOT)));
    }

    private synchronized NameRecognizer fresh() {
        if (client.isPresent() && (!asked || System.nanoTime() - askedAtNanos > FRESH_NANOS)) {
            ask(client.get());
            asked = true;
            askedAtNanos = System.nanoTime();
        }
        return names;
    }

    private synchronized void ask(PresenceClient server) {
        Map<String, Person> found = new HashMap<>();
        List<Name> called = new ArrayList<>();
        Optional<Page<Person>> page = Optional.of(server.people().search(""));
        while (page.isPresent()) {
            for (Person person : page.get().items()) {
                found.put(person.address().toLowerCase(Locale.ROOT), person);
                person.aliases().forEach(alias -> found.put(alias.toLowerCase(Locale.ROOT), person));
                called.add(new Name(person.name(), person.address()));
            }
            page = page.get().nextCursor().map(cursor -> server.people().search("", cursor));
        }
        people = found;
        names = new NameRecognizer(() -> called);
    }
}
