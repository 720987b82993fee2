package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 5393: loops, and how broadly a request may fork. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc5393Test {
    private final House house;

    Rfc5393Test(House house) {
        this.house = house;
    }

    /** A device of one's own that sends back what it got, as a proxy would. */
    private static Request sentBack(Phone device, Heard rang, String uri) {
        Request back = new Request("INVITE", uri).with("Via", device.via());
        rang.headers("Via").forEach(via -> back.also("Via", via));
        for (String name : new String[] {"Max-Forwards", "From", "To", "Call-ID", "CSeq", "Contact"}) {
            back.with(name, rang.the(name));
        }
        return device.signed(back.body("application/sdp", rang.body()));
    }

    @OverEach
    void section4_2WhatComesBackUnchangedIsALoop(Over over) {
        Phone caller = house.phone(over);
        Phone device = house.another(over, caller.name).signIn().registered();
        caller.send(caller.signed(Call.invite(caller, caller)).text());
        Heard rang = device.hearRequest("INVITE");

        Heard refused = device.ask(sentBack(device, rang, device.address()));

        assertThat(refused.status()).isEqualTo(482);
        device.send(Call.answer(device, rang, 486, "b"));
    }

    @OverEach
    void section4_2WhatComesBackForSomebodyElseIsNone(Over over) {
        Phone caller = house.phone(over);
        Phone device = house.another(over, caller.name).signIn().registered();
        Phone other = house.phone(over).registered();
        caller.send(caller.signed(Call.invite(caller, caller)).text());
        Heard rang = device.hearRequest("INVITE");

        device.send(sentBack(device, rang, other.address()).text());
        Heard atOther = other.hearRequest("INVITE");
        other.send(Call.answer(other, atOther, 486, "o"));
        device.send(Call.answer(device, rang, 486, "b"));

        assertThat(atOther.uri()).isEqualTo(other.contact());
        assertThat(Integer.parseInt(atOther.the("Max-Forwards"))).isEqualTo(68);
    }

    @OverEach
    void section5_3_3WhereMoreDevicesRingThanMayItIs440(Over over) {
        Phone caller = house.phone(over);
        Phone desk = house.phone(over).registered();
        Phone mobile = house.another(over, desk.name).signIn().registered();

        Heard refused = caller.asked(Call.invite(caller, desk).with("Max-Breadth", "1"));

        assertThat(refused.status()).isEqualTo(440);
        assertThat(mobile.heardUntilAnswered()).noneMatch(heard -> heard.is("INVITE"));
    }

    @OverEach
    void section5_3_3TheBreadthIsDividedAmongTheDevices(Over over) {
        Phone caller = house.phone(over);
        Phone desk = house.phone(over).registered();
        Phone mobile = house.another(over, desk.name).signIn().registered();
        caller.send(caller.signed(Call.invite(caller, desk).with("Max-Breadth", "10"))
                .text());

        Heard atDesk = desk.hearRequest("INVITE");
        Heard atMobile = mobile.hearRequest("INVITE");
        desk.send(Call.answer(desk, atDesk, 486, "d"));
        mobile.send(Call.answer(mobile, atMobile, 486, "m"));

        int whole = Integer.parseInt(atDesk.the("Max-Breadth")) + Integer.parseInt(atMobile.the("Max-Breadth"));
        assertThat(whole).isBetween(2, 10);
    }
}
