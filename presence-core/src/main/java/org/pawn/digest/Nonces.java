package org.pawn.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pawn.time.TimeSource;

/**
 * Nonces that need no memory until they are used: issue time and randomness, signed together with the realm and the
 * peer's address (RFC 7616 section 5.4). They live by the monotonic clock. What is remembered of the used ones, so that
 * no request counts twice, is bounded: when it overflows, the oldest nonces become stale. Thread-safe.
 */
public final class Nonces {
    /** What a nonce is worth at an instant. */
    public enum Worth {
        /** Ours, young, and this count was not used yet. */
        GOOD,
        /** Not ours, of another peer or realm, too old, or this count was used: the peer may try again with a fresh one. */
        STALE
    }

    private static final int SALT_BYTES = 8;
    private static final int SIGNATURE_BYTES = 16;
    private static final int LENGTH = Long.BYTES + SALT_BYTES + SIGNATURE_BYTES;

    private final TimeSource time;
    private final RandomGenerator random;
    private final SecretKeySpec key;
    private final long lifeNanos;
    private final int maxRemembered;
    private final Map<String, Used> used = new LinkedHashMap<>(); // guarded by used; in order of first use
    private long oldestNanos; // guarded by used: what was issued before is stale

    private record Used(long issuedNanos, long count) {}

    /**
     * @param random must be a source fit for keys
     * @param life how long a nonce is good for
     * @param maxRemembered how many nonces in use are remembered
     */
    public Nonces(TimeSource time, RandomGenerator random, Duration life, int maxRemembered) {
        this.time = time;
        this.random = random;
        this.lifeNanos = life.toNanos();
        this.maxRemembered = maxRemembered;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.oldestNanos = time.nanos() - lifeNanos;
    }

    /** A fresh nonce for that peer only. */
    public String issue(String realm, String peer) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        ByteBuffer nonce = ByteBuffer.allocate(LENGTH).putLong(time.nanos()).put(salt);
        byte[] head = head(nonce);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(nonce.put(signature(head, realm, peer)).array());
    }

    /**
     * Judges a nonce and uses up {@code count} of it. Counts must rise: one that was used, or is below one that was, is
     * stale. Call it only for a request whose response was right, or strangers could use up other people's counts.
     */
    Worth use(String nonce, long count, String realm, String peer) {
        ByteBuffer bytes = decode(nonce);
        if (bytes.capacity() != LENGTH) {
            return Worth.STALE;
        }
        byte[] signature = new byte[SIGNATURE_BYTES];
        bytes.get(LENGTH - SIGNATURE_BYTES, signature);
        if (!MessageDigest.isEqual(signature, signature(head(bytes), realm, peer))) {
            return Worth.STALE;
        }
        return use(nonce, count, bytes.getLong(0));
    }

    private Worth use(String nonce, long count, long issuedNanos) {
        long now = time.nanos();
        synchronized (used) {
            if (now - issuedNanos >= lifeNanos || issuedNanos - oldestNanos < 0) {
                return Worth.STALE;
            }
            Used before = used.get(nonce);
            if (before != null && count <= before.count()) {
                return Worth.STALE;
            }
            used.put(nonce, new Used(issuedNanos, count));
            forget(now);
            return Worth.GOOD;
        }
    }

    /** Drops what time has made stale; past the bound also the oldest, after making everything of their age stale. */
    private void forget(long now) {
        Iterator<Used> oldest = used.values().iterator();
        while (oldest.hasNext()) {
            Used next = oldest.next();
            boolean expired = now - next.issuedNanos() >= lifeNanos;
            if (!expired && used.size() <= maxRemembered) {
                return;
            }
            if (!expired && next.issuedNanos() - oldestNanos >= 0) {
                oldestNanos = next.issuedNanos() + 1;
            }
            oldest.remove();
        }
    }

    private static ByteBuffer decode(String nonce) {
        if (nonce.length() > 2 * LENGTH) {
            return ByteBuffer.allocate(0);
        }
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(nonce));
        } catch (IllegalArgumentException notBase64) {
            return ByteBuffer.allocate(0);
        }
    }

    private static byte[] head(ByteBuffer nonce) {
        byte[] head = new byte[Long.BYTES + SALT_BYTES];
        nonce.get(0, head);
        return head;
    }

    private byte[] signature(byte[] head, String realm, String peer) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(head);
            mac.update(realm.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] whole = mac.doFinal(peer.getBytes(StandardCharsets.UTF_8));
            byte[] cut = new byte[SIGNATURE_BYTES];
            System.arraycopy(whole, 0, cut, 0, SIGNATURE_BYTES);
            return cut;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }
}
