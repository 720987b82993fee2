package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3261 section 19: what a URI names, and tags. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3261UriTest {
    private final House house;

    Rfc3261UriTest(House house) {
        this.house = house;
    }

    /** What a message to that URI is answered by; the person is signed out, so that 202 means: it is they. */
    private int reached(Phone sender, String uri) {
        return sender.asked(sender.request("MESSAGE", uri).without("Contact").body("text/plain", "x"))
                .status();
    }

    @OverEach
    void section19_1_1TheHostComparesWithoutCase(Over over) {
        Phone phone = house.phone(over);
        String name = house.person();

        assertThat(reached(phone, "sip:" + name + "@EXAMPLE.Com")).isEqualTo(202);
        assertThat(reached(phone, "SIP:" + name + "@example.com")).isEqualTo(202);
    }

    @OverEach
    void section19_1_1TheUserComparesWithCase(Over over) {
        Phone phone = house.phone(over);
        String name = house.person();

        assertThat(reached(phone, "sip:P" + name.substring(1) + "@example.com")).isEqualTo(404);
    }

    @OverEach
    void section19_1_1ParametersOfTheUriDoNotNameAnotherPerson(Over over) {
        Phone phone = house.phone(over);
        String name = house.person();

        assertThat(reached(phone, "sip:" + name + "@example.com;user=ip;transport=tcp;odd;x=%41"))
                .isEqualTo(202);
    }

    @OverEach
    void section19_1_1APortDoesNotNameAnotherPerson(Over over) {
        Phone phone = house.phone(over);
        String name = house.person();

        assertThat(reached(phone, "sip:" + name + "@example.com:5060")).isEqualTo(202);
    }

    @OverEach
    void section19_1_2EscapesAreTheCharactersThatTheyStandFor(Over over) {
        Phone phone = house.phone(over);
        String name = house.person();

        assertThat(reached(phone, "sip:%70%65rson" + name.substring(6) + "@example.com"))
                .isEqualTo(202);
    }

    @OverEach
    void section19_1_2AnEscapedNulNamesNobody(Over over) {
        Phone phone = house.phone(over);
        String name = house.person();

        assertThat(reached(phone, "sip:" + name + "%00@example.com")).isIn(400, 403, 404);
    }

    @OverEach
    void section19_1_2ABrokenEscapeIsRefused(Over over) {
        Phone phone = house.phone(over);

        assertThat(reached(phone, "sip:%zz@example.com")).isIn(400, 403, 404);
        assertThat(reached(phone, "sip:a%4@example.com")).isIn(400, 403, 404);
    }

    @OverEach
    void section19_1_5AnotherDomainIsNobodyOfOurs(Over over) {
        Phone phone = house.phone(over);
        String name = house.person();

        for (String host :
                List.of("elsewhere.example", "example.com.elsewhere.example", "192.0.2.9", "[2001:db8::9]")) {
            assertThat(reached(phone, "sip:" + name + "@" + host)).as(host).isEqualTo(403);
        }
    }

    @OverEach
    void section19_1_6ATelephoneNumberIsNobodyOfOurs(Over over) {
        Phone phone = house.phone(over);

        assertThat(reached(phone, "tel:+12015550123")).isEqualTo(403);
    }

    @OverEach
    void section19_3TagsAreLongAndNeverTheSame(Over over) {
        Phone phone = house.stranger(over);
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            tags.add(phone.ask(phone.options()).tag("To"));
        }

        assertThat(tags).hasSize(20).allMatch(tag -> tag.length() >= 8);
    }

    @OverEach
    void section19_3ARequestWithoutAFromTagIsOfAnOlderPeerAndServed(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().with("From", "<sip:alice@example.com>"))
                        .status())
                .isEqualTo(200);
    }
}
