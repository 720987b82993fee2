package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3261 sections 8.2, 9.2, 11 and 12.2: how a server treats any request. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3261UasTest {
    private final House house;

    Rfc3261UasTest(House house) {
        this.house = house;
    }

    @OverEach
    void section8_1_1ARequestThatLacksAMandatoryFieldIs400(Over over) {
        Phone phone = house.stranger(over);
        for (String name : List.of("To", "From")) {
            assertThat(phone.ask(phone.options().without(name)).status()).isEqualTo(400);
        }
        phone.send(phone.options().without("CSeq").text());
        assertThat(phone.hear(Heard::isFinal).status()).isEqualTo(400);
        phone.send(phone.options().without("Call-ID").text());
        assertThat(phone.hear(Heard::isFinal).status()).isEqualTo(400);
    }

    @OverEach
    void section8_1_1_1ARequestUriInAngleBracketsIs400(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().uri("<sip:example.com>")).status()).isEqualTo(400);
    }

    @OverEach
    void section8_1_1_5AMethodThatCSeqContradictsIs400(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().with("CSeq", "7 INVITE")).status()).isEqualTo(400);
    }

    @OverEach
    void section8_1_1_5ASequenceNumberIsLessThanTwoToThe31st(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().with("CSeq", "2147483647 OPTIONS")).status())
                .isEqualTo(200);
        assertThat(phone.ask(phone.options().with("CSeq", "2147483648 OPTIONS")).status())
                .isEqualTo(400);
        assertThat(phone.ask(phone.options().with("CSeq", "36893488147419103232 OPTIONS"))
                        .status())
                .isEqualTo(400);
    }

    @OverEach
    void section8_1_1_6WhereMaxForwardsIsMissingTheRequestIsServed(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().without("Max-Forwards")).status()).isEqualTo(200);
    }

    @OverEach
    void section8_2_1AMethodThatNobodyKnowsIs501AndToldWhatIsKnown(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(phone.request("BREW", "sip:" + Phone.DOMAIN));

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.list("Allow")).contains("REGISTER", "PUBLISH", "SUBSCRIBE", "MESSAGE", "OPTIONS");
    }

    @OverEach
    void section8_2_1MethodsCompareWithCase(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.request("options", "sip:" + Phone.DOMAIN)).status())
                .isEqualTo(501);
    }

    @OverEach
    void section8_2_2_1ARequestUriOfASchemeThatNobodyKnowsIs416(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.ask(phone.options().uri("nobodyKnowsThisScheme:totallyopaquecontent"))
                        .status())
                .isEqualTo(416);
        assertThat(phone.asked(phone.request("MESSAGE", "soap.beep://192.0.2.103:3002")
                                .body("text/plain", "x"))
                        .status())
                .isEqualTo(416);
    }

    @OverEach
    void section8_2_2_1SomebodyOfNobodysIs404(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(phone.request("MESSAGE", "sip:nobody-of-that-name@example.com")
                                .body("text/plain", "x"))
                        .status())
                .isEqualTo(404);
    }

    @OverUdp
    void section8_2_2_2ARequestThatComesByTwoWaysIs482TheSecondTime(Over over) {
        Phone phone = house.phone(over);
        Request register = phone.query();

        assertThat(phone.asked(register).status()).isEqualTo(200);
        Heard merged = phone.ask(phone.signed(register.with("Via", phone.via())));

        assertThat(merged.status()).isEqualTo(482);
    }

    @OverEach
    void section8_2_2_3AnExtensionThatNobodyKnowsIs420AndNamed(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(phone.options().with("Require", "nothing-of-ours"));

        assertThat(answer.status()).isEqualTo(420);
        assertThat(answer.list("Unsupported")).isEqualTo("nothing-of-ours");
    }

    @OverEach
    void section8_2_2_3EachOfSeveralUnknownExtensionsIsNamed(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(
                phone.options().with("Require", "one-of-those, another").also("Require", "a-third"));

        assertThat(answer.status()).isEqualTo(420);
        assertThat(answer.list("Unsupported")).contains("one-of-those", "another", "a-third");
    }

    @OverEach
    void section8_2_2_3AReliableProvisionalResponseCannotBeRequiredOfUs(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.register(600).with("Require", "100rel"));

        assertThat(answer.status()).isEqualTo(420);
        assertThat(answer.list("Unsupported")).contains("100rel");
    }

    @OverEach
    void section8_2_2_3InACancelRequireIsIgnored(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.request("CANCEL", "sip:example.com").with("Require", "nothing-of-ours"))
                        .status())
                .isEqualTo(481);
    }

    @OverEach
    void section8_2_3ABodyOfATypeThatIsNotTakenIs415AndToldWhatIs(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.publish("open").body("application/unknown", "x"));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.list("Accept")).contains("application/pidf+xml");
    }

    @OverEach
    void section8_2_3ABodyInAnEncodingThatIsNotTakenIs415AndToldWhatIs(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.publish("open").with("Content-Encoding", "gzip"));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.list("Accept-Encoding")).contains("identity");
    }

    @OverEach
    void section8_2_5SupportedWithoutRequireChangesNothing(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(phone.options().with("Supported", "100rel, nothing-of-ours"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Require")).isEmpty();
    }

    @OverEach
    void section8_2_6_1OnlyAnInviteIsAnsweredProvisionally(Over over) {
        Phone phone = house.phone(over);
        Phone nobodyThere = house.phone(over);

        assertThat(phone.asked(phone.message(nobodyThere, "x")).status()).isEqualTo(202);

        assertThat(phone.heardUntilAnswered()).noneMatch(heard -> heard.status() > 0 && heard.status() < 200);
    }

    @OverEach
    void section8_2_6_2AnAnswerRepeatsFromCallIdAndCSeq(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options().with("From", "\"A. Lice\" <sip:alice@example.com;user=x>;tag=f1;odd=\"a;b\"");

        Heard answer = phone.ask(options);

        for (String name : List.of("From", "Call-ID", "CSeq")) {
            assertThat(answer.headers(name)).containsExactly(options.the(name));
        }
    }

    @OverEach
    void section8_2_6_2AnAnswerRepeatsEveryViaInItsOrder(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options()
                .also("Via", "SIP/2.0/TCP second.example.com:5070;branch=z9hG4bK2;odd")
                .also("Via", "SIP/2.0/UDP [2001:db8::3];branch=z9hG4bK3, SIP/2.0/SCTP fourth.example.com");

        List<String> vias = List.of(phone.ask(options).list("Via").split(",[ ]*"));

        assertThat(vias).hasSize(4);
        assertThat(vias.get(0)).startsWith(options.the("Via").replace(";rport", ""));
        assertThat(vias.subList(1, 4))
                .containsExactly(
                        "SIP/2.0/TCP second.example.com:5070;branch=z9hG4bK2;odd",
                        "SIP/2.0/UDP [2001:db8::3];branch=z9hG4bK3",
                        "SIP/2.0/SCTP fourth.example.com");
    }

    @OverEach
    void section8_2_6_2ATagIsAddedToToWhereThereIsNone(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options().with("To", "\"The house\" <sip:example.com>");

        Heard answer = phone.ask(options);

        assertThat(answer.the("To")).startsWith("\"The house\" <sip:example.com>;tag=");
        assertThat(answer.tag("To")).isNotEmpty();
    }

    @OverEach
    void section8_2_6_2ToIsRepeatedAsItIsWhereItHasATag(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(phone.options().with("To", "<sip:example.com>;tag=theirs"));

        assertThat(answer.the("To")).isEqualTo("<sip:example.com>;tag=theirs");
    }

    @OverEach
    void section8_2_7AStatelessAnswerGivesARetransmissionTheSameTag(Over over) {
        Phone phone = house.stranger(over);
        Request publish = phone.publish("open");

        String first = phone.ask(publish).tag("To");
        String again = phone.ask(publish).tag("To");

        assertThat(again).isEqualTo(first).isNotEmpty();
    }

    @OverEach
    void section9_2ACancelOfNothingIs481(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(phone.request("CANCEL", "sip:person1@example.com"));

        assertThat(answer.status()).isEqualTo(481);
        assertThat(answer.tag("To")).isNotEmpty();
    }

    @OverEach
    void section11_2OptionsAreAnsweredWithWhatIsServed(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(phone.options());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.list("Allow").split(",[ ]*"))
                .contains("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "REGISTER", "PUBLISH", "SUBSCRIBE", "MESSAGE");
        assertThat(answer.list("Accept")).contains("application/pidf+xml");
        assertThat(answer.list("Accept-Encoding")).isNotEmpty();
        assertThat(answer.list("Accept-Language")).isNotEmpty();
        assertThat(answer.headers("Supported")).isNotEmpty();
        assertThat(answer.list("Allow-Events")).contains("presence");
    }

    @OverEach
    void section11OptionsAboutAPersonAreAnsweredLikewise(Over over) {
        Phone phone = house.phone(over);

        Heard about = phone.asked(phone.options().uri(phone.address()));

        assertThat(about.status()).isEqualTo(200);
        assertThat(about.list("Allow")).contains("MESSAGE");
    }

    @OverEach
    void section11OptionsWithoutHopsAreAnsweredHere(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().with("Max-Forwards", "0")).status())
                .isEqualTo(200);
    }

    @OverEach
    void section12_2_2ARequestOfADialogThatNobodyHasIs481(Over over) {
        Phone phone = house.phone(over);
        for (String method : List.of("BYE", "INFO", "UPDATE", "PRACK", "NOTIFY", "REFER")) {
            Request lost = phone.request(method, "sip:example.com")
                    .with("To", "<sip:example.com>;tag=nobodys")
                    .with("Event", "refer")
                    .with("Subscription-State", "active");

            assertThat(phone.asked(lost).status()).as(method).isEqualTo(481);
        }
    }

    @OverEach
    void section15_1_2AByeWithoutADialogIs481(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.request("BYE", "sip:person1@example.com")).status())
                .isEqualTo(481);
    }

    @OverEach
    void section17_1_1_3AnAckIsNeverAnswered(Over over) {
        Phone phone = house.stranger(over);
        Request ack = phone.request("ACK", "sip:example.com");

        phone.send(ack.text());
        phone.send(phone.request("ACK", "sip:example.com")
                .with("Require", "nothing-of-ours")
                .text());

        assertThat(phone.heardUntilAnswered()).isEmpty();
    }

    @OverEach
    void section21_4_1ABadRequestIsToldWhatIsBad(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(phone.options().with("CSeq", "x OPTIONS"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).containsIgnoringCase("CSeq");
    }

    @OverEach
    void section21_4_11ABodyThatIsTooLongIs413(Over over) {
        if (over == Over.UDP) {
            return; // no datagram holds as much
        }
        Phone phone = house.phone(over);
        Phone other = house.phone(over);

        assertThat(phone.asked(phone.message(other, "x".repeat(66_000))).status())
                .isEqualTo(413);
    }

    @OverEach
    void section21_5_6AnotherVersionIs505(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options().version("SIP/7.0")).status()).isEqualTo(505);
    }

    @OverEach
    void section25_1EveryTagIsFresh(Over over) {
        Phone phone = house.stranger(over);
        Matcher one = Pattern.compile(".+").matcher(phone.ask(phone.options()).tag("To"));
        String another = phone.ask(phone.options()).tag("To");

        assertThat(one.matches()).isTrue();
        assertThat(another).isNotEqualTo(one.group()).hasSizeGreaterThanOrEqualTo(8);
    }
}
