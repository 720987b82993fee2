package org.pawn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SipMessageTest {
    private static final String NOTIFY = "NOTIFY sip:bob@192.0.2.4 SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK77;rport\r\n"
            + "From: <sip:alice@example.com>;tag=a\r\n"
            + "To: <sip:bob@example.com>;tag=b\r\n"
            + "Call-ID: watch-7\r\n"
            + "CSeq: 3 NOTIFY\r\n"
            + "Content-Length: 11\r\n\r\nmark-000042";

    private static SipMessage read(String text) {
        return SipMessage.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNotifyTellsItsSubscriptionAndItsPlace() {
        SipMessage notify = read(NOTIFY);

        assertThat(notify.isNotify()).isTrue();
        assertThat(notify.status()).isZero();
        assertThat(notify.header("call-id")).contains("watch-7");
        assertThat(notify.sequence()).isEqualTo(3);
        assertThat(notify.header("Event")).isEmpty();
    }

    @Test
    void itsAnswerRepeatsWhatAnAnswerMust() {
        SipMessage answer = read(new String(read(NOTIFY).accepted(), StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.branch()).contains("z9hG4bK77");
        assertThat(answer.header("From")).contains("<sip:alice@example.com>;tag=a");
        assertThat(answer.header("To")).contains("<sip:bob@example.com>;tag=b");
        assertThat(answer.header("Call-ID")).contains("watch-7");
        assertThat(answer.header("CSeq")).contains("3 NOTIFY");
        assertThat(answer.header("Content-Length")).contains("0");
    }

    @Test
    void aMarkIsFoundInWhateverCarriesIt() {
        Marks marks = new Marks();
        Mark mark = marks.open(42, 2);

        mark.sending();
        marks.look(read(NOTIFY).text(), 1, System.nanoTime());
        marks.look("{\"note\":{\"text\":\"mark-000041\"}}", 0, System.nanoTime());

        assertThat(mark.missing()).isEqualTo(1);
        assertThat(mark.everywhere()).isNotDone();
    }
}
