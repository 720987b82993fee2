package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 5118: addresses of IPv6 wherever a message may hold one; messages of our own, by what the RFC says of each. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc5118Test {
    private final House house;

    Rfc5118Test(House house) {
        this.house = house;
    }

    private static Request register(Phone phone, String uri) {
        return phone.register(600)
                .uri(uri)
                .with("Contact", "\"Caller\" <sip:caller@[2001:db8::1]>")
                .also("Via", "SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111");
    }

    @OverEach
    void section4_1AReferenceIsReadEverywhere(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.ask(register(phone, "sip:[2001:db8::10]")).status()).isEqualTo(401);
        Heard bound = phone.asked(register(phone, "sip:example.com"));

        assertThat(bound.status()).isEqualTo(200);
        assertThat(bound.the("Contact")).contains("<sip:caller@[2001:db8::1]>");
    }

    @OverEach
    void section4_2WithoutBracketsItIs400(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(register(phone, "sip:2001:db8::10")).status()).isEqualTo(400);
    }

    @OverEach
    void section4_3WhatStandsInTheBracketsIsTheAddressAndNoPort(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(register(phone, "sip:[2001:db8::10:5070]")).status())
                .isEqualTo(401);
    }

    @OverEach
    void section4_4APortStandsBehindTheBrackets(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(register(phone, "sip:[2001:db8::10]:5070")).status())
                .isEqualTo(401);
    }

    @OverEach
    void section4_5TheReceivedParameterIsReadWithBracketsAndWithout(Over over) {
        Phone phone = house.stranger(over);
        for (String received : new String[] {"[2001:db8::9:255]", "2001:db8::9:255"}) {
            Request options = phone.options();
            options.also("Via", "SIP/2.0/UDP [2001:db8::9:1];received=" + received + ";branch=z9hG4bKas3");

            Heard answer = phone.ask(options);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.list("Via")).contains("received=" + received);
        }
    }

    @OverEach
    void section4_6ABodyWithSuchAddressesPassesUntouched(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        String sdp = "v=0\r\no=assistant 971731711378798081 0 IN IP6 2001:db8::20\r\ns=Live\r\n"
                + "c=IN IP6 2001:db8::20\r\nt=0 0\r\nm=audio 6000 RTP/AVP 0\r\n";
        caller.send(caller.signed(Call.invite(caller, device).body("application/sdp", sdp))
                .text());

        Heard rang = device.hearRequest("INVITE");
        device.send(Call.answer(device, rang, 486, "b"));

        assertThat(rang.body()).isEqualTo(sdp);
    }

    @OverEach
    void section4_7AddressesOfBothKindsMayStandInOneMessage(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options()
                .also("Via", "SIP/2.0/UDP [2001:db8::9:1]:6050;branch=z9hG4bKas3-111")
                .also("Via", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKjhja8781hjuaij65144")
                .also("Via", "SIP/2.0/TCP [2001:db8::9:255];branch=z9hG4bK451jj;received=192.0.2.200");

        Heard answer = phone.ask(options);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Via")).hasSize(4);
    }

    @OverEach
    void section4_9AnAddressThatHoldsAnIpv4AddressIsRead(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(register(phone, "sip:[::ffff:192.0.2.10]:19823")).status())
                .isEqualTo(401);
    }

    @OverEach
    void section4_10TwoColonsStandBeforeAnIpv4Address(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(register(phone, "sip:user@[2001:db8::192.0.2.1]")).status())
                .isEqualTo(401);
    }
}
