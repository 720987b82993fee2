package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 5626 as far as every client relies on it: the connection that was registered over is the way back. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc5626Test {
    private final House house;

    Rfc5626Test(House house) {
        this.house = house;
    }

    @OverStreams
    void section4_4_1ADoubleLineEndIsAnsweredWithASingleOne(Over over) {
        Phone phone = house.stranger(over);

        phone.send("\r\n\r\n");

        assertThat(phone.hear(heard -> heard.text().isBlank()).text()).isEqualTo("\r\n");
        assertThat(phone.ask(phone.options()).status()).isEqualTo(200);
    }

    @OverEach
    void section5_3RequestsGoDownTheFlowWhateverTheContactSays(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over);
        String unreachable = "sip:" + device.name + "@192.0.2.99:9";
        assertThat(device.asked(device.register(600).with("Contact", "<" + unreachable + ">"))
                        .status())
                .isEqualTo(200);
        Request message = sender.signed(sender.message(device, "x"));
        sender.send(message.text());

        Heard heard = device.hearRequest("MESSAGE");
        device.send(heard, 200);

        assertThat(heard.uri()).isEqualTo(unreachable);
        assertThat(sender.answerTo(message).status()).isEqualTo(200);
    }

    @OverStreams
    void section5_3WhereTheFlowHasEndedTheDeviceIsGone(Over over) {
        Phone watcher = house.phone(over);
        Phone device = house.phone(over).registered();
        watcher.asked(watcher.subscribe(device, 300));
        assertThat(watcher.hearNotify().body()).contains("<basic>open</basic>");

        device.close();

        assertThat(watcher.hearNotify().body()).contains("<basic>closed</basic>");
    }
}
