package org.pawn.server.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.pawn.refusal.Refusal;

/**
 * Argon2id (RFC 9106) at 19 MiB and two passes: slow and hungry on purpose, so only a few run at once and only some
 * may wait. Thread-safe.
 */
final class PasswordHashing {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MAX_WAITING = 64;
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** What a hash was made with, so that later hashes may cost more. */
    private record Cost(int kibibytes, int passes) {}

    private static final Cost COST = new Cost(19 * 1024, 2);

    private final SecureRandom random;
    private final Semaphore permits;
    private final String nobody;

    /** @param atOnce how many run at once, each with 19 MiB */
    PasswordHashing(SecureRandom random, int atOnce) {
        this.random = random;
        this.permits = new Semaphore(atOnce, true);
        this.nobody = encode(COST, new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    /** @throws Refusal.LimitExceeded if too many wait */
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encode(COST, salt, bounded(password, salt, COST));
    }

    /** @throws Refusal.LimitExceeded if too many wait */
    boolean matches(String encoded, String password) {
        String[] parts = encoded.split("\\$"); // argon2id$19456$2$salt$hash
        Cost cost = new Cost(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        byte[] given = bounded(password, Base64.getDecoder().decode(parts[3]), cost);
        return MessageDigest.isEqual(given, Base64.getDecoder().decode(parts[4]));
    }

    /** A hash that no password has, for the same work where there is no person. */
    String nobody() {
        return nobody;
    }

    private byte[] bounded(String password, byte[] salt, Cost cost) {
        if (permits.getQueueLength() >= MAX_WAITING) {
            throw new Refusal.LimitExceeded("Too many people sign in at once; try again in a moment.", RETRY);
        }
        permits.acquireUninterruptibly();
        try {
            return argon2(password, salt, cost);
        } finally {
            permits.release();
        }
    }

    private static byte[] argon2(String password, byte[] salt, Cost cost) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(cost.kibibytes())
                .withIterations(cost.passes())
                .withParallelism(1)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static String encode(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return String.join(
                "$",
                "argon2id",
                Integer.toString(cost.kibibytes()),
                Integer.toString(cost.passes()),
                base64.encodeToString(salt),
                base64.encodeToString(hash));
    }
}
