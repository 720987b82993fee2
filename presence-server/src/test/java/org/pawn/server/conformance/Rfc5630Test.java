package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 5630: what {@code sips:} asks for is kept, or refused. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc5630Test {
    private final House house;

    Rfc5630Test(House house) {
        this.house = house;
    }

    private static String secure(Phone phone) {
        return phone.address().replace("sip:", "sips:");
    }

    private static void assertNotAllowed(Heard answer) {
        assertThat(answer.status()).isEqualTo(480);
        assertThat(answer.the("Warning")).isEqualTo("380 example.com \"SIPS Not Allowed\"");
    }

    @OverEach
    void section5_3WhatDidNotComeByTlsIsNotServed(Over over) {
        Phone phone = house.phone(over);
        Phone target = house.phone(Over.TLS);
        for (Request request : List.of(
                phone.request("OPTIONS", secure(target)),
                phone.subscribe(target, 60).uri(secure(target)),
                phone.message(target, "x").uri(secure(target)))) {
            Heard answer = phone.asked(request);

            if (over == Over.TLS) {
                assertThat(answer.status()).as(request.method()).isBetween(200, 202);
            } else {
                assertNotAllowed(answer);
            }
        }
    }

    @OverEach
    void section5_3WhatGoesOnGoesToDevicesByTlsAlone(Over over) {
        Phone caller = house.phone(Over.TLS);
        Phone device = house.phone(over).registered();
        Phone secured = house.another(Over.TLS, device.name).signIn().registered();
        Request refer =
                caller.signed(caller.request("REFER", secure(device)).with("Refer-To", "<sip:somebody@example.com>"));

        caller.send(refer.text());
        secured.send(secured.hearRequest("REFER"), 603);

        if (over == Over.TLS) {
            device.send(device.hearRequest("REFER"), 603);
        }
        assertThat(caller.answerTo(refer).status()).isEqualTo(603);
        assertThat(device.heardUntilAnswered()).isEmpty();
    }

    @OverEach
    void section5_3WithoutSuchADeviceItIsRefused(Over over) {
        Phone caller = house.phone(Over.TLS);
        Phone device = house.phone(over == Over.TLS ? Over.TCP : over).registered();

        assertNotAllowed(
                caller.asked(caller.request("REFER", secure(device)).with("Refer-To", "<sip:somebody@example.com>")));
        assertThat(device.heardUntilAnswered()).isEmpty();
    }
}
