package org.pawn.server.sip.wire;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Fresh names that nobody guesses, for branches, tags and calls; drawn from the system a page at a time. Thread-safe. */
public final class Tokens {
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 16; // of six bits each
    private static final int PAGE = LENGTH * 256;

    private final SecureRandom random;
    private final byte[] page = new byte[PAGE]; // guarded by this
    private int used = PAGE; // guarded by this

    public Tokens(SecureRandom random) {
        this.random = random;
    }

    /** 96 random bits in 16 characters. */
    public String next() {
        byte[] token = new byte[LENGTH];
        synchronized (this) {
            if (used == PAGE) {
                random.nextBytes(page);
                used = 0;
            }
            for (int i = 0; i < LENGTH; i++) {
                token[i] = ALPHABET[page[used++] & 0x3f];
            }
        }
        return new String(token, StandardCharsets.ISO_8859_1);
    }
}
