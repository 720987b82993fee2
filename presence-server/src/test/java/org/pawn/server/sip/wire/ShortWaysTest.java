package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The short ways of reading say what the long ones say: no peer gets past the grammar by looking plain. */
final class ShortWaysTest {
    private static final int MUTANTS = Boolean.getBoolean("pawn.long") ? 1_000_000 : 60_000;
    private static final SipPeer PEER = new SipPeer(Transport.UDP, new InetSocketAddress("192.0.2.1", 5060));
    private static final List<String> GOOD = List.of(
            "REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK1a.b\r\n"
                    + "Max-Forwards: 70\r\nFrom: \"Alice A.\" <sip:alice@example.com>;tag=f1\r\n"
                    + "To: Alice <sip:alice@example.com>\r\nCall-ID: r1@192.0.2.1\r\nCSeq: 17 REGISTER\r\n"
                    + "Contact: <sip:alice@192.0.2.1:5060;transport=udp;ob>;expires=60;+sip.instance=\"<urn:uuid:1-2>\"\r\n"
                    + "User-Agent: Phone/1.0 (x; y)\r\nAllow: INVITE, ACK\r\nExpires: 3600\r\nContent-Length: 0\r\n\r\n",
            "MESSAGE sip:bob@example.com;x=y SIP/2.0\r\nVia: SIP/2.0/TCP a-b.example.com;branch=z9hG4bKm\r\n"
                    + "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKn;received=192.0.2.8\r\nMax-Forwards: 7\r\n"
                    + "From: <sip:alice@example.com>;tag=f1\r\nTo: <sips:bob@example.com:5061>;tag=t-2\r\nCall-ID: m1\r\n"
                    + "CSeq: 1 MESSAGE\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
            "SUBSCRIBE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/WSS x.invalid;branch=z9hG4bKs\r\nMax-Forwards: 70\r\n"
                    + "From: <sip:alice@example.com>;tag=f1\r\nTo: <sip:bob@example.com>\r\nCall-ID: s1\r\n"
                    + "CSeq: 2 SUBSCRIBE\r\nContact: <sip:alice@x.invalid;transport=ws>\r\nEvent: presence\r\n"
                    + "Accept: application/pidf+xml\r\nExpires: 3600\r\nContent-Length: 0\r\n\r\n",
            "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bKq;rport=5060;received=192.0.2.2\r\n"
                    + "From: <sip:bob@example.com>;tag=1\r\nTo: <sip:alice@example.com>;tag=2\r\nCall-ID: n1\r\n"
                    + "CSeq: 3 NOTIFY\r\nContent-Length: 0\r\n\r\n");

    private final StringMsgParser parser = new StringMsgParser();
    private final Grammar grammar = new Grammar();
    private final Random random = new Random(20300304);

    @Test
    void whateverIsReadTheShortWayIsReadTheSameByTheLongOne() {
        for (int i = 0; i < MUTANTS; i++) {
            byte[] message = mutant();

            assertThat(said(message, true)).as(text(message)).isEqualTo(said(message, false));
        }
    }

    @Test
    void whateverPassesAsUsualTheGrammarTakesWithTheSameFields() throws ParseException {
        int usual = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] message = mutant();
            MessageScanner.Message.Request read = usual(message);
            if (read != null) {
                usual++;
                assertThatCode(() -> grammar.check(message, read.request().headers()))
                        .as(text(message))
                        .doesNotThrowAnyException();
                assertSameFields(read.request(), message);
            }
        }
        assertThat(usual).isGreaterThan(MUTANTS / 40);
    }

    @Test
    void messagesAsPhonesSendThemTakeTheShortWay() {
        for (String good : GOOD) {
            assertThat(PlainHead.read(good.getBytes(StandardCharsets.UTF_8))).isNotNull();
        }
        assertThat(usual(GOOD.get(0).getBytes(StandardCharsets.UTF_8))).isNotNull();
        assertThat(usual(GOOD.get(1).getBytes(StandardCharsets.UTF_8))).isNotNull();
        assertThat(usual(GOOD.get(2).getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    private void assertSameFields(SipRequest ours, byte[] message) throws ParseException {
        SIPRequest theirs = (SIPRequest) parser.parseSIPMessage(message.clone(), false, false, null);
        assertThat(theirs.getMethod()).isEqualTo(ours.method());
        assertThat(theirs.getRequestURI().toString()).isEqualToIgnoringCase(ours.uri());
        assertThat(theirs.getFrom().getAddress().getURI().toString())
                .isEqualToIgnoringCase(ours.from().uri());
        assertThat(theirs.getTo().getAddress().getURI().toString())
                .isEqualToIgnoringCase(ours.to().uri());
        assertThat(nonNull(theirs.getFromTag())).isEqualTo(ours.from().tag().orElse(""));
        assertThat(nonNull(theirs.getToTag())).isEqualTo(ours.to().tag().orElse(""));
        assertThat(theirs.getCallId().getCallId()).isEqualTo(ours.callId());
        assertThat(theirs.getCSeq().getSeqNumber()).isEqualTo(ours.sequence());
        assertThat(theirs.getViaHeaders()).hasSize(ours.headers().values("via").size());
        assertThat(nonNull(theirs.getTopmostViaHeader().getBranch()))
                .isEqualTo(Via.parse(ours.headers().values("via").get(0)).branch());
    }

    private static String nonNull(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static MessageScanner.Message.@Nullable Request usual(byte[] message) {
        try {
            return MessageScanner.scan(message, PEER) instanceof MessageScanner.Message.Request read && read.usual()
                    ? read
                    : null;
        } catch (MalformedMessage refused) {
            return null;
        }
    }

    private static List<Object> said(byte[] message, boolean shortWay) {
        try {
            MessageScanner.Message read =
                    shortWay ? MessageScanner.scan(message, PEER) : MessageScanner.scanThoroughly(message, PEER);
            if (read instanceof MessageScanner.Message.Request request) {
                SipRequest asked = request.request();
                return List.of(
                        asked.method(),
                        asked.uri(),
                        asked.headers().fields(),
                        asked.from(),
                        asked.to(),
                        asked.callId(),
                        asked.sequence(),
                        text(asked.body()));
            }
            SipRelayed answer = ((MessageScanner.Message.Response) read).relayed();
            return List.of(answer.status(), answer.reason(), answer.headers().fields(), text(answer.body()));
        } catch (MalformedMessage refused) {
            return List.of(
                    refused.status(), refused.reason(), refused.salvaged().map(SipHeaders::fields));
        }
    }

    private byte[] mutant() {
        byte[] good = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = good.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(40), bytes.length - at);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> System.arraycopy(good, random.nextInt(good.length - length), bytes, at, length);
                case 2 -> bytes[at] = (byte) "<>;:,\"\\\r\n @%=".charAt(random.nextInt(13));
                case 3 -> bytes[at] = (byte) "aZ09-._~!*+'()?/&$[]{}|^".charAt(random.nextInt(24));
                case 4 -> bytes = without(bytes, at, length);
                default -> bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(3));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        byte[] left = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, left, at, bytes.length - at - length);
        return left;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
