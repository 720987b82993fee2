package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3261 section 18: how messages come and where their answers go. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3261TransportTest {
    private final House house;

    Rfc3261TransportTest(House house) {
        this.house = house;
    }

    @OverUdp
    void section18_1_1ALongDatagramIsRead(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().body("text/plain", "x".repeat(30_000)))
                        .status())
                .isEqualTo(200);
    }

    @OverEach
    void section18_2_1WhereAViaNamesAnotherHostTheSourceIsAdded(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options()
                .with("Via", "SIP/2.0/" + over + " pc33.example.com:5066;branch=" + Request.branch() + ";rport");

        assertThat(Heard.parameter(phone.ask(options).the("Via"), "received")).isEqualTo("127.0.0.1");
    }

    @OverEach
    void section18_2_1AClaimOfTheSourceIsNotBelieved(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options();
        options.with("Via", options.the("Via") + ";received=192.0.2.66");

        assertThat(phone.ask(options).the("Via")).doesNotContain("192.0.2.66").contains(";received=127.0.0.1");
    }

    @OverUdp
    void section18_2_2OverUdpTheAnswerGoesToThePortOfTheVia(Over over) {
        Phone asking = house.stranger(over);
        Phone listening = house.stranger(over);
        Request options =
                listening.options().with("Via", "SIP/2.0/UDP " + listening.wire.host() + ";branch=" + Request.branch());

        asking.send(options.text());

        assertThat(listening.answerTo(options).status()).isEqualTo(200);
    }

    @OverStreams
    void section18_2_2OverAStreamTheAnswerComesDownTheConnectionWhateverTheViaSays(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options().with("Via", "SIP/2.0/" + over + " 192.0.2.7:9;branch=" + Request.branch());

        assertThat(phone.ask(options).status()).isEqualTo(200);
    }

    @OverUdp
    void section18_3WhatStandsBehindTheBodyOfADatagramIsDropped(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options();

        phone.send(options.text() + "OPTIONS sip:second@example.com SIP/2.0\r\n\r\n");

        assertThat(phone.answerTo(options).status()).isEqualTo(200);
        assertThat(phone.heardUntilAnswered()).isEmpty();
    }

    @OverUdp
    void section18_3ADatagramThatEndsBeforeItsBodyDoesIs400(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().length("9")).status()).isEqualTo(400);
    }

    @OverUdp
    void section18_3WithoutContentLengthTheBodyGoesToTheEndOfTheDatagram(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(phone.publish("open").withoutLength()).status()).isEqualTo(200);
    }

    @OverStreams
    void section18_3WithoutContentLengthAMessageOfAStreamHasNoBody(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().withoutLength()).status()).isEqualTo(200);
        assertThat(phone.ask(phone.options()).status()).isEqualTo(200);
    }

    @OverStreams
    void section18_3SeveralMessagesMayComeInOnePiece(Over over) {
        Phone phone = house.stranger(over);
        List<Request> all = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            Request options = phone.options().body("text/plain", "x".repeat(i));
            all.add(options);
            text.append(options.text());
        }

        phone.send(text.toString());

        for (Request options : all) {
            assertThat(phone.answerTo(options).status()).isEqualTo(200);
        }
    }

    @OverStreams
    void section18_3AMessageMayComeInManyPieces(Over over) {
        Phone phone = house.phone(over);
        Request publish = phone.signed(phone.publish("open"));
        byte[] bytes = publish.text().getBytes(StandardCharsets.UTF_8);

        for (int at = 0; at < bytes.length; at += 7) {
            phone.wire.send(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 7)));
        }

        assertThat(phone.answerTo(publish).status()).isEqualTo(200);
    }

    @OverStreams
    void section18_3ALengthThatCannotBeIsRefusedAndEndsTheConnection(Over over) {
        for (String length : List.of("-1", "2000000000", "99999999999999999999", "seven")) {
            Phone phone = house.stranger(over);

            assertThat(phone.ask(phone.options().length(length)).status())
                    .as(length)
                    .isBetween(400, 499);
            assertThat(phone.isClosedByServer()).as(length).isTrue();
        }
    }

    @OverStreams
    void section18_4AConnectionServesOneRequestAfterTheOther(Over over) {
        Phone phone = house.stranger(over);
        for (int i = 0; i < 10; i++) {
            assertThat(phone.ask(phone.options()).status()).isEqualTo(200);
        }
    }
}
