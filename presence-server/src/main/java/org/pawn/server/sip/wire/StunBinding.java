package org.pawn.server.sip.wire;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The STUN that keeps a UDP flow alive (RFC 5626 section 4.4.2, RFC 8489): a Binding request is told where it came from,
 * and nothing else is served. Needs no memory, and on the wire an answer is at most half as long again as its request.
 */
final class StunBinding {
    private static final int HEADER = 20;
    private static final int REQUEST = 0x0001;
    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;
    private static final int COOKIE = 0x2112A442;
    private static final int MAX_ATTRIBUTES = 16;
    private static final short XOR_MAPPED_ADDRESS = 0x0020;
    private static final short ERROR_CODE = 0x0009;
    private static final short UNKNOWN_ATTRIBUTES = 0x000A;
    /** Attributes from here on may be ignored by who does not know them (RFC 8489 section 14). */
    private static final int OPTIONAL_FROM = 0x8000;
    /** Credentials, which nobody asked for: USERNAME, MESSAGE-INTEGRITY, its SHA-256 sister. */
    private static final List<Integer> IGNORED = List.of(0x0006, 0x0008, 0x001C);

    private StunBinding() {}

    /** SIP begins with a letter, STUN with two zero bits and its cookie. */
    static boolean isStun(byte[] bytes) {
        return bytes.length >= HEADER
                && (bytes[0] & 0xC0) == 0
                && ByteBuffer.wrap(bytes).getInt(4) == COOKIE;
    }

    /** Empty where it is no well-formed request. */
    static Optional<byte[]> answer(byte[] request, InetSocketAddress from) {
        ByteBuffer read = ByteBuffer.wrap(request);
        boolean whole =
                (read.getShort(0) & 0xFFFF) == REQUEST && (read.getShort(2) & 0xFFFF) == request.length - HEADER;
        return whole
                ? unknown(read).map(unknown -> unknown.isEmpty() ? mapped(request, from) : refused(request, unknown))
                : Optional.empty();
    }

    /** Attributes that must be understood and are not; empty where they are not whole, or too many. */
    private static Optional<List<Integer>> unknown(ByteBuffer read) {
        List<Integer> unknown = new ArrayList<>();
        int at = HEADER;
        for (int count = 0; at < read.limit(); count++) {
            if (at + 4 > read.limit() || count == MAX_ATTRIBUTES) {
                return Optional.empty();
            }
            int type = read.getShort(at) & 0xFFFF;
            if (type < OPTIONAL_FROM && !IGNORED.contains(type)) {
                unknown.add(type);
            }
            at += 4 + ((read.getShort(at + 2) & 0xFFFF) + 3 & ~3);
        }
        return at == read.limit() ? Optional.of(unknown) : Optional.empty();
    }

    private static byte[] mapped(byte[] request, InetSocketAddress from) {
        byte[] address = from.getAddress().getAddress();
        ByteBuffer out = begun(request, SUCCESS, 8 + address.length);
        out.putShort(XOR_MAPPED_ADDRESS).putShort((short) (4 + address.length));
        out.put((byte) 0).put((byte) (address.length == 4 ? 1 : 2)).putShort((short) (from.getPort() ^ COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            out.put((byte) (address[i] ^ request[4 + i])); // the cookie, then the transaction's id
        }
        return out.array();
    }

    /** 420 (RFC 8489 section 6.3.1). */
    private static byte[] refused(byte[] request, List<Integer> unknown) {
        int padded = 2 * unknown.size() + 3 & ~3;
        ByteBuffer out = begun(request, ERROR, 8 + 4 + padded);
        out.putShort(ERROR_CODE).putShort((short) 4).putInt(4 << 8 | 20);
        out.putShort(UNKNOWN_ATTRIBUTES).putShort((short) (2 * unknown.size()));
        unknown.forEach(type -> out.putShort(type.shortValue()));
        return out.array();
    }

    private static ByteBuffer begun(byte[] request, int type, int length) {
        return ByteBuffer.allocate(HEADER + length)
                .putShort((short) type)
                .putShort((short) length)
                .put(request, 4, HEADER - 4);
    }
}
