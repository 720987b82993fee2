package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 7118: SIP in a WebSocket. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc7118Test {
    private final House house;

    Rfc7118Test(House house) {
        this.house = house;
    }

    @OverWebSocket
    void section4_1WithoutTheSubProtocolNobodyGetsIn(Over over) {
        URI sip = URI.create(house.server().http().replaceFirst("http", "ws") + "/sip");

        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("chat")
                        .buildAsync(sip, new WebSocket.Listener() {})
                        .join())
                .isInstanceOf(CompletionException.class);
    }

    @OverWebSocket
    void section4_2BinaryFramesAreReadLikeText(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options();

        ((WebSocketWire) phone.wire).sendBinary(options.text().getBytes(StandardCharsets.UTF_8));

        assertThat(phone.answerTo(options).status()).isEqualTo(200);
    }

    @OverWebSocket
    void section5_1AFrameIsAMessageAndNeedsNoContentLength(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(phone.publish("open").withoutLength()).status()).isEqualTo(200);
    }

    @OverWebSocket
    void section5_1TwoMessagesInAFrameAre400(Over over) {
        Phone phone = house.phone(over);
        Request options = phone.options();

        phone.send(options.text() + phone.options().text());

        assertThat(phone.answerTo(options).status()).isEqualTo(400);
    }

    @OverWebSocket
    void section5_2_1TheViaNamesTheTransportAndIsRepeated(Over over) {
        Phone phone = house.phone(over).registered();
        Phone sender = house.phone(Over.UDP);
        sender.send(sender.signed(sender.message(phone, "x")).text());

        Heard heard = phone.hearRequest("MESSAGE");
        phone.send(heard, 200);

        assertThat(heard.the("Via")).startsWith("SIP/2.0/WS ");
        assertThat(phone.ask(phone.options()).the("Via")).startsWith("SIP/2.0/WS " + phone.wire.host());
    }

    @OverWebSocket
    void section5_2_2OurContactSaysHowToComeBack(Over over) {
        Phone watcher = house.phone(over);
        watcher.asked(watcher.subscribe(watcher, 300));

        assertThat(watcher.hearNotify().the("Contact")).contains(";transport=ws");
    }

    @OverWebSocket
    void section5_3WhatIsForAClientComesDownItsConnectionWhateverItsContactSays(Over over) {
        Phone phone = house.phone(over).registered();
        Phone caller = house.phone(over).registered();
        caller.send(caller.signed(Call.invite(caller, phone)).text());

        Heard rang = phone.hearRequest("INVITE");
        phone.send(Call.answer(phone, rang, 486, "b"));

        assertThat(rang.uri()).isEqualTo(phone.contact()).contains(".invalid");
    }

    @OverWebSocket
    void section6ADoubleLineEndIsAKeepAliveAndAnswered(Over over) {
        Phone phone = house.phone(over);

        phone.send("\r\n\r\n");

        assertThat(phone.hear(heard -> heard.text().isBlank()).text()).isEqualTo("\r\n");
    }
}
