package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pawn.server.sip.XcapUser;

/** RFC 5875: changes of one's documents as an event, in the format of RFC 5874. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc5875Test {
    private static final String LISTS = "application/resource-lists+xml";
    private static final String RL = "xmlns=\"urn:ietf:params:xml:ns:resource-lists\"";
    private static final String ELEMENT = "application/xcap-el+xml";

    private final House house;

    Rfc5875Test(House house) {
        this.house = house;
    }

    private XcapUser xcap(Phone of) {
        return new XcapUser(house.server().http(), of.name, House.PASSWORD);
    }

    private static String path(Phone of, String auid) {
        return auid + "/users/sip:" + of.name + "@example.com/index";
    }

    private static Request subscribe(Phone watcher, Phone whom, String... selected) {
        StringBuilder entries = new StringBuilder();
        for (String uri : selected) {
            entries.append("<entry uri=\"").append(uri.replace("\"", "&quot;")).append("\"/>");
        }
        return watcher.subscribe(whom, 300)
                .with("Event", "xcap-diff")
                .with("Accept", "application/xcap-diff+xml")
                .body(LISTS, "<resource-lists " + RL + "><list>" + entries + "</list></resource-lists>");
    }

    /** The first NOTIFY of a subscription that has to be granted. */
    private static Heard begun(Phone watcher, Request subscribe) {
        Heard answer = watcher.asked(subscribe);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return watcher.hearNotify();
    }

    /** The tag that it has afterwards. */
    private static String done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.headers().firstValue("ETag").orElse("").replace("\"", "");
    }

    private String putLists(Phone of, String lists) {
        return done(xcap(of).put(
                        "/xcap-root/" + path(of, "resource-lists"),
                        LISTS,
                        "<resource-lists " + RL + ">" + lists + "</resource-lists>"));
    }

    private static String diff(String changes) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xcap-diff xmlns=\"urn:ietf:params:xml:ns:xcap-diff\""
                + " xcap-root=\"https://example.com/xcap-root/\">\n" + changes + "</xcap-diff>\n";
    }

    private static String document(String path, String tags) {
        return "<document sel=\"" + path + "\" " + tags + "/>\n";
    }

    @OverEach
    void section4_7TheFirstNotificationNamesEachDocumentThatThereIsWithItsTag(Over over) {
        Phone alice = house.phone(over);
        String tag = putLists(alice, "<list name=\"l\"/>");
        String lists = path(alice, "resource-lists");

        Heard notify = begun(alice, subscribe(alice, alice, lists, path(alice, "rls-services")));

        assertThat(notify.the("Event")).isEqualTo("xcap-diff");
        assertThat(notify.the("Content-Type")).isEqualTo("application/xcap-diff+xml");
        assertThat(notify.body()).isEqualTo(diff(document(lists, "new-etag=\"" + tag + "\"")));
    }

    @OverEach
    void section4_7ADocumentThatChangesIsToldWithTheTagsBeforeAndAfterAndOneThatGoesWithoutOne(Over over) {
        Phone alice = house.phone(over);
        String lists = path(alice, "resource-lists");
        assertThat(begun(alice, subscribe(alice, alice, lists)).body()).isEqualTo(diff(""));

        String first = putLists(alice, "<list name=\"l\"/>");
        String created = alice.hearNotify().body();
        String second = putLists(alice, "<list name=\"m\"/>");
        String changed = alice.hearNotify().body();
        done(xcap(alice).delete("/xcap-root/" + lists));
        String removed = alice.hearNotify().body();

        assertThat(created).isEqualTo(diff(document(lists, "new-etag=\"" + first + "\"")));
        assertThat(changed)
                .isEqualTo(diff(document(lists, "previous-etag=\"" + first + "\" new-etag=\"" + second + "\"")));
        assertThat(removed).isEqualTo(diff(document(lists, "previous-etag=\"" + second + "\"")));
    }

    @OverEach
    void section4_3WhoeverAsksForPatchesIsToldWhatEachChangeChanged(Over over) {
        Phone alice = house.phone(over);
        String lists = path(alice, "resource-lists");
        String list = "/xcap-root/" + lists + "/~~/resource-lists/list%5b1%5d";
        for (String mode : new String[] {"xcap-patching", "aggregate"}) {
            String first = putLists(alice, "<list name=\"l\"/>");
            Phone device = house.another(over, alice.name).signIn();
            Heard begun =
                    begun(device, subscribe(device, device, lists).with("Event", "xcap-diff;diff-processing=" + mode));
            assertThat(begun.body()).isEqualTo(diff(document(lists, "new-etag=\"" + first + "\"")));

            done(xcap(alice).put(list + "/entry%5b1%5d", ELEMENT, "<entry uri=\"sip:bob@example.com\"/>"));
            String second = tag(alice, lists);
            done(xcap(alice).put(list + "/@name", "application/xcap-att+xml", "m"));
            String third = tag(alice, lists);
            StringBuilder told = new StringBuilder();
            do {
                told.append(device.hearNotify().body());
            } while (told.indexOf(third) < 0);

            assertThat(told)
                    .contains("<document sel=\"" + lists + "\" previous-etag=\"" + first + "\" new-etag=\"" + second
                            + "\"><add sel=\"*/*[1]\"><entry " + RL
                            + " uri=\"sip:bob@example.com\"/></add></document>\n")
                    .contains("<document sel=\"" + lists + "\" previous-etag=\"" + second + "\" new-etag=\"" + third
                            + "\"><replace sel=\"*/*[1]\"><list " + RL + " name=\"m\"><entry"
                            + " uri=\"sip:bob@example.com\"/></list></replace></document>\n");
        }
    }

    private String tag(Phone of, String path) {
        return done(xcap(of).get("/xcap-root/" + path));
    }

    @OverUdp
    void section4_3WhoeverAsksForNoneOrForWhatNobodyKnowsIsToldOfTheTags(Over over) {
        Phone alice = house.phone(over);
        String lists = path(alice, "resource-lists");
        for (String mode : new String[] {"", ";diff-processing=no-patching", ";diff-processing=another"}) {
            String before = putLists(alice, "<list name=\"a\"/>");
            Phone device = house.another(over, alice.name).signIn();
            begun(device, subscribe(device, device, lists).with("Event", "xcap-diff" + mode));

            String after = putLists(alice, "<list name=\"a\"/><list name=\"b\"/>");

            assertThat(device.hearNotify().body())
                    .isEqualTo(diff(document(lists, "previous-etag=\"" + before + "\" new-etag=\"" + after + "\"")));
        }
    }

    @OverUdp
    void section4_3AChangeThatIsMoreThanANotificationHoldsIsToldByTheTags(Over over) {
        Phone alice = house.phone(over);
        String lists = path(alice, "resource-lists");
        String before = putLists(alice, "<list name=\"a\"/>");
        begun(alice, subscribe(alice, alice, lists).with("Event", "xcap-diff;diff-processing=xcap-patching"));

        String after = putLists(alice, "<list name=\"" + "b".repeat(60_000) + "\"/>");

        assertThat(alice.hearNotify().body())
                .isEqualTo(diff(document(lists, "previous-etag=\"" + before + "\" new-etag=\"" + after + "\"")));
    }

    @OverUdp
    void section4_4ACollectionIsAllThatIsInItAndWhatComesIntoItLater(Over over) {
        Phone alice = house.phone(over);
        String lists = path(alice, "resource-lists");
        assertThat(begun(alice, subscribe(alice, alice, "resource-lists/", "rls-services/users/"))
                        .body())
                .isEqualTo(diff(""));

        String tag = putLists(alice, "");

        assertThat(alice.hearNotify().body()).isEqualTo(diff(document(lists, "new-etag=\"" + tag + "\"")));
    }

    @OverUdp
    void section4_4WhoSelectsNothingInParticularIsToldOfAllDocuments(Over over) {
        Phone alice = house.phone(over);
        String tag = putLists(alice, "<list name=\"l\"/>");

        String body = begun(
                        alice, subscribe(alice, alice).body("text/plain", "").without("Content-Type"))
                .body();

        assertThat(body).isEqualTo(diff(document(path(alice, "resource-lists"), "new-etag=\"" + tag + "\"")));
    }

    @OverUdp
    void section4_4AnElementAndAnAttributeAreToldWithWhatTheyHold(Over over) {
        Phone alice = house.phone(over);
        String list = path(alice, "resource-lists") + "/~~/resource-lists/list%5b1%5d";
        assertThat(begun(alice, subscribe(alice, alice, list, list + "/@name")).body())
                .isEqualTo(diff("<element sel=\"" + list + "\" exists=\"0\"/>\n<attribute sel=\"" + list
                        + "/@name\" exists=\"0\"/>\n"));

        putLists(alice, "<list name=\"a &amp; b\"><entry uri=\"sip:bob@example.com\"/></list><list name=\"other\"/>");
        String both = alice.hearNotify().body();
        String rest = "/xcap-root/" + list + "/entry%5b1%5d";
        done(xcap(alice).put(rest, ELEMENT, "<entry uri=\"sip:carol@example.com\"/>"));
        String element = alice.hearNotify().body();

        assertThat(both)
                .isEqualTo(diff("<element sel=\"" + list + "\"><list " + RL + " name=\"a &amp; b\">"
                        + "<entry uri=\"sip:bob@example.com\"/></list></element>\n<attribute sel=\"" + list
                        + "/@name\">a &amp; b</attribute>\n"));
        assertThat(element)
                .isEqualTo(diff("<element sel=\"" + list + "\"><list " + RL + " name=\"a &amp; b\">"
                        + "<entry uri=\"sip:carol@example.com\"/></list></element>\n"));
    }

    @OverUdp
    void section4_4AChangeThatLeavesASelectedElementAloneIsNotTold(Over over) {
        Phone alice = house.phone(over);
        putLists(alice, "<list name=\"a\"/><list name=\"b\"/>");
        String list = path(alice, "resource-lists") + "/~~/resource-lists/list%5b@name=%22a%22%5d";
        begun(alice, subscribe(alice, alice, list));

        putLists(alice, "<list name=\"a\"/><list name=\"c\"/>");

        assertThat(alice.heardUntilAnswered().stream().filter(heard -> heard.is("NOTIFY")))
                .isEmpty();
    }

    @OverUdp
    void section4_4ANewSelectionTakesThePlaceOfTheOneBefore(Over over) {
        Phone alice = house.phone(over);
        String tag = putLists(alice, "<list name=\"a\"/>");
        Request first = subscribe(alice, alice, path(alice, "rls-services"));
        Heard answer = alice.asked(first);
        alice.hearNotify();

        Request again = alice.again(subscribe(alice, alice, path(alice, "resource-lists")))
                .with("Call-ID", first.the("Call-ID"))
                .with("To", answer.the("To"));
        assertThat(alice.asked(again).status()).isEqualTo(200);

        assertThat(alice.hearNotify().body())
                .isEqualTo(diff(document(path(alice, "resource-lists"), "new-etag=\"" + tag + "\"")));
    }

    @OverUdp
    void section4_4WhatIsNoSelectionIsRefused(Over over) {
        Phone alice = house.phone(over);

        assertThat(alice.asked(subscribe(alice, alice, "/xcap-root/resource-lists/"))
                        .status())
                .isEqualTo(400);
        assertThat(alice.asked(subscribe(alice, alice).body(LISTS, "<resource-lists>"))
                        .status())
                .isEqualTo(400);
        Heard filters = alice.asked(subscribe(alice, alice).body("application/simple-filter+xml", "<filter-set/>"));
        assertThat(filters.status()).isEqualTo(415);
        assertThat(filters.the("Accept")).isEqualTo(LISTS);
    }

    @OverUdp
    void section4_5WhereNoLifeIsAskedItIsAnHour(Over over) {
        Phone alice = house.phone(over);

        Heard answer = alice.asked(subscribe(alice, alice, "resource-lists/").without("Expires"));

        assertThat(answer.the("Expires")).isEqualTo("3600");
    }

    @OverUdp
    void section4_6WhoTakesNoXcapDiffIsToldThatThereIsNothingElse(Over over) {
        Phone alice = house.phone(over);

        assertThat(alice.asked(subscribe(alice, alice, "resource-lists/").with("Accept", "application/pidf+xml"))
                        .status())
                .isEqualTo(406);
    }

    @OverUdp
    void section7NobodyElsesDocumentsAreToldWhetherThereAreSomeOrNot(Over over) {
        Phone alice = house.phone(over);
        Phone bob = house.phone(over);
        putLists(alice, "<list name=\"l\"/>");

        String mixed = begun(bob, subscribe(bob, bob, path(alice, "resource-lists"), path(bob, "resource-lists")))
                .body();
        Heard hers = bob.asked(subscribe(bob, alice, path(alice, "resource-lists")));
        Heard nobodys = bob.asked(subscribe(bob, alice, "resource-lists/").uri("sip:nobody@example.com"));

        assertThat(mixed).isEqualTo(diff(""));
        assertThat(hers.status()).isEqualTo(403);
        assertThat(nobodys.status()).isEqualTo(403);
        putLists(alice, "<list name=\"m\"/>");
        assertThat(bob.heardUntilAnswered().stream().filter(heard -> heard.is("NOTIFY")))
                .isEmpty();
    }
}
