package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3581: answers through a network address translator. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3581Test {
    private final House house;

    Rfc3581Test(House house) {
        this.house = house;
    }

    private static String port(Phone phone) {
        return phone.wire.host().substring(phone.wire.host().indexOf(':') + 1);
    }

    @OverUdp
    void section4TheSourcePortIsToldToWhoAsksForIt(Over over) {
        Phone phone = house.stranger(over);

        String via = phone.ask(phone.options()).the("Via");

        assertThat(Heard.parameter(via, "rport")).isEqualTo(port(phone));
        assertThat(Heard.parameter(via, "received")).isEqualTo("127.0.0.1");
    }

    @OverStreams
    void section4OverAStreamItIsToldToo(Over over) {
        Phone phone = house.stranger(over);

        assertThat(Heard.parameter(phone.ask(phone.options()).the("Via"), "rport"))
                .isEqualTo(port(phone));
    }

    @OverUdp
    void section4TheAnswerGoesToTheSourcePortWhateverTheViaSays(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options().with("Via", "SIP/2.0/UDP 192.0.2.1:9;rport;branch=" + Request.branch());

        assertThat(phone.ask(options).status()).isEqualTo(200);
    }

    @OverUdp
    void section4AClaimOfTheSourcePortIsNotBelieved(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options();

        String via = phone.ask(options.with("Via", options.the("Via").replace(";rport", ";rport=9")))
                .the("Via");

        assertThat(Heard.parameter(via, "rport")).isEqualTo(port(phone));
    }

    @OverUdp
    void section4WhoDoesNotAskIsNotToldThePort(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options();

        assertThat(phone.ask(options.with("Via", options.the("Via").replace(";rport", "")))
                        .the("Via"))
                .doesNotContain("rport");
    }
}
