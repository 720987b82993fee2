package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3856: presence as an event. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3856Test {
    private final House house;

    Rfc3856Test(House house) {
        this.house = house;
    }

    private Heard firstNotify(Phone watcher, Request subscribe) {
        assertThat(watcher.asked(subscribe).status()).isIn(200, 202);
        return watcher.hearNotify();
    }

    @OverEach
    void section6_4WhereNoLifeIsAskedItIsAnHour(Over over) {
        Phone watcher = house.phone(over);

        Heard answer = watcher.asked(watcher.subscribe(watcher, 0).without("Expires"));

        assertThat(answer.the("Expires")).isEqualTo("3600");
    }

    @OverEach
    void section6_5WithoutAcceptTheStateIsAPresenceDocument(Over over) {
        Phone watcher = house.phone(over);

        Heard notify = firstNotify(watcher, watcher.subscribe(watcher, 300).without("Accept"));

        assertThat(notify.the("Content-Type")).isEqualTo("application/pidf+xml");
        assertThat(notify.body()).contains("urn:ietf:params:xml:ns:pidf").contains("<basic>closed</basic>");
    }

    @OverEach
    void section6_5AcceptMayNameATypeByItsFamily(Over over) {
        Phone watcher = house.phone(over);
        for (String accept : new String[] {"*/*", "application/*", "text/plain, application/pidf+xml;q=0.5"}) {
            assertThat(firstNotify(watcher, watcher.subscribe(watcher, 300).with("Accept", accept))
                            .the("Content-Type"))
                    .isEqualTo("application/pidf+xml");
        }
    }

    @OverEach
    void section6_5TheDocumentNamesWhoIsWatched(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);

        assertThat(firstNotify(watcher, watcher.subscribe(other, 300)).body())
                .containsPattern("entity=\"(sip|pres):" + other.name + "@example\\.com\"");
    }

    @OverEach
    void section6_7TheStateIsWholeInEveryNotification(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);
        firstNotify(watcher, watcher.subscribe(other, 300));

        other.asked(other.publish("open"));
        Heard changed = watcher.hearNotify();

        assertThat(changed.body())
                .contains("<tuple")
                .contains("<basic>open</basic>")
                .contains("</presence>");
    }

    @OverEach
    void section6_6_2SomebodyOfAnotherDomainIsNotWatchedHere(Over over) {
        Phone watcher = house.phone(over);

        assertThat(watcher.asked(watcher.request("SUBSCRIBE", "sip:bob@elsewhere.example")
                                .with("Event", "presence"))
                        .status())
                .isIn(403, 404);
    }

    @OverEach
    void section6_6_2SomebodyOfNobodysIs404(Over over) {
        Phone watcher = house.phone(over);

        assertThat(watcher.asked(watcher.request("SUBSCRIBE", "sip:nobody-of-that-name@example.com")
                                .with("Event", "presence"))
                        .status())
                .isIn(403, 404);
    }

    @OverEach
    void section6_9OfAForkedSubscriptionThereIsOneNotifier(Over over) {
        Phone watcher = house.phone(over);
        Phone desk = house.phone(over).registered();

        assertThat(watcher.asked(watcher.subscribe(desk, 300)).status()).isIn(200, 202);
        watcher.hearNotify();

        assertThat(desk.heardUntilAnswered()).noneMatch(heard -> heard.is("SUBSCRIBE"));
    }
}
