package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pawn.server.sip.XcapUser;

/** RFC 4826 section 4: addresses that stand for lists, which people define by XCAP and watch by SIP (RFC 4662). */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc4826Test {
    private static final String RL = "urn:ietf:params:xml:ns:resource-lists";

    private final House house;

    Rfc4826Test(House house) {
        this.house = house;
    }

    private static String list(Phone owner) {
        return "friends-of-" + owner.name;
    }

    private HttpResponse<String> put(Phone owner, String auid, String document) {
        XcapUser xcap = new XcapUser(house.server().http(), owner.name, House.PASSWORD);
        return xcap.put(xcap.document(auid, "index"), "application/" + auid + "+xml", document);
    }

    private void service(Phone owner, String content) {
        HttpResponse<String> answer = put(
                owner,
                "rls-services",
                "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\" xmlns:rl=\"" + RL
                        + "\"><service uri=\"sip:" + list(owner) + "@example.com\">" + content
                        + "</service></rls-services>");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private void lists(Phone owner, String content) {
        HttpResponse<String> answer =
                put(owner, "resource-lists", "<resource-lists xmlns=\"" + RL + "\">" + content + "</resource-lists>");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private String referenceTo(Phone owner, String selector) {
        return "<resource-list>" + house.server().http() + "/xcap-root/resource-lists/users/sip:" + owner.name
                + "@example.com/index/~~/" + selector + "</resource-list>";
    }

    private static Request subscribe(Phone watcher, Phone owner) {
        return watcher.subscribe(owner, 300)
                .uri("sip:" + list(owner) + "@example.com")
                .with("To", "<sip:" + list(owner) + "@example.com>")
                .with("Accept", "application/pidf+xml, application/rlmi+xml, multipart/related")
                .with("Supported", "eventlist");
    }

    private static String begun(Phone watcher, Request subscribe) {
        Heard answer = watcher.asked(subscribe);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.the("Require")).isEqualTo("eventlist");
        return watcher.hearNotify().body();
    }

    @OverEach
    void section4_5AServiceIsWatchedByItsAddressAsOneList(Over over) {
        Phone alice = house.phone(over);
        Phone bob = house.phone(over);
        service(alice, "<list><rl:entry uri=\"" + bob.address() + "\"/></list>");

        String body = begun(alice, subscribe(alice, alice));

        assertThat(body)
                .contains("uri=\"sip:" + list(alice) + "@example.com\" version=\"0\" fullState=\"true\"")
                .contains("<resource uri=\"" + bob.address() + "\"><instance id=\"1\" state=\"active\"")
                .contains("entity=\"" + bob.address() + "\"");
    }

    @OverUdp
    void section4_5AServiceRefersToAListOfItsOwnersAndEveryChangeOfItIsToldWhole(Over over) {
        Phone alice = house.phone(over);
        lists(alice, "<list name=\"l\"><list name=\"m\"><entry uri=\"sip:bob@example.com\"/></list></list>");
        service(alice, referenceTo(alice, "resource-lists/list%5b@name=%22l%22%5d"));
        assertThat(begun(alice, subscribe(alice, alice))).contains("<resource uri=\"sip:bob@example.com\">");

        lists(alice, "<list name=\"l\"><entry uri=\"sip:carol@example.com\"/></list>");

        assertThat(alice.hearNotify().body())
                .contains("version=\"1\" fullState=\"true\"")
                .contains("<resource uri=\"sip:carol@example.com\">")
                .doesNotContain("bob@example.com");
    }

    @OverUdp
    void section4_5AnotherServiceOfTheSameAddressTakesThePlaceOfTheOneThatIsWatched(Over over) {
        Phone alice = house.phone(over);
        service(alice, "<list><rl:entry uri=\"sip:bob@example.com\"/></list>");
        begun(alice, subscribe(alice, alice));

        service(alice, "<list><rl:entry uri=\"sip:carol@example.com\"/></list>");

        assertThat(alice.hearNotify().body())
                .contains("version=\"1\" fullState=\"true\"")
                .contains("carol@example.com")
                .doesNotContain("bob@example.com");
    }

    @OverUdp
    void section4_5AServiceThatIsNoMoreEndsItsSubscriptions(Over over) {
        Phone alice = house.phone(over);
        service(alice, "<list/>");
        begun(alice, subscribe(alice, alice));
        XcapUser xcap = new XcapUser(house.server().http(), alice.name, House.PASSWORD);

        assertThat(xcap.delete(xcap.document("rls-services", "index")).statusCode())
                .isEqualTo(200);

        assertThat(alice.hearNotify().the("Subscription-State")).isEqualTo("terminated;reason=noresource");
        assertThat(alice.asked(subscribe(alice, alice)).status()).isEqualTo(404);
    }

    @OverUdp
    void section4_5AServiceIsForThePackagesThatItNames(Over over) {
        Phone alice = house.phone(over);
        service(alice, "<list/><packages><package>dialog</package></packages>");

        Heard refused = alice.asked(subscribe(alice, alice));

        assertThat(refused.status()).isEqualTo(489);
        assertThat(refused.the("Allow-Events")).isEqualTo("dialog");
    }

    @OverUdp
    void section4_5NobodyElseWatchesItAndWhoKnowsNoListsIsToldWhatTheyLack(Over over) {
        Phone alice = house.phone(over);
        Phone bob = house.phone(over);
        service(alice, "<list/>");

        assertThat(bob.asked(subscribe(bob, alice)).status()).isEqualTo(403);
        assertThat(alice.asked(subscribe(alice, alice).without("Supported")).status())
                .isEqualTo(421);
    }
}
