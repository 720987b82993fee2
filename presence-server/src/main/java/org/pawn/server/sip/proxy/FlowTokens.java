package org.pawn.server.sip.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.pawn.address.AddressOfRecord;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.Transport;

/**
 * A dialog's two legs as the user part of our Record-Route (RFC 5626 section 5.3): what a request in the dialog brings
 * back tells us where it goes, and we keep nothing. Sealed, so that nobody else reads or makes one, and bound to its
 * Call-ID. One that was sealed before a restart opens after it if the key is the same. Thread-safe.
 */
final class FlowTokens {
    /** Tells this layout from what another version of ours may have sealed. */
    private static final byte LAYOUT = 1;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST = 1024;

    private final SecureRandom random;
    private final SecretKey key;

    /** @param key for AES */
    FlowTokens(SecretKey key, SecureRandom random) {
        this.random = random;
        this.key = key;
    }

    String seal(Legs legs, String callId) {
        ByteBuffer plain = ByteBuffer.allocate(LONGEST);
        plain.put(LAYOUT).putLong(legs.began().getEpochSecond());
        put(plain, legs.caller());
        put(plain, legs.callee());
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, callId).doFinal(plain.array(), 0, plain.position());
            byte[] token = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing); // every JDK has AES-GCM
        }
    }

    /**
     * Empty for what we did not seal, or sealed for another dialog.
     *
     * @param token as it came: a phone may escape what needs no escape (RFC 3261 section 19.1.4), as Twinkle does with Z
     */
    Optional<Legs> open(String token, String callId) {
        if (token.length() > 4 * LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(URLDecoder.decode(token, StandardCharsets.UTF_8));
            if (bytes.length <= NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, nonce, callId).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return legs(ByteBuffer.wrap(plain));
        } catch (GeneralSecurityException
                | IllegalArgumentException
                | UnknownHostException
                | BufferUnderflowException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String callId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(callId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Optional<Legs> legs(ByteBuffer in) throws UnknownHostException {
        if (in.get() != LAYOUT) {
            return Optional.empty();
        }
        Instant began = Instant.ofEpochSecond(in.getLong());
        return Optional.of(new Legs(leg(in), leg(in), began));
    }

    private static void put(ByteBuffer out, Legs.Leg leg) {
        byte[] host = leg.peer().address().getAddress().getAddress();
        byte[] person = leg.person().toString().getBytes(StandardCharsets.UTF_8);
        out.put((byte) leg.peer().transport().ordinal())
                .put((byte) host.length)
                .put(host)
                .putShort((short) leg.peer().port())
                .putShort((short) person.length)
                .put(person);
    }

    private static Legs.Leg leg(ByteBuffer in) throws UnknownHostException {
        Transport transport = Transport.values()[in.get()];
        byte[] host = new byte[in.get()];
        in.get(host);
        int port = in.getShort() & 0xFFFF;
        byte[] person = new byte[in.getShort()];
        in.get(person);
        return new Legs.Leg(
                AddressOfRecord.parse(new String(person, StandardCharsets.UTF_8)),
                new SipPeer(transport, new InetSocketAddress(InetAddress.getByAddress(host), port)));
    }
}
