package org.pawn.server.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.pawn.audit.Look;

/** The key of a look as one short text: its hour and viewer, whose looks so lie together, and a hash of the rest. */
final class LookKeys {
    private static final int VIEWER_BYTES = 6; // brings together, need not tell apart
    private static final int REST_BYTES = 18; // no two keys of an hour will ever share these
    private static final int SECONDS_AN_HOUR = 3_600;

    private LookKeys() {}

    static String of(Look.Key key) {
        String viewer = key.viewer().kind().name() + "\n" + key.viewer().name(); // no part holds a line feed
        String rest = String.join(
                "\n",
                viewer,
                key.presentity().toString(),
                key.kind().name(),
                key.surface().name(),
                key.outcome().name());
        return of(key.hour()) + hash(viewer, VIEWER_BYTES) + hash(rest, REST_BYTES);
    }

    /** Before all keys of the instant's hour and after those of all earlier hours. */
    static String of(Instant instant) {
        return String.format(Locale.ROOT, "%010d-", instant.getEpochSecond() / SECONDS_AN_HOUR);
    }

    private static String hash(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
