package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3261 section 17: transactions. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3261TransactionsTest {
    private final House house;

    Rfc3261TransactionsTest(House house) {
        this.house = house;
    }

    private static Request invite(Phone caller, String uri) {
        return caller.request("INVITE", uri).body("application/sdp", "v=0\r\n");
    }

    private static Request ack(Request invite, Heard refusal) {
        return new Request("ACK", invite.uri())
                .with("Via", invite.the("Via"))
                .with("Max-Forwards", "70")
                .with("From", invite.the("From"))
                .with("To", refusal.the("To"))
                .with("Call-ID", invite.the("Call-ID"))
                .with("CSeq", invite.the("CSeq").replace("INVITE", "ACK"));
    }

    @OverUdp
    void section17_1_2_2WhatIsNotAnsweredIsSentAgainAfterHalfASecond(Over over) {
        Phone watcher = house.phone(over);
        assertThat(watcher.asked(watcher.subscribe(watcher, 300)).status()).isEqualTo(200);

        Heard first = watcher.hearRequest("NOTIFY");
        Heard again = watcher.hearRequest("NOTIFY");
        watcher.send(again, 200);

        assertThat(again).isEqualTo(first);
    }

    @OverUdp
    void section17_2_1ARefusedInviteIsAnsweredAgainUntilItIsAcknowledged(Over over) {
        Phone caller = house.phone(over);
        Request invite = caller.signed(invite(caller, "sip:nobody-of-that-name@example.com"));
        caller.send(invite.text());

        Heard refused = caller.hearResponse(404, "INVITE");
        Heard again = caller.hearResponse(404, "INVITE");
        caller.send(ack(invite, refused).text());

        assertThat(again).isEqualTo(refused);
    }

    @OverUdp
    void section17_2_1ARepeatedInviteGetsTheSameAnswer(Over over) {
        Phone caller = house.phone(over);
        Request invite = caller.signed(invite(caller, "sip:nobody-of-that-name@example.com"));

        caller.send(invite.text());
        Heard refused = caller.hearResponse(404, "INVITE");
        caller.send(invite.text());
        Heard again = caller.hearResponse(404, "INVITE");
        caller.send(ack(invite, refused).text());

        assertThat(again).isEqualTo(refused);
    }

    @OverEach
    void section17_2_1TheAcknowledgementOfARefusalIsAbsorbed(Over over) {
        Phone caller = house.phone(over);
        Request invite = caller.signed(invite(caller, "sip:nobody-of-that-name@example.com"));

        Heard refused = caller.ask(invite);
        caller.send(ack(invite, refused).text());

        assertThat(refused.status()).isEqualTo(404);
        assertThat(caller.heardUntilAnswered()).noneMatch(Heard::isFinal);
    }

    @OverUdp
    void section17_2_2ARetransmissionGetsTheSameBytesAndIsHandledOnce(Over over) {
        Phone phone = house.phone(over);
        Request publish = phone.signed(phone.publish("open"));

        Heard first = phone.ask(publish);
        Heard again = phone.ask(publish);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again).isEqualTo(first);
    }

    @OverUdp
    void section17_2_2WhileItIsWorkedOnARetransmissionIsNotHandledAgain(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(Over.TCP).registered();
        Request message = sender.signed(sender.message(device, "once"));

        sender.send(message.text());
        Heard heard = device.hearRequest("MESSAGE");
        sender.send(message.text());
        sender.ask(sender.options());
        device.send(heard, 200);

        assertThat(sender.answerTo(message).status()).isEqualTo(200);
        assertThat(device.heardUntilAnswered()).noneMatch(other -> other.is("MESSAGE"));
    }

    @OverUdp
    void section17_2_3AnotherSentByIsAnotherTransaction(Over over) {
        Phone phone = house.phone(over);
        Request publish = phone.signed(phone.publish("open"));
        String first = phone.ask(publish).the("SIP-ETag");
        String via = publish.the("Via").replaceFirst(" [^;]*", " pc33.example.com");

        Heard other = phone.ask(phone.signed(publish.with("Via", via)));

        assertThat(other.headers("SIP-ETag")).doesNotContain(first);
    }

    @OverUdp
    void section17_2_3AnotherMethodIsAnotherTransaction(Over over) {
        Phone phone = house.phone(over);
        Request publish = phone.signed(phone.publish("open"));
        phone.ask(publish);
        Request register = phone.query().with("Via", publish.the("Via"));

        assertThat(phone.asked(register).headers("SIP-ETag")).isEmpty();
    }

    @OverUdp
    void section17_2_3AnOlderPeersTransactionIsKnownByCallIdSequenceAndTag(Over over) {
        Phone phone = house.phone(over);
        Request publish = phone.publish("open");
        publish.with("Via", publish.the("Via").replaceFirst("branch=[^;]*", "branch=1"));
        phone.signed(publish);

        Heard first = phone.ask(publish);
        Heard again = phone.ask(publish);
        Heard next = phone.ask(phone.signed(publish.with("CSeq", phone.nextCSeq() + " PUBLISH")));

        assertThat(again).isEqualTo(first);
        assertThat(next.the("SIP-ETag")).isNotEqualTo(first.the("SIP-ETag"));
    }

    @OverEach
    void section17_2ANewBranchIsANewTransaction(Over over) {
        Phone phone = house.phone(over);

        String first = phone.asked(phone.publish("open")).the("SIP-ETag");
        String second = phone.asked(phone.publish("open")).the("SIP-ETag");

        assertThat(second).isNotEqualTo(first);
    }
}
