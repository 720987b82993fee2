package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 6026: what comes after an INVITE was accepted. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc6026Test {
    private final House house;

    Rfc6026Test(House house) {
        this.house = house;
    }

    @OverEach
    void section7_2ARepeatedAcceptancePassesToTheCallerEachTime(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        caller.send(caller.signed(Call.invite(caller, device)).text());
        Heard rang = device.hearRequest("INVITE");

        device.send(Call.answer(device, rang, 200, "b"));
        Heard first = caller.hearResponse(200, "INVITE");
        device.send(Call.answer(device, rang, 200, "b"));
        Heard again = caller.hearResponse(200, "INVITE");

        assertThat(again).isEqualTo(first);
    }

    @OverUdp
    void section7_1AnInviteThatIsRepeatedAfterItWasAcceptedRingsNobody(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        Request invite = caller.signed(Call.invite(caller, device));
        caller.send(invite.text());
        Heard rang = device.hearRequest("INVITE");
        device.send(Call.answer(device, rang, 200, "b"));
        caller.hearResponse(200, "INVITE");

        caller.send(invite.text());
        caller.ask(caller.options());

        assertThat(device.heardUntilAnswered()).noneMatch(heard -> heard.is("INVITE") && !heard.equals(rang));
    }
}
