package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3261 section 16: calls between people's devices, each side over its own transport. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3261ProxyingTest {
    private final House house;

    Rfc3261ProxyingTest(House house) {
        this.house = house;
    }

    private static Request acknowledging(Request invite, Heard refusal) {
        return new Request("ACK", invite.uri())
                .with("Via", invite.the("Via"))
                .with("Max-Forwards", "70")
                .with("From", invite.the("From"))
                .with("To", refusal.the("To"))
                .with("Call-ID", invite.the("Call-ID"))
                .with("CSeq", invite.the("CSeq").replace("INVITE", "ACK"));
    }

    private static Heard place(Phone caller, Request invite, Phone device) {
        caller.send(caller.signed(invite).text());
        return device.hearRequest("INVITE");
    }

    @OverEach
    void section16_2AnInviteIsToldAtOnceThatItIsWorkedOn(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        Request invite = Call.invite(caller, device).with("Timestamp", "54.25");

        Heard rang = place(caller, invite, device);
        Heard trying = caller.hearResponse(100, "INVITE");
        device.send(Call.answer(device, rang, 486, "b"));

        assertThat(trying.the("Call-ID")).isEqualTo(invite.the("Call-ID"));
        assertThat(trying.the("Timestamp")).startsWith("54.25");
    }

    @OverEach
    void section16_3WithoutHopsLeftItIs483(Over over) {
        Phone caller = house.phone(over);
        Phone device = house.phone(over).registered();

        Request invite = Call.invite(caller, device).with("Max-Forwards", "0");

        assertThat(caller.asked(invite).status()).isEqualTo(483);
        assertThat(device.heardUntilAnswered()).noneMatch(heard -> heard.is("INVITE"));
    }

    @OverEach
    void section16_3AProxyExtensionThatNobodyKnowsIs420(Over over) {
        Phone caller = house.phone(over);
        Phone device = house.phone(over).registered();

        Heard answer = caller.asked(Call.invite(caller, device).with("Proxy-Require", "nothing-of-ours"));

        assertThat(answer.status()).isEqualTo(420);
        assertThat(answer.list("Unsupported")).contains("nothing-of-ours");
    }

    @OverEach
    void section16_3WhoHasNotProvedThemselvesIs407(Over over) {
        Phone caller = house.phone(over);
        Phone device = house.phone(over).registered();

        Heard answer = caller.ask(Call.invite(caller, device));

        assertThat(answer.status()).isEqualTo(407);
        assertThat(answer.the("Proxy-Authenticate")).startsWith("Digest ");
        assertThat(device.heardUntilAnswered()).noneMatch(heard -> heard.is("INVITE"));
    }

    @OverEach
    void section16_4ARouteToUsIsTakenOff(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        String us = "<sip:" + house.place(over) + over.parameter() + ";lr>";

        Heard rang = place(caller, Call.invite(caller, device).with("Route", us), device);
        device.send(Call.answer(device, rang, 486, "b"));

        assertThat(rang.headers("Route")).isEmpty();
    }

    @OverEach
    void section16_5WhoHasNoDeviceIs480AndWhoIsNobodyIs404(Over over) {
        Phone caller = house.phone(over);
        String signedOut = house.person();

        assertThat(caller.asked(Call.invite(caller, "sip:" + signedOut + "@example.com"))
                        .status())
                .isEqualTo(480);
        assertThat(caller.asked(Call.invite(caller, "sip:nobody-of-that-name@example.com"))
                        .status())
                .isEqualTo(404);
    }

    @OverEach
    void section16_6TheRequestGoesOnToTheContactWithOneHopLessAndOneViaMore(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        Request invite = Call.invite(caller, device);

        Heard rang = place(caller, invite, device);
        device.send(Call.answer(device, rang, 486, "b"));

        assertThat(rang.uri()).isEqualTo(device.contact());
        assertThat(rang.the("Max-Forwards")).isEqualTo("69");
        assertThat(rang.headers("Via")).hasSize(2);
        assertThat(rang.headers("Via").get(1)).contains(Heard.parameter(invite.the("Via"), "branch"));
        assertThat(Heard.parameter(rang.the("Via"), "branch")).startsWith("z9hG4bK");
        assertThat(rang.headers("Record-Route")).isNotEmpty().allMatch(route -> route.contains(";lr"));
    }

    @OverEach
    void section16_6WhereHopsAreMissingTheyAreAdded(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();

        Heard rang = place(caller, Call.invite(caller, device).without("Max-Forwards"), device);
        device.send(Call.answer(device, rang, 486, "b"));

        assertThat(Integer.parseInt(rang.the("Max-Forwards"))).isBetween(60, 70);
    }

    @OverEach
    void section16_6WhatWeDoNotKnowPassesUntouched(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        Request invite = Call.invite(caller, device)
                .with("X-Unknown", "\"stays, as\" <it>;is")
                .with("Require", "an-extension-of-theirs")
                .with("Supported", "timer, replaces");

        Heard rang = place(caller, invite, device);
        device.send(Call.answer(device, rang, 486, "b"));

        for (String name :
                new String[] {"X-Unknown", "Require", "Supported", "From", "To", "Call-ID", "CSeq", "Contact"}) {
            assertThat(rang.list(name)).as(name).isEqualTo(invite.the(name));
        }
        assertThat(rang.body()).isEqualTo(Call.SDP);
    }

    @OverEach
    void section16_6TheCallersPasswordProofGoesNoFurther(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();

        Heard rang = place(caller, Call.invite(caller, device), device);
        device.send(Call.answer(device, rang, 486, "b"));

        assertThat(rang.headers("Authorization")).isEmpty();
        assertThat(rang.headers("Proxy-Authorization")).isEmpty();
    }

    @OverEach
    void section16_7RingingAndTheAnswerComeBackWithOneViaLess(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        Request invite = Call.invite(caller, device);

        Heard rang = place(caller, invite, device);
        device.send(Call.answer(device, rang, 180, "b"));
        Heard ringing = caller.hearResponse(180, "INVITE");
        device.send(Call.answer(device, rang, 200, "b"));
        Heard ok = caller.hearResponse(200, "INVITE");
        caller.send(Call.ofCaller(caller, ok).ack().text());
        Heard ack = device.hearRequest("ACK");

        assertThat(ringing.headers("Via")).hasSize(1);
        assertThat(ringing.tag("To")).isEqualTo("b");
        assertThat(ok.headers("Via")).hasSize(1);
        assertThat(ok.the("Contact")).isEqualTo("<" + device.contact() + ">");
        assertThat(ok.headers("Record-Route")).isEqualTo(rang.headers("Record-Route"));
        assertThat(ok.body()).isEqualTo(Call.SDP);
        assertThat(ack.uri()).isEqualTo(device.contact());
        assertThat(ack.the("CSeq")).isEqualTo(invite.the("CSeq").replace("INVITE", "ACK"));
    }

    @OverEach
    void section16_7ARefusalComesBackAndIsAcknowledgedHopByHop(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        Request invite = Call.invite(caller, device);

        Heard rang = place(caller, invite, device);
        device.send(Call.answer(device, rang, 486, "b"));
        Heard busy = caller.hearResponse(486, "INVITE");
        caller.send(acknowledging(invite, busy).text());
        Heard ack = device.hearRequest("ACK");

        assertThat(busy.tag("To")).isEqualTo("b");
        assertThat(ack.the("Via")).isEqualTo(rang.the("Via"));
        assertThat(ack.tag("To")).isEqualTo("b");
        assertThat(device.heardUntilAnswered()).noneMatch(heard -> heard.is("ACK") && !heard.equals(ack));
    }

    @OverEach
    void section16_7A503OfADeviceIsNotOurs(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();

        Heard rang = place(caller, Call.invite(caller, device), device);
        device.send(Call.answer(device, rang, 503, "b"));
        Heard refused =
                caller.hear(heard -> heard.isFinal() && heard.the("CSeq").endsWith("INVITE"));

        assertThat(refused.status()).isEqualTo(500);
    }

    @OverEach
    void section16_7OfTwoDevicesOneAnswersAndTheOtherIsCancelled(Over over) {
        Phone caller = house.phone(over).registered();
        Phone desk = house.phone(over).registered();
        Phone mobile = house.another(over, desk.name).signIn().registered();

        Heard atDesk = place(caller, Call.invite(caller, desk), desk);
        Heard atMobile = mobile.hearRequest("INVITE");
        desk.send(Call.answer(desk, atDesk, 180, "d"));
        mobile.send(Call.answer(mobile, atMobile, 180, "m"));
        caller.hearResponse(180, "INVITE");
        mobile.send(Call.answer(mobile, atMobile, 200, "m"));
        Heard ok = caller.hearResponse(200, "INVITE");
        Heard cancel = desk.hearRequest("CANCEL");
        desk.send(cancel, 200);
        desk.send(Call.answer(desk, atDesk, 487, "d"));

        assertThat(ok.tag("To")).isEqualTo("m");
        assertThat(cancel.headers("Via")).containsExactly(atDesk.the("Via"));
        assertThat(cancel.uri()).isEqualTo(atDesk.uri());
        assertThat(cancel.the("CSeq")).isEqualTo(atDesk.the("CSeq").replace("INVITE", "CANCEL"));
        assertThat(desk.hearRequest("ACK").tag("To")).isEqualTo("d");
    }

    @OverEach
    void section16_7A6xxEndsTheSearch(Over over) {
        Phone caller = house.phone(over).registered();
        Phone desk = house.phone(over).registered();
        Phone mobile = house.another(over, desk.name).signIn().registered();

        Heard atDesk = place(caller, Call.invite(caller, desk), desk);
        Heard atMobile = mobile.hearRequest("INVITE");
        mobile.send(Call.answer(mobile, atMobile, 180, "m"));
        caller.hearResponse(180, "INVITE");
        desk.send(Call.answer(desk, atDesk, 603, "d"));
        mobile.send(mobile.hearRequest("CANCEL"), 200);
        mobile.send(Call.answer(mobile, atMobile, 487, "m"));

        assertThat(caller.hear(heard -> heard.isFinal() && heard.the("CSeq").endsWith("INVITE"))
                        .status())
                .isEqualTo(603);
    }

    @OverEach
    void section16_10WhoGivesUpIsAnswered200And487(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        Request invite = Call.invite(caller, device);
        Heard rang = place(caller, invite, device);
        device.send(Call.answer(device, rang, 180, "b"));
        caller.hearResponse(180, "INVITE");

        Request cancel = new Request("CANCEL", invite.uri())
                .with("Via", invite.the("Via"))
                .with("Max-Forwards", "70")
                .with("From", invite.the("From"))
                .with("To", invite.the("To"))
                .with("Call-ID", invite.the("Call-ID"))
                .with("CSeq", invite.the("CSeq").replace("INVITE", "CANCEL"));
        Heard cancelled = caller.ask(cancel);
        device.send(device.hearRequest("CANCEL"), 200);
        device.send(Call.answer(device, rang, 487, "b"));
        Heard terminated = caller.hearResponse(487, "INVITE");
        caller.send(acknowledging(invite, terminated).text());

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(device.hearRequest("ACK").tag("To")).isEqualTo("b");
    }

    @OverEach
    void section16_12WhatFollowsInTheDialogGoesByTheRouteThatWasRecorded(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over).registered();
        Heard rang = place(caller, Call.invite(caller, device), device);
        device.send(Call.answer(device, rang, 200, "b"));
        Call calling = Call.ofCaller(caller, caller.hearResponse(200, "INVITE"));
        caller.send(calling.ack().text());
        device.hearRequest("ACK");

        Request bye = Call.ofCalled(device, rang, "b").request("BYE");
        device.send(bye.text());
        Heard over1 = caller.hearRequest("BYE");
        caller.send(over1, 200);

        assertThat(over1.uri()).isEqualTo(caller.contact());
        assertThat(over1.headers("Route")).isEmpty();
        assertThat(over1.the("Max-Forwards")).isEqualTo("69");
        assertThat(device.answerTo(bye).status()).isEqualTo(200);
    }

    @OverEach
    void section16_12ACallCrossesFromOneTransportToAnother(Over over) {
        Phone caller = house.phone(over).registered();
        Phone device = house.phone(over == Over.UDP ? Over.WS : Over.UDP).registered();
        Heard rang = place(caller, Call.invite(caller, device), device);
        device.send(Call.answer(device, rang, 200, "b"));
        Call calling = Call.ofCaller(caller, caller.hearResponse(200, "INVITE"));
        caller.send(calling.ack().text());
        device.hearRequest("ACK");

        Request bye = calling.request("BYE");
        caller.send(bye.text());
        device.send(device.hearRequest("BYE"), 200);

        assertThat(rang.the("Via")).startsWith("SIP/2.0/" + device.over);
        assertThat(caller.answerTo(bye).status()).isEqualTo(200);
    }
}
