package org.pawn.samples.portal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is signed in to this portal. A visitor has a session too, so that the sign-in form carries a token of its own. */
final class Sessions {
    static final Duration LIFE = Duration.ofHours(8);
    static final int FAILURES_ALLOWED = 5;
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int MOST_SESSIONS = 10_000;

    private final Map<String, String> passwords;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>(); // guarded by this
    private final Map<String, Failures> failures = new LinkedHashMap<>(); // guarded by this

    Sessions(Map<String, String> passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    /** One browser's session; {@code csrf} must come back with whatever changes something. */
    record Session(String id, String csrf, Optional<String> viewer, Instant endsAt) {
        boolean carries(String token) {
            return MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Failures(int count, Instant since) {}

    synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id))
                .filter(session -> session.endsAt().isAfter(clock.instant()));
    }

    synchronized Session open() {
        return keep(Optional.empty());
    }

    /** The new session of someone who is who they say; the old one ends, so that nobody can have planted it. */
    synchronized Optional<Session> signIn(Session visitor, String address, String password) {
        Failures failed = failures.getOrDefault(address, new Failures(0, clock.instant()));
        boolean pausing = failed.count() >= FAILURES_ALLOWED
                && clock.instant().isBefore(failed.since().plus(PAUSE));
        String expected = passwords.getOrDefault(address, "");
        boolean right = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
        if (pausing || expected.isEmpty() || !right) {
            failures.put(address, new Failures(failed.count() + 1, clock.instant()));
            dropEldest(failures);
            return Optional.empty();
        }
        failures.remove(address);
        sessions.remove(visitor.id());
        return Optional.of(keep(Optional.of(address)));
    }

    synchronized void end(Session session) {
        sessions.remove(session.id());
    }

    private Session keep(Optional<String> viewer) {
        Session session =
                new Session(secret(), secret(), viewer, clock.instant().plus(LIFE));
        sessions.put(session.id(), session);
        dropEldest(sessions);
        return session;
    }

    private static void dropEldest(Map<String, ?> map) {
        if (map.size() > MOST_SESSIONS) {
            map.remove(map.keySet().iterator().next());
        }
    }

    private String secret() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
