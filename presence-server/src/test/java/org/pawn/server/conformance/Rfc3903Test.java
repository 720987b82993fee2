package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3903: what agents publish. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3903Test {
    private final House house;

    Rfc3903Test(House house) {
        this.house = house;
    }

    private static Heard published(Phone phone) {
        Heard answer = phone.asked(phone.publish("open"));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private static Request with(Phone phone, String tag, int expires) {
        return phone.request("PUBLISH", phone.address())
                .without("Contact")
                .with("Event", "presence")
                .with("Expires", Integer.toString(expires))
                .with("SIP-If-Match", tag);
    }

    @OverEach
    void section4_1AnInitialPublicationGetsATagAndALife(Over over) {
        Phone phone = house.phone(over);

        Heard answer = published(phone);

        assertThat(answer.headers("SIP-ETag")).hasSize(1);
        assertThat(answer.the("SIP-ETag")).hasSizeGreaterThanOrEqualTo(16);
        assertThat(Integer.parseInt(answer.the("Expires"))).isBetween(1, 300);
    }

    @OverEach
    void section4_1APublicationMakesNoDialog(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.publish("open").with("Record-Route", "<sip:192.0.2.7;lr>"));

        assertThat(answer.headers("Contact")).isEmpty();
        assertThat(answer.headers("Record-Route")).isEmpty();
    }

    @OverEach
    void section4_3ARefreshHasNoBodyAndGetsAnotherTag(Over over) {
        Phone phone = house.phone(over);
        String tag = published(phone).the("SIP-ETag");

        Heard refreshed = phone.asked(with(phone, tag, 300));

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.the("SIP-ETag")).isNotEqualTo(tag);
    }

    @OverEach
    void section4_4AModificationHasABodyAndGetsAnotherTag(Over over) {
        Phone phone = house.phone(over);
        String tag = published(phone).the("SIP-ETag");

        Heard modified = phone.asked(with(phone, tag, 300).body("application/pidf+xml", phone.pidf("closed", "")));

        assertThat(modified.status()).isEqualTo(200);
        assertThat(modified.the("SIP-ETag")).isNotEqualTo(tag);
    }

    @OverEach
    void section4_5ARemovalEndsItAndItsTag(Over over) {
        Phone phone = house.phone(over);
        String tag = published(phone).the("SIP-ETag");

        Heard removed = phone.asked(with(phone, tag, 0));

        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.header("Expires")).contains("0");
        assertThat(phone.asked(with(phone, tag, 300)).status()).isEqualTo(412);
    }

    @OverEach
    void section4_1AnOldTagIsNoLongerGood(Over over) {
        Phone phone = house.phone(over);
        String tag = published(phone).the("SIP-ETag");
        phone.asked(with(phone, tag, 300));

        assertThat(phone.asked(with(phone, tag, 300)).status()).isEqualTo(412);
    }

    @OverEach
    void section4_1EveryTagIsAnother(Over over) {
        Phone phone = house.phone(over);
        Set<String> tags = new HashSet<>();
        String tag = published(phone).the("SIP-ETag");
        for (int i = 0; i < 5; i++) {
            tags.add(tag);
            tag = phone.asked(with(phone, tag, 300)).the("SIP-ETag");
        }

        assertThat(tags).hasSize(5).doesNotContain(tag);
    }

    @OverEach
    void section4_1TwoPublicationsStandBesideEachOther(Over over) {
        Phone phone = house.phone(over);
        String one = published(phone).the("SIP-ETag");
        String other = published(phone).the("SIP-ETag");

        assertThat(phone.asked(with(phone, one, 0)).status()).isEqualTo(200);
        assertThat(phone.asked(with(phone, other, 300)).status()).isEqualTo(200);
    }

    @OverEach
    void section6ATagThatNobodyHasIs412(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(with(phone, "nobodys-tag", 300)).status()).isEqualTo(412);
        assertThat(phone.asked(with(phone, "nobodys-tag", 0)).status()).isEqualTo(412);
    }

    @OverEach
    void section6SomebodyElsesTagIs412(Over over) {
        Phone phone = house.phone(over);
        Phone other = house.phone(over);
        String theirs = published(other).the("SIP-ETag");

        assertThat(phone.asked(with(phone, theirs, 0)).status()).isEqualTo(412);
        assertThat(other.asked(with(other, theirs, 300)).status()).isEqualTo(200);
    }

    @OverEach
    void section6SomebodyElsesStateIs403(Over over) {
        Phone phone = house.phone(over);
        Phone other = house.phone(over);

        assertThat(phone.asked(phone.publish("open").uri(other.address())).status())
                .isEqualTo(403);
    }

    @OverEach
    void section6ADocumentAboutSomebodyElseIs403(Over over) {
        Phone phone = house.phone(over);
        Phone other = house.phone(over);

        assertThat(phone.asked(phone.publish("open").body("application/pidf+xml", other.pidf("open", "")))
                        .status())
                .isEqualTo(403);
    }

    @OverEach
    void section6AnotherEventIs489AndToldWhichAreTaken(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.publish("open").with("Event", "nobodys-event"));

        assertThat(answer.status()).isEqualTo(489);
        assertThat(answer.list("Allow-Events")).contains("presence");
    }

    @OverEach
    void section6WithoutAnEventItIs489(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(phone.publish("open").without("Event")).status()).isEqualTo(489);
    }

    @OverEach
    void section6ATooBriefLifeIs423AndToldTheLeast(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.publish("open").with("Expires", "1"));

        assertThat(answer.status()).isEqualTo(423);
        assertThat(Integer.parseInt(answer.the("Min-Expires"))).isGreaterThan(1);
    }

    @OverEach
    void section6ATooLongLifeIsCut(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.publish("open").with("Expires", "4294967295"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Long.parseLong(answer.the("Expires"))).isLessThanOrEqualTo(86_400);
    }

    @OverEach
    void section6WhereNoLifeIsAskedOneIsGiven(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.publish("open").without("Expires"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Integer.parseInt(answer.the("Expires"))).isPositive();
    }

    @OverEach
    void section6AnInitialPublicationWithoutABodyIs400(Over over) {
        Phone phone = house.phone(over);
        Request empty = phone.request("PUBLISH", phone.address())
                .with("Event", "presence")
                .with("Expires", "300");

        assertThat(phone.asked(empty).status()).isEqualTo(400);
    }

    @OverEach
    void section6ABodyOfAnotherTypeIs415AndToldWhichIsTaken(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.publish("open").body("text/html", "<p>"));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.list("Accept")).contains("application/pidf+xml");
    }

    @OverEach
    void section6AMalformedBodyIs400(Over over) {
        Phone phone = house.phone(over);
        for (String body :
                List.of("<presence", "no xml", "<!DOCTYPE x><presence/>", phone.pidf("open", "<unclosed>"))) {
            assertThat(phone.asked(phone.publish("open").body("application/pidf+xml", body))
                            .status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @OverEach
    void section6TwoConditionsAre400(Over over) {
        Phone phone = house.phone(over);
        String tag = published(phone).the("SIP-ETag");

        assertThat(phone.asked(with(phone, tag, 300).also("SIP-If-Match", tag)).status())
                .isEqualTo(400);
    }

    @OverEach
    void section6ARefusedModificationChangesNothing(Over over) {
        Phone phone = house.phone(over);
        String tag = published(phone).the("SIP-ETag");

        assertThat(phone.asked(with(phone, tag, 300).body("application/pidf+xml", "no xml"))
                        .status())
                .isEqualTo(400);
        assertThat(phone.asked(with(phone, tag, 300)).status()).isEqualTo(200);
    }

    @OverEach
    void section10WhoWatchesIsToldOfEachChange(Over over) {
        Phone phone = house.phone(over);
        Phone watcher = house.phone(over);
        watcher.asked(watcher.subscribe(phone, 300));
        Heard before = watcher.hearNotify();

        String tag = phone.asked(phone.publish("open").body("application/pidf+xml", phone.pidf("open", "<rpid:busy/>")))
                .the("SIP-ETag");
        Heard busy = watcher.hearNotify();
        phone.asked(with(phone, tag, 0));
        Heard after = watcher.hearNotify();

        assertThat(before.body()).contains("<basic>closed</basic>");
        assertThat(busy.body()).contains("<rpid:busy/>").contains("<basic>open</basic>");
        assertThat(after.body()).contains("<basic>closed</basic>");
    }
}
