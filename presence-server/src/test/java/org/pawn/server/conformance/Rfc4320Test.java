package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pawn.time.SettableTime;

/** RFC 4320: requests that are no INVITE and take their time. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc4320Test {
    private final House house;

    Rfc4320Test(House house) {
        this.house = house;
    }

    @OverEach
    void section4_1WhoWaitsLongIsToldOnceThatItIsWorkedOn(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();
        Request message = sender.signed(sender.message(device, "slowly"));

        sender.send(message.text());
        Heard heard = device.hearRequest("MESSAGE");
        Heard trying = sender.hear(answer -> answer.status() == 100);
        device.send(heard, 200);

        assertThat(trying.the("CSeq")).isEqualTo(message.the("CSeq"));
        assertThat(sender.answerTo(message).status()).isEqualTo(200);
        assertThat(sender.heardUntilAnswered()).noneMatch(answer -> answer.status() == 100);
    }

    @OverEach
    void section4_2ADevicesOwn408IsNotPassedOn(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();
        Request refer =
                sender.signed(sender.request("REFER", device.address()).with("Refer-To", "<sip:x@example.com>"));

        sender.send(refer.text());
        device.send(device.hearRequest("REFER"), 408);
        device.heardUntilAnswered();

        assertThat(sender.heardUntilAnswered()).noneMatch(Heard::isFinal);
    }

    @OverEach
    void section4_2WhenTheSendersTimeHasRunOutNothingIsSaidAnyMore(Over over) throws IOException {
        SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
        try (House slow = new House(Map.of(), time)) {
            Phone sender = slow.phone(over);
            Phone device = slow.phone(over).registered();
            Request refer =
                    sender.signed(sender.request("REFER", device.address()).with("Refer-To", "<sip:x@example.com>"));

            sender.send(refer.text());
            Heard asked = device.hearRequest("REFER");
            time.advance(Duration.ofSeconds(33));
            device.send(asked, 200);
            device.heardUntilAnswered();

            assertThat(sender.heardUntilAnswered()).noneMatch(Heard::isFinal);
        }
    }

    @OverEach
    void section4_1WhoIsAnsweredSoonIsToldNothingBefore(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();
        Request message = sender.signed(sender.message(device, "at once"));

        sender.send(message.text());
        device.send(device.hearRequest("MESSAGE"), 200);

        assertThat(sender.hear(Heard::isResponse).status()).isEqualTo(200);
    }
}
