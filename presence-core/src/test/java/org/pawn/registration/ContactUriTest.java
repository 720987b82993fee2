package org.pawn.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparisons of RFC 3261 section 19.1.4, most of them its own examples. */
final class ContactUriTest {
    @ParameterizedTest
    @CsvSource({
        "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp",
        "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5",
        "sip:carol@chicago.com;newparam=5, sip:carol@chicago.com;security=on",
        "sip:biloxi.com;transport=tcp;method=REGISTER, sip:biloxi.com;method=REGISTER;transport=tcp",
        "SIP:alice@192.0.2.1:5070, sip:alice@192.0.2.1:5070",
        "sip:alice@[2001:DB8::1], sip:alice@[2001:db8::1]",
        "sip:a%2fb@192.0.2.1, sip:a%2Fb@192.0.2.1",
    })
    void theSameAddressSpelledAnotherWayIsTheSame(String one, String other) {
        assertThat(ContactUri.of(one).isSameAs(ContactUri.of(other))).isTrue();
        assertThat(ContactUri.of(other).isSameAs(ContactUri.of(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:5060",
        "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:6000;transport=tcp",
        "sip:bob@phone21.boxesbybob.com, sip:bob@192.0.2.4",
        "sip:carol@chicago.com;newparam=5, sip:carol@chicago.com;newparam=6",
        "sip:alice@192.0.2.1, sips:alice@192.0.2.1",
        "sip:alice@192.0.2.1, sip:192.0.2.1",
        "sip:a%2Fb@192.0.2.1, sip:a/b@192.0.2.1",
        "sip:alice@192.0.2.1;maddr=192.0.2.2, sip:alice@192.0.2.1",
        "sip:alice:secret@192.0.2.1, sip:alice:Secret@192.0.2.1",
    })
    void whatMayLeadElsewhereIsAnother(String one, String other) {
        assertThat(ContactUri.of(one).isSameAs(ContactUri.of(other))).isFalse();
        assertThat(ContactUri.of(other).isSameAs(ContactUri.of(one))).isFalse();
    }
}
