package org.pawn.server.sip.wire;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Stands for some texts in 16 bytes, by a key that nobody else has (SipHash-2-4), so that nobody finds two that look
 * alike: what is kept by the hundred thousand keeps these instead of the texts. Not thread-safe.
 */
final class Fingerprints {
    private static final int KEY_BYTES = 16;

    private final SipHash128 hash = new SipHash128();
    private final byte[] result = new byte[16];

    /** @param random draws the key */
    Fingerprints(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        hash.init(new KeyParameter(key));
    }

    /** Two of the same texts are equal. */
    record Fingerprint(long high, long low) {
        @Override
        public int hashCode() {
            return (int) low;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fingerprint one && one.low == low && one.high == high;
        }
    }

    Fingerprint of(String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            hash.update((byte) bytes.length); // so that one text's end is not another's beginning
            hash.update((byte) (bytes.length >> 8));
            hash.update(bytes, 0, bytes.length);
        }
        hash.doFinal(result, 0); // begins anew, too
        return new Fingerprint(number(0), number(8));
    }

    private long number(int at) {
        long number = 0;
        for (int i = at; i < at + 8; i++) {
            number = number << 8 | result[i] & 0xff;
        }
        return number;
    }
}
