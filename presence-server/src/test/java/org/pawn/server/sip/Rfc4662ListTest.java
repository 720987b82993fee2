package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.access.Level;
import org.pawn.contacts.Contact;
import org.pawn.contacts.ContactGroup;
import org.pawn.contacts.ContactList;
import org.pawn.directory.Person;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;

/** Many people by one subscription (RFC 4662, RFC 5367). */
@Timeout(60)
final class Rfc4662ListTest {
    private static final String LISTS = "application/resource-lists+xml";

    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private void contacts(String... names) {
        List<ContactGroup> groups = List.of(new ContactGroup("team", "The team"));
        List<Contact> contacts = new ArrayList<>();
        for (String name : names) {
            Optional<String> called = name.equals("bob") ? Optional.of("Bobby & co") : Optional.empty();
            List<String> in = name.equals("carol") ? List.of("team") : List.of();
            contacts.add(new Contact(SipServer.address(name), called, Optional.empty(), in));
        }
        server.contacts
                .edit(
                        SipServer.address("alice"),
                        Optional.empty(),
                        list -> new ContactList(list.owner(), list.version(), groups, contacts))
                .join();
    }

    private static SipUser.Request to(SipUser user, String list, int expires) {
        return Subscriber.to(user, list, "presence", expires)
                .with("Supported", "eventlist")
                .with("Accept", "application/pidf+xml, application/rlmi+xml, multipart/related");
    }

    private Subscriber subscribe(String list) {
        return Subscriber.with(alice, to(alice, list, 600));
    }

    /** The parts of a NOTIFY, the explaining one first; every Content-ID stands in it, and no other. */
    private static List<String> parts(String notify) {
        String type = header(notify, "Content-Type").orElseThrow();
        assertThat(type).startsWith("multipart/related;type=\"application/rlmi+xml\";start=\"<");
        String boundary = type.replaceAll(".*boundary=\"([^\"]+)\".*", "$1");
        String[] pieces = body(notify).split("--" + boundary);
        assertThat(pieces[pieces.length - 1]).isEqualTo("--\r\n");
        List<String> parts = new ArrayList<>();
        for (int i = 1; i < pieces.length - 1; i++) {
            parts.add(pieces[i].strip());
        }
        assertThat(type).contains(header(parts.get(0), "Content-ID").orElseThrow());
        for (String part : parts.subList(1, parts.size())) {
            String id = header(part, "Content-ID").orElseThrow();
            assertThat(parts.get(0)).contains("cid=\"" + id.substring(1, id.length() - 1) + "\"");
            Subscriber.parsed(body(part));
        }
        Subscriber.parsed(body(parts.get(0)));
        return parts;
    }

    private static String rlmi(List<String> parts) {
        return body(parts.get(0)).replaceAll(" cid=\"[^\"]+\"", " cid=\"CID\"");
    }

    private void rule(String owner, Handling handling) {
        PrivacyRule rule = new PrivacyRule(
                new Matcher.One(SipServer.address("alice")),
                handling,
                Level.BLOCKED,
                false,
                Optional.empty(),
                server.time.now());
        server.privacy
                .edit(
                        SipServer.address(owner),
                        Optional.empty(),
                        rules -> new PrivacyRules(rules.owner(), rules.version(), List.of(rule)))
                .join();
    }

