package org.pawn.server.sip.wire;

import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/**
 * A second look at each request that has not the {@link UsualForm}, by jain-sip's grammar, which knows the inside of the
 * header fields. Nothing is taken from it: it can only refuse.
 */
final class Grammar {
    /** A request in which one of these is malformed is refused; others are ignored (RFC 3261 section 16.3). */
    private static final Set<String> ESSENTIAL =
            Set.of("via", "from", "to", "call-id", "cseq", "max-forwards", "content-length", "contact", "require");

    private final StringMsgParser parser = new StringMsgParser(); // stateless

    void check(byte[] bytes, SipHeaders headers) throws MalformedMessage {
        try {
            parser.parseSIPMessage(bytes, false, false, (failure, message, type, header, whole) -> {
                if (type == RequestLine.class || ESSENTIAL.contains(name(header))) {
                    throw failure;
                }
            });
        } catch (ParseException | RuntimeException | StackOverflowError malformed) {
            throw new MalformedMessage(400, "Bad Request", Optional.of(headers));
        }
    }

    private static String name(String header) {
        int colon = header.indexOf(':');
        return colon < 0 ? "" : SipHeaders.canonical(header.substring(0, colon).strip());
    }
}
