package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 6665: subscriptions and notifications. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc6665Test {
    private final House house;

    Rfc6665Test(House house) {
        this.house = house;
    }

    private record Dialog(Request subscribe, Heard answer) {
        /** The next SUBSCRIBE in it. */
        Request again(Phone watcher, int expires) {
            Request next = watcher.subscribe(watcher, expires);
            return next.uri(uri(answer.the("Contact")))
                    .with("From", subscribe.the("From"))
                    .with("To", answer.the("To"))
                    .with("Call-ID", subscribe.the("Call-ID"));
        }
    }

    private static String uri(String contact) {
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }

    private static Dialog watch(Phone watcher, Phone whom) {
        return watch(watcher, watcher.subscribe(whom, 300));
    }

    private static Dialog watch(Phone watcher, Request subscribe) {
        Heard answer = watcher.asked(subscribe);
        assertThat(answer.status()).isIn(200, 202);
        return new Dialog(subscribe, answer);
    }

    private static long sequence(Heard notify) {
        return Long.parseLong(notify.the("CSeq").split(" ")[0]);
    }

    @OverEach
    void section3_1_1TheAnswerTellsTheLifeWhichIsNotLongerThanAsked(Over over) {
        Phone watcher = house.phone(over);

        Heard answer = watch(watcher, watcher).answer();

        assertThat(Integer.parseInt(answer.the("Expires"))).isBetween(1, 300);
    }

    @OverEach
    void section3_1_1WhereNoLifeIsAskedOneIsGivenAndTold(Over over) {
        Phone watcher = house.phone(over);

        Heard answer =
                watch(watcher, watcher.subscribe(watcher, 0).without("Expires")).answer();

        assertThat(Integer.parseInt(answer.the("Expires"))).isPositive();
        assertThat(watcher.hearNotify().the("Subscription-State")).startsWith("active");
    }

    @OverEach
    void section4_2_1_1TheAnswerMakesADialog(Over over) {
        Phone watcher = house.phone(over);

        Dialog dialog = watch(watcher, watcher);

        assertThat(dialog.answer().tag("To")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(uri(dialog.answer().the("Contact"))).startsWith("sip:");
    }

    @OverEach
    void section4_2_1_1AnEventThatNobodyServesIs489AndToldWhichAre(Over over) {
        Phone watcher = house.phone(over);

        Heard answer = watcher.asked(watcher.subscribe(watcher, 300).with("Event", "nobodys-event"));

        assertThat(answer.status()).isEqualTo(489);
        assertThat(answer.list("Allow-Events")).contains("presence");
    }

    @OverEach
    void section4_2_1_1WithoutAnEventItIs489(Over over) {
        Phone watcher = house.phone(over);

        assertThat(watcher.asked(watcher.subscribe(watcher, 300).without("Event"))
                        .status())
                .isIn(400, 489);
    }

    @OverEach
    void section4_2_1_1ATooBriefLifeIs423AndToldTheLeast(Over over) {
        Phone watcher = house.phone(over);

        Heard answer = watcher.asked(watcher.subscribe(watcher, 1));

        assertThat(answer.status()).isEqualTo(423);
        assertThat(Integer.parseInt(answer.the("Min-Expires"))).isGreaterThan(1);
    }

    @OverEach
    void section4_2_1_1ATooLongLifeIsCut(Over over) {
        Phone watcher = house.phone(over);

        Heard answer = watch(watcher, watcher.subscribe(watcher, 0).with("Expires", "4294967295"))
                .answer();

        assertThat(Long.parseLong(answer.the("Expires"))).isBetween(60L, 86_400L);
    }

    @OverEach
    void section4_2_1_1WithoutAContactItIs400(Over over) {
        Phone watcher = house.phone(over);

        assertThat(watcher.asked(watcher.subscribe(watcher, 300).without("Contact"))
                        .status())
                .isEqualTo(400);
    }

    @OverEach
    void section4_2_1_1WhoCannotReadAnyOfOurBodiesIs406(Over over) {
        Phone watcher = house.phone(over);

        Heard answer = watcher.asked(watcher.subscribe(watcher, 300).with("Accept", "text/nothing"));

        assertThat(answer.status()).isEqualTo(406);
    }

    @OverEach
    void section4_2_1_2WhoHasNotProvedThemselvesIs401AndHearsNothing(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);

        assertThat(watcher.ask(watcher.subscribe(other, 300)).status()).isEqualTo(401);
        assertThat(watcher.heardUntilAnswered()).noneMatch(heard -> heard.is("NOTIFY"));
    }

    @OverEach
    void section4_2_1_3TheFirstNotificationFollowsAtOnceInTheDialog(Over over) {
        Phone watcher = house.phone(over);
        Dialog dialog = watch(watcher, watcher);

        Heard notify = watcher.hearNotify();

        assertThat(notify.the("Call-ID")).isEqualTo(dialog.subscribe().the("Call-ID"));
        assertThat(notify.tag("From")).isEqualTo(dialog.answer().tag("To"));
        assertThat(notify.the("To")).isEqualTo(dialog.subscribe().the("From"));
        assertThat(notify.uri()).isEqualTo(watcher.contact());
        assertThat(notify.the("Event")).isEqualTo("presence");
        assertThat(notify.the("Subscription-State")).startsWith("active;expires=");
        assertThat(notify.headers("Contact")).hasSize(1);
        assertThat(notify.the("Max-Forwards")).isEqualTo("70");
    }

    @OverEach
    void section4_2_1_3TheLifeThatIsLeftIsToldEachTime(Over over) {
        Phone watcher = house.phone(over);
        watch(watcher, watcher);

        String state = watcher.hearNotify().the("Subscription-State");

        assertThat(Integer.parseInt(Heard.parameter(state, "expires"))).isBetween(290, 300);
    }

    @OverEach
    void section4_2_1_4ALifeOfZeroFetchesOnce(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);
        watch(watcher, watcher.subscribe(other, 0));

        Heard notify = watcher.hearNotify();
        other.asked(other.publish("open"));

        assertThat(notify.the("Subscription-State")).startsWith("terminated");
        assertThat(notify.body()).contains("<basic>closed</basic>");
        assertThat(watcher.heardUntilAnswered()).noneMatch(heard -> heard.is("NOTIFY"));
    }

    @OverEach
    void section4_2_1_4ARefreshIsAnsweredAndNotifiedInTheSameDialog(Over over) {
        Phone watcher = house.phone(over);
        Dialog dialog = watch(watcher, watcher);
        Heard first = watcher.hearNotify();

        Heard refreshed = watcher.asked(dialog.again(watcher, 600));
        Heard second = watcher.hearNotify();

        assertThat(refreshed.status()).isIn(200, 202);
        assertThat(refreshed.the("To")).isEqualTo(dialog.answer().the("To"));
        assertThat(Integer.parseInt(refreshed.the("Expires"))).isBetween(301, 600);
        assertThat(second.tag("From")).isEqualTo(first.tag("From"));
        assertThat(sequence(second)).isEqualTo(sequence(first) + 1);
    }

    @OverEach
    void section4_2_1_4UnsubscribingEndsWithATerminatedNotification(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);
        Dialog dialog = watch(watcher, other);
        watcher.hearNotify();

        Heard answer = watcher.asked(dialog.again(watcher, 0));
        Heard last = watcher.hearNotify();
        other.asked(other.publish("open"));

        assertThat(answer.status()).isIn(200, 202);
        assertThat(answer.the("Expires")).isEqualTo("0");
        assertThat(last.the("Subscription-State")).isEqualTo("terminated;reason=timeout");
        assertThat(watcher.heardUntilAnswered()).noneMatch(heard -> heard.is("NOTIFY"));
    }

    @OverEach
    void section4_2_1_4WhatHasEndedCannotBeRefreshed(Over over) {
        Phone watcher = house.phone(over);
        Dialog dialog = watch(watcher, watcher);
        watcher.hearNotify();
        watcher.asked(dialog.again(watcher, 0));
        watcher.hearNotify();

        assertThat(watcher.asked(dialog.again(watcher, 300)).status()).isEqualTo(481);
    }

    @OverEach
    void section4_2_1_4ATooBriefRefreshIs423AndTheSubscriptionStands(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);
        Dialog dialog = watch(watcher, other);
        watcher.hearNotify();

        assertThat(watcher.asked(dialog.again(watcher, 1)).status()).isEqualTo(423);
        other.asked(other.publish("open"));

        assertThat(watcher.hearNotify().body()).contains("<basic>open</basic>");
    }

    @OverEach
    void section4_2_2EachChangeIsToldWithARisingSequence(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);
        watch(watcher, other);
        long before = sequence(watcher.hearNotify());

        for (String activity : List.of("<rpid:busy/>", "<rpid:away/>", "<rpid:meeting/>")) {
            other.asked(other.publish("open").body("application/pidf+xml", other.pidf("open", activity)));
            Heard notify = watcher.hearNotify();
            assertThat(sequence(notify)).isEqualTo(before + 1);
            before = sequence(notify);
        }
    }

    @OverEach
    void section4_2_2A481ToANotificationEndsTheSubscription(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);
        Dialog dialog = watch(watcher, other);
        watcher.send(watcher.hearRequest("NOTIFY"), 481);
        watcher.heardUntilAnswered();

        other.asked(other.publish("open"));

        assertThat(watcher.asked(dialog.again(watcher, 300)).status()).isEqualTo(481);
        assertThat(watcher.heardUntilAnswered()).noneMatch(heard -> heard.is("NOTIFY"));
    }

    @OverEach
    void section4_4_1ASubscriptionOfNobodysIs481(Over over) {
        Phone watcher = house.phone(over);
        Dialog dialog = watch(watcher, watcher);
        watcher.hearNotify();

        for (String name : List.of("Call-ID", "To", "From")) {
            Request lost = dialog.again(watcher, 300);
            String other = name.equals("Call-ID") ? Request.fresh() : "<" + watcher.address() + ">;tag=guess";
            assertThat(watcher.asked(lost.with(name, other)).status()).as(name).isEqualTo(481);
        }
    }

    @OverEach
    void section4_4_1AnOlderSequenceInTheDialogIs500(Over over) {
        Phone watcher = house.phone(over);
        Dialog dialog = watch(watcher, watcher.subscribe(watcher, 300).with("CSeq", "700 SUBSCRIBE"));
        watcher.hearNotify();

        assertThat(watcher.asked(dialog.again(watcher, 300).with("CSeq", "699 SUBSCRIBE"))
                        .status())
                .isEqualTo(500);
    }

    @OverEach
    void section4_4_1ARefreshMayNameAnotherContact(Over over) {
        Phone watcher = house.phone(over);
        Dialog dialog = watch(watcher, watcher);
        watcher.hearNotify();
        String other = watcher.contact().replaceFirst("sip:", "sip:new-");

        watcher.asked(dialog.again(watcher, 300).with("Contact", "<" + other + ">"));

        assertThat(watcher.hearNotify().uri()).isEqualTo(other);
    }

    @OverEach
    void section4_4_1TheRouteThatWasRecordedIsRepeatedAndFollowed(Over over) {
        Phone watcher = house.phone(over);
        String first = "<sip:p1.example.com;lr>";
        String second = "<sip:p2.example.com;lr;odd=\"1\">".replace("\"", "");
        Dialog dialog = watch(
                watcher,
                watcher.subscribe(watcher, 300).with("Record-Route", first).also("Record-Route", second));

        Heard notify = watcher.hearNotify();

        assertThat(dialog.answer().list("Record-Route")).isEqualTo(first + ", " + second);
        assertThat(notify.list("Route")).isEqualTo(first + ", " + second);
    }

    @OverEach
    void section4_4_1TwoSubscriptionsOfOneWatcherAreTwoDialogs(Over over) {
        Phone watcher = house.phone(over);
        Phone other = house.phone(over);
        Dialog one = watch(watcher, watcher);
        Dialog another = watch(watcher, other);

        assertThat(another.answer().tag("To")).isNotEqualTo(one.answer().tag("To"));
        assertThat(List.of(
                        watcher.hearNotify().the("Call-ID"),
                        watcher.hearNotify().the("Call-ID")))
                .containsExactlyInAnyOrder(
                        one.subscribe().the("Call-ID"), another.subscribe().the("Call-ID"));
    }

    @OverEach
    void section8_2_1TheIdOfAnEventIsRepeated(Over over) {
        Phone watcher = house.phone(over);
        watch(watcher, watcher.subscribe(watcher, 300).with("Event", "presence;id=a1"));

        assertThat(watcher.hearNotify().the("Event").replace(" ", "")).isEqualTo("presence;id=a1");
    }

    @OverEach
    void section4_1_3ANotificationOfNothingThatWeWatchIs481(Over over) {
        Phone phone = house.phone(over);

        Request notify = phone.request("NOTIFY", "sip:example.com")
                .with("Event", "presence")
                .with("Subscription-State", "active;expires=300");

        assertThat(phone.asked(notify).status()).isEqualTo(481);
    }

    @OverEach
    void section7_2AllowEventsNamesWhatIsServed(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options()).list("Allow-Events").split(",[ ]*"))
                .contains("presence");
    }
}
