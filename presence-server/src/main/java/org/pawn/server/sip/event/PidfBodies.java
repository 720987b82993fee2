package org.pawn.server.sip.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Level;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.pidf.PersonFacts;
import org.pawn.pidf.PidfDocument;
import org.pawn.pidf.PidfWriter;
import org.pawn.pidf.PresencePidf;
import org.pawn.policy.PresenceView;
import org.pawn.time.TimeSource;

/** The bytes of each view, written once and shared by all its watchers. Bounded. Thread-safe. */
public final class PidfBodies {
    private static final int MAX_VIEWS = 2_000;
    private static final int TAG_BYTES = 9;

    /** @param second in which it was written: until that is over nobody's offset from UTC changes */
    private record Written(PresenceView view, Optional<Person> person, long second, PersonFacts facts, EventBody body) {
        /** Whether there is nothing to compare: a crowd asks within a moment for the very same. */
        boolean isOf(PresenceView asked, Optional<Person> theirs, long now) {
            return view == asked && second == now && person.equals(theirs);
        }
    }

    private final Directory directory;
    private final TimeSource time;
    private final Map<String, Written> bodies = new LinkedHashMap<>(16, 0.75f, true); // by version; guarded by this

    public PidfBodies(Directory directory, TimeSource time) {
        this.directory = directory;
        this.time = time;
    }

    EventBody body(PresenceView view) {
        Instant now = time.now();
        Optional<Person> person =
                view.showsName() ? directory.person(view.document().presentity()) : Optional.empty();
        synchronized (this) {
            @Nullable Written known = bodies.get(view.version());
            if (known != null && known.isOf(view, person, now.getEpochSecond())) {
                return known.body();
            }
        }
        PersonFacts facts = new PersonFacts(person.map(Person::displayName), view.timeZone(), now);
        synchronized (this) {
            @Nullable Written known = bodies.get(view.version());
            if (known != null && known.facts().saysTheSameAs(facts)) {
                return keep(new Written(view, person, now.getEpochSecond(), facts, known.body()));
            }
        }
        byte[] written = PidfWriter.write(
                PresencePidf.document(view.document(), view.level().atLeast(Level.COMPANY), facts));
        EventBody body = new EventBody(PidfDocument.CONTENT_TYPE, written, tag(written));
        return keep(new Written(view, person, now.getEpochSecond(), facts, body));
    }

    private synchronized EventBody keep(Written written) {
        bodies.put(written.view().version(), written);
        if (bodies.size() > MAX_VIEWS) {
            bodies.remove(bodies.keySet().iterator().next());
        }
        return written.body();
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