    @Nested
    final class GivenAliceHasContacts {
        @Test
        void section5TheFirstNotifyNamesAllAndHoldsTheStateOfEach() {
            contacts("bob", "carol");

            Subscriber list = subscribe("alice-list");
            String notify = list.notified();
            List<String> parts = parts(notify);

            assertThat(header(list.answer(), "Require")).contains("eventlist");
            assertThat(header(notify, "Require")).contains("eventlist");
            assertThat(header(notify, "Event")).contains("presence");
            assertThat(rlmi(parts)).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:alice-list@example.com" version="0" fullState="true">
                <resource uri="sip:bob@example.com"><name>Bobby &amp; co</name><instance id="1" state="active" cid="CID"/></resource>
                <resource uri="sip:carol@example.com"><instance id="2" state="active" cid="CID"/></resource>
                </list>\
                """);
            assertThat(parts).hasSize(3);
            assertThat(header(parts.get(1), "Content-Type")).contains("application/pidf+xml");
            assertThat(body(parts.get(1))).contains("entity=\"sip:bob@example.com\"");
            assertThat(body(parts.get(2))).contains("entity=\"sip:carol@example.com\"");
        }

        @Test
        void section46WhatChangesIsToldInPart() {
            contacts("bob", "carol");
            Subscriber list = subscribe("alice-list");
            list.notified();

            bob.publish("open", "<rpid:busy/>").sendSigned();
            List<String> parts = parts(list.notified());

            assertThat(rlmi(parts))
                    .contains("version=\"1\" fullState=\"false\"")
                    .contains("sip:bob@example.com")
                    .doesNotContain("carol");
            assertThat(body(parts.get(1))).contains("<rpid:busy/>");
        }

        @Test
        void aGroupIsAListOfItsOwn() {
            contacts("bob", "carol");

            String rlmi = rlmi(parts(subscribe("alice-list.team").notified()));

            assertThat(rlmi)
                    .contains("<name>The team</name>")
                    .contains("sip:carol@example.com")
                    .doesNotContain("bob");
        }

        @Test
        void aRefreshTellsTheWholeListAgain() {
            contacts("bob", "carol");
            Subscriber list = subscribe("alice-list");
            list.notified();

            assertThat(status(list.again(600).with("Supported", "eventlist").sendSigned()))
                    .isEqualTo(200);

            List<String> parts = parts(list.notified());
            assertThat(rlmi(parts)).contains("version=\"1\" fullState=\"true\"");
            assertThat(parts).hasSize(3);
        }

        @Test
        void whoJoinsTheListAppearsAndWhoLeavesItGoes() {
            contacts("bob");
            Subscriber list = subscribe("alice-list");
            list.notified();

            contacts("carol");
            String rlmi = rlmi(parts(list.notified()));
            while (!rlmi.contains("cid=")) {
                rlmi = rlmi(parts(list.notified()));
            }

            assertThat(rlmi).contains("carol").doesNotContain("bob");
            await().untilAsserted(() -> assertThat(server.subscriptions.count()).isEqualTo(1));
        }

        @Test
        void whomAliceMayNotSeeHasNoStateAndTheListGoesOn() {
            contacts("bob", "carol", "nobody");
            rule("bob", Handling.BLOCK);

            List<String> parts = parts(subscribe("alice-list").notified());

            assertThat(rlmi(parts))
                    .contains("</name><instance id=\"1\" state=\"terminated\" reason=\"rejected\"/>")
                    .contains("<instance id=\"2\" state=\"active\" cid=\"CID\"/>")
                    .contains("<instance id=\"3\" state=\"terminated\" reason=\"noresource\"/>");
            assertThat(parts).hasSize(2);
        }

        @Test
        void whoIsToBeAskedIsPendingAndARevokeTakesTheStateAway() {
            contacts("bob");
            rule("bob", Handling.CONFIRM);
            Subscriber list = subscribe("alice-list");
            String pending = rlmi(parts(list.notified()));
            rule("bob", Handling.BLOCK);
            String revoked = rlmi(parts(list.notified()));
            list.again(600).sendSigned();
            List<String> whole = parts(list.notified());

            assertThat(pending).contains("<instance id=\"1\" state=\"pending\"/>");
            assertThat(revoked).contains("<instance id=\"1\" state=\"terminated\" reason=\"rejected\"/>");
            assertThat(whole).hasSize(1);
        }

        @Test
        void aFetchTellsTheListOnceAndLeavesNothing() {
            contacts("bob", "carol");

            String only = Subscriber.with(alice, to(alice, "alice-list", 0)).notified();

            assertThat(header(only, "Subscription-State")).contains("terminated;reason=timeout");
            assertThat(parts(only)).hasSize(3);
            await().untilAsserted(() -> assertThat(server.subscriptions.count()).isZero());
        }

        @Test
        void unsubscribingEndsEverySubscriptionBehindTheList() {
            contacts("bob", "carol");
            Subscriber list = subscribe("alice-list");
            list.notified();
            assertThat(server.subscriptions.count()).isEqualTo(2);

            list.again(0).sendSigned();

            await().untilAsserted(() -> assertThat(server.subscriptions.count()).isZero());
        }

        @Test
        void moreThanOneNotifyHoldsComesInSeveral() {
            String[] many = IntStream.range(0, 250).mapToObj(n -> "user" + n).toArray(String[]::new);
            for (String name : many) {
                server.directory.save(Person.of(SipServer.address(name))).join();
            }
            contacts(many);

            Subscriber list = subscribe("alice-list");
            List<String> first = parts(list.notified());
            List<String> second = parts(list.notified());

            assertThat(rlmi(first)).contains("fullState=\"true\"").contains("user249");
            assertThat(rlmi(second)).contains("fullState=\"false\"");
            assertThat(first.size() + second.size()).isEqualTo(250 + 2);
            list.assertSilentFor(Duration.ofMillis(300));
        }

        @Test
        void section43WhoDoesNotKnowListsIsToldWhatTheyLack() {
            contacts("bob");

            String answer = Subscriber.to(alice, "alice-list", "presence", 600).sendSigned();

            assertThat(status(answer)).isEqualTo(421);
            assertThat(header(answer, "Require")).contains("eventlist");
        }

        @Test
        void nobodyElseWatchesItWhetherItExistsOrNot() {
            contacts("bob");

            assertThat(status(to(bob, "alice-list", 600).sendSigned())).isEqualTo(403);
            assertThat(status(to(bob, "nobody-list", 600).sendSigned())).isEqualTo(403);
            assertThat(status(to(alice, "alice-list.none", 600).sendSigned())).isEqualTo(404);
            assertThat(server.sip.subscriptionCount()).isZero();
        }
    }

    @Nested
    final class GivenTheListComesWithTheRequest {
        private SipUser.Request with(String entries) {
            return to(alice, "alice", 600)
                    .with("Require", "recipient-list-subscribe")
                    .with("Content-Disposition", "recipient-list")
                    .body(
                            LISTS,
                            "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>" + entries
                                    + "</list></resource-lists>");
        }

        @Test
        void rfc5367ItsEntriesAreWatchedAsOne() {
            SipUser.Request request = with("<entry"
                    + " uri=\"sip:bob@example.com\"><display-name>B</display-name></entry><list name=\"more\"><entry"
                    + " uri=\"sip:carol@example.com\"/><entry uri=\"pres:bob@example.com\"/></list><entry"
                    + " uri=\"sip:bob@example.net\"/>");

            List<String> parts = parts(Subscriber.with(alice, request).notified());

            assertThat(rlmi(parts))
                    .contains("<name>B</name><instance id=\"1\" state=\"active\" cid=\"CID\"/>")
                    .contains("sip:carol@example.com")
                    .contains("<resource uri=\"sip:bob@example.net\"><instance id=\"3\" state=\"terminated\"");
            assertThat(parts).hasSize(3);
        }

        @Test
        void whatIsNoListIsRefused() {
            assertThat(status(with("<entry uri=\"http://example.com/\"/>").sendSigned()))
                    .isEqualTo(400);
            assertThat(status(with("<entry-ref ref=\"x\"/>").sendSigned())).isEqualTo(400);
            assertThat(status(with("<!DOCTYPE x>").sendSigned())).isEqualTo(400);
            assertThat(server.sip.subscriptionCount()).isZero();
        }
    }
}
