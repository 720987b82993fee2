package org.pawn.server.sip.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private record Written(PersonFacts facts, EventBody body) {}

    private final Directory directory;
    private final TimeSource time;
    private final Map<String, Written> bodies = new LinkedHashMap<>(16, 0.75f, true); // by version; guarded by this

    public PidfBodies(Directory directory, TimeSource time) {
        this.directory = directory;
        this.time = time;
    }

    EventBody body(PresenceView view) {
        PersonFacts facts = facts(view, time.now());
        synchronized (this) {
            @Nullable Written known = bodies.get(view.version());
            if (known != null && known.facts().saysTheSameAs(facts)) {
                return known.body();
            }
        }
        byte[] written = PidfWriter.write(
                PresencePidf.document(view.document(), view.level().atLeast(Level.COMPANY), facts));
        EventBody body = new EventBody(PidfDocument.CONTENT_TYPE, written, tag(written));
        synchronized (this) {
            bodies.put(view.version(), new Written(facts, body));
            if (bodies.size() > MAX_VIEWS) {
                bodies.remove(bodies.keySet().iterator().next());
            }
        }
        return body;
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }

    private PersonFacts facts(PresenceView view, Instant now) {
        return new PersonFacts(
                directory
                        .person(view.document().presentity())
                        .filter(person -> view.showsName())
                        .map(Person::displayName),
                view.timeZone(),
                now);
    }
}
