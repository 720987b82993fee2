package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3428: messages. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3428Test {
    private final House house;

    Rfc3428Test(House house) {
        this.house = house;
    }

    /** What the device hears, which says 200, and what the sender is answered. */
    private record Passed(Heard at, Heard answer) {}

    private static Passed pass(Phone sender, Phone device, Request message) {
        sender.signed(message);
        sender.send(message.text());
        Heard heard = device.hearRequest("MESSAGE");
        device.send(heard, 200);
        return new Passed(heard, sender.answerTo(message));
    }

    @OverEach
    void section4AMessageReachesTheDeviceInTheSendersName(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();

        Passed passed = pass(sender, device, sender.message(device, "Watson, come here."));

        assertThat(passed.at().body()).isEqualTo("Watson, come here.");
        assertThat(passed.at().the("Content-Type")).isEqualTo("text/plain");
        assertThat(passed.at().the("From")).contains("<" + sender.address() + ">");
        assertThat(passed.at().the("To")).contains("<" + device.address() + ">");
        assertThat(passed.at().tag("From")).isNotEmpty();
        assertThat(passed.at().uri()).isEqualTo(device.contact());
    }

    @OverEach
    void section4AMessageMakesNoDialogAndHasNoContact(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();

        Passed passed = pass(sender, device, sender.message(device, "x"));

        assertThat(passed.at().headers("Contact")).isEmpty();
        assertThat(passed.at().headers("Record-Route")).isEmpty();
    }

    @OverEach
    void section7TheAnswerHasNoContactAndNoBody(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();

        Heard answer = pass(sender, device, sender.message(device, "x")).answer();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Contact")).isEmpty();
        assertThat(answer.body()).isEmpty();
        assertThat(answer.tag("To")).isNotEmpty();
    }

    @OverEach
    void section7WhatWaitsForSomebodyIs202AndComesWhenTheySignIn(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over);

        Heard answer = sender.asked(sender.message(device, "later"));
        device.registered();
        Heard waited = device.hearRequest("MESSAGE");
        device.send(waited, 200);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(waited.body()).isEqualTo("later");
        assertThat(waited.the("From")).contains(sender.address());
    }

    @OverEach
    void section5EveryDeviceHearsItAndTheSenderOneAnswer(Over over) {
        Phone sender = house.phone(over);
        Phone desk = house.phone(over).registered();
        Phone mobile = house.another(over, desk.name).signIn().registered();
        Request message = sender.signed(sender.message(desk, "to all"));

        sender.send(message.text());
        desk.send(desk.hearRequest("MESSAGE"), 200);
        mobile.send(mobile.hearRequest("MESSAGE"), 200);

        assertThat(sender.answerTo(message).status()).isEqualTo(200);
        assertThat(sender.heardUntilAnswered()).noneMatch(Heard::isFinal);
    }

    @OverEach
    void section5NobodyIs404AndAnotherDomain403(Over over) {
        Phone sender = house.phone(over);

        assertThat(sender.asked(sender.request("MESSAGE", "sip:nobody-of-that-name@example.com")
                                .body("text/plain", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(sender.asked(sender.request("MESSAGE", "sip:bob@elsewhere.example")
                                .body("text/plain", "x"))
                        .status())
                .isEqualTo(403);
    }

    @OverEach
    void section5WithoutHopsLeftItIs483(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over);

        assertThat(sender.asked(sender.message(device, "x").with("Max-Forwards", "0"))
                        .status())
                .isEqualTo(483);
    }

    @OverEach
    void section9TextInAnyLanguagePassesByteForByte(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();
        String text = "Grüße, 株式会社\r\n\r\nSIP/2.0 200 OK\r\n\0 \uD83D\uDE42";

        assertThat(pass(sender, device, sender.message(device, text)).at().body())
                .isEqualTo(text);
    }

    @OverEach
    void section9AnyContentPasses(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();

        Passed passed = pass(
                sender,
                device,
                sender.message(device, "")
                        .body("application/x-odd; charset=\"a;b\"", "From: <im:a@example.com>\r\n\r\nx"));

        assertThat(passed.at().the("Content-Type")).isEqualTo("application/x-odd; charset=\"a;b\"");
        assertThat(passed.answer().status()).isEqualTo(200);
    }

    @OverEach
    void section9AnEmptyMessagePasses(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();

        assertThat(pass(sender, device, sender.message(device, "")).answer().status())
                .isEqualTo(200);
    }

    @OverEach
    void section11_1WithoutProofNothingIsPassedOn(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();

        assertThat(sender.ask(sender.message(device, "x")).status()).isEqualTo(407);
        assertThat(device.heardUntilAnswered()).noneMatch(heard -> heard.is("MESSAGE"));
    }
}
