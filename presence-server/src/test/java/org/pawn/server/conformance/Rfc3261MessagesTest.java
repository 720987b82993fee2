package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3261 sections 7, 20 and 25: how a message is written, and its header fields. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3261MessagesTest {
    private final House house;

    Rfc3261MessagesTest(House house) {
        this.house = house;
    }

    private int status(Over over, java.util.function.UnaryOperator<Request> change) {
        Phone phone = house.stranger(over);
        return phone.ask(change.apply(phone.options())).status();
    }

    @OverEach
    void section7_1TheVersionComparesWithoutCase(Over over) {
        assertThat(status(over, options -> options.version("sip/2.0"))).isEqualTo(200);
    }

    @OverEach
    void section7_1OneBlankStandsBetweenThePartsOfTheRequestLine(Over over) {
        assertThat(status(over, options -> options.uri(" sip:example.com"))).isEqualTo(400);
        assertThat(status(over, options -> options.version("SIP/2.0 "))).isEqualTo(400);
    }

    @OverEach
    void section7_1ABlankWithinTheRequestUriIs400(Over over) {
        assertThat(status(over, options -> options.uri("sip:exa mple.com"))).isEqualTo(400);
    }

    @OverEach
    void section7_2AnAnswerHasAVersionACodeAndAReason(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.options()).startLine()).isEqualTo("SIP/2.0 200 OK");
    }

    @OverEach
    void section7_3_1NamesCompareWithoutCase(Over over) {
        assertThat(status(
                        over,
                        options -> options.spelt("From", "fROM")
                                .spelt("Via", "VIA")
                                .spelt("Call-ID", "call-id")
                                .spelt("CSeq", "cseq")))
                .isEqualTo(200);
    }

    @OverEach
    void section7_3_1BlanksMayStandBeforeAndBehindTheColon(Over over) {
        assertThat(status(
                        over,
                        options -> options.spelt("From", "From \t ")
                                .spelt("To", "To")
                                .spelt("CSeq", "CSeq :\t \t")))
                .isEqualTo(400); // two colons are none of it
        assertThat(status(over, options -> options.spelt("From", "From \t ").spelt("To", "To")))
                .isEqualTo(200);
    }

    @OverEach
    void section7_3_1AFieldMayGoOnInTheNextLine(Over over) {
        Phone phone = house.stranger(over);
        Request folded = phone.options()
                .as("From", "From: \"Far\r\n  away\"\r\n\t<sip:alice@example.com>\r\n ;tag=f1")
                .as("CSeq", "CSeq: 4711\r\n  OPTIONS");
        phone.send(folded.text());

        Heard answer = phone.hear(Heard::isFinal);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.tag("From")).isEqualTo("f1");
        assertThat(answer.the("CSeq")).matches("4711 +OPTIONS");
    }

    @OverEach
    void section7_3_1TheOrderOfDifferentFieldsDoesNotMatter(Over over) {
        assertThat(status(over, options -> {
                    String via = options.the("Via");
                    return options.without("Via")
                            .first("Subject", "before all others")
                            .also("Via", via);
                }))
                .isEqualTo(200);
    }

    @OverEach
    void section7_3_1SeveralValuesStandInOneFieldOrInSeveral(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options();
        String second = "SIP/2.0/UDP second.example.com;branch=z9hG4bK2";
        String third = "SIP/2.0/UDP third.example.com;branch=z9hG4bK3";

        Heard joined = phone.ask(options.with("Via", options.the("Via") + " ,\t" + second + "," + third));

        assertThat(joined.list("Via").split(",[ ]*")).hasSize(3).endsWith(second, third);
    }

    @OverEach
    void section7_3_1UnknownFieldsAreIgnored(Over over) {
        assertThat(status(
                        over,
                        options -> options.also("X-Nobody-Knows", "=;\"(<>,")
                                .also("!#$%&'*+-.^_`|~0a".replaceAll("[#$&^|]", ""), "a token is a name")
                                .also("Empty", "")))
                .isEqualTo(200);
    }

    @OverEach
    void section7_3_1AFieldThatStandsOnceIsNotRepeated(Over over) {
        for (String name : List.of("From", "To", "Call-ID", "CSeq", "Max-Forwards")) {
            Phone phone = house.stranger(over);
            Request twice = phone.options();
            phone.send(twice.also(name, twice.the(name)).text());

            assertThat(phone.hear(Heard::isFinal).status()).as(name).isEqualTo(400);
        }
    }

    @OverEach
    void section7_3_3EveryCompactFormIsKnown(Over over) {
        Phone phone = house.phone(over);
        Request publish = phone.publish("open")
                .spelt("Via", "v")
                .spelt("From", "f")
                .spelt("To", "t")
                .spelt("Call-ID", "i")
                .spelt("Content-Type", "c")
                .spelt("Event", "o")
                .also("k", "")
                .also("s", "compact")
                .also("e", "identity");
        String body = phone.pidf("open", "");

        Heard answer = phone.asked(publish.withoutLength().line("l: " + body.length()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("SIP-ETag")).hasSize(1);
    }

    @OverEach
    void section7_5EmptyLinesBeforeTheRequestAreIgnored(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options();

        phone.send("\r\n" + options.text());

        assertThat(phone.answerTo(options).status()).isEqualTo(200);
    }

    @OverEach
    void section20_8ACallIdIsRepeatedLetterForLetter(Over over) {
        Phone phone = house.stranger(over);
        String odd = "!*%+'`~()<>:\\\"/[]?{}_-." + Request.fresh() + "@[2001:DB8::9]";

        assertThat(phone.ask(phone.options().with("Call-ID", odd)).the("Call-ID"))
                .isEqualTo(odd);
    }

    @OverEach
    void section20_10AnAddressWithAPeculiarNameIsReadRight(Over over) {
        Phone phone = house.phone(over);
        String from = "\"J Rosenberg \\\\\\\"; <sip:bob@example.com>;tag=no, \\\"\" <" + phone.address() + ">;tag=yes";

        Heard answer = phone.asked(phone.query().with("From", from));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.the("From")).isEqualTo(from);
    }

    @OverEach
    void section20_10AQuotationThatIsNotClosedIs400(Over over) {
        assertThat(status(over, options -> options.with("To", "\"Mr. J. User <sip:j.user@example.com>")))
                .isEqualTo(400);
        assertThat(status(over, options -> options.with("To", "<sip:j.user@example.com")))
                .isEqualTo(400);
    }

    @OverEach
    void section20_10ANameWithoutQuotesIsMadeOfTokens(Over over) {
        assertThat(status(over, options -> options.with("To", "Bell Alexander <sip:a.g.bell@example.com>")))
                .isEqualTo(200);
        assertThat(status(over, options -> options.with("To", "Bell, Alexander <sip:a.g.bell@example.com>")))
                .isEqualTo(400);
    }

    @OverEach
    void section20_16ASequenceNumberMayBeginWithZeros(Over over) {
        assertThat(status(over, options -> options.with("CSeq", "0009 OPTIONS")))
                .isEqualTo(200);
    }

    @OverEach
    void section20_17ADateThatIsNoneDoesNotMatterToWhoDoesNotNeedIt(Over over) {
        assertThat(status(over, options -> options.with("Date", "Fri, 01 Jan 2030 16:00:00 EST")))
                .isEqualTo(200);
    }

    @OverEach
    void section20_20NamesInUtf8AreRepeatedByteForByte(Over over) {
        Phone phone = house.stranger(over);
        String from = "\"Zoë 株\" <sip:zoe@example.com>;tag=ö".replace("ö", "o");

        Heard answer = phone.ask(phone.options().with("From", from).with("Subject", "Grüße, 株"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.the("From")).isEqualTo(from);
    }

    @OverEach
    void section20_22HopsThatAreNoNumberAre400(Over over) {
        assertThat(status(over, options -> options.with("Max-Forwards", "many")))
                .isEqualTo(400);
    }

    @OverEach
    void section20_29AProxyExtensionThatNobodyKnowsIs420AndNamed(Over over) {
        Phone phone = house.stranger(over);

        Heard answer = phone.ask(phone.options().with("Proxy-Require", "foo-of-nobody"));

        assertThat(answer.status()).isEqualTo(420);
        assertThat(answer.list("Unsupported")).contains("foo-of-nobody");
    }

    @OverEach
    void section20_42BlanksMayStandAroundTheSlashesOfVia(Over over) {
        Phone phone = house.stranger(over);
        Request options = phone.options();
        String via =
                options.the("Via").replaceFirst("SIP/2.0/", "SIP  /\t2.0 / ").replaceFirst(";branch=", " ; branch = ");

        phone.send(options.with("Via", via).text());

        assertThat(phone.hear(Heard::isFinal).status()).isEqualTo(200);
    }

    @OverEach
    void section20_42AViaWithoutABranchIsOfAnOlderPeerAndServed(Over over) {
        assertThat(status(
                        over, options -> options.with("Via", options.the("Via").replaceFirst(";branch=[^;]*", ""))))
                .isEqualTo(200);
    }

    @OverEach
    void section25_1AControlCharacterInAFieldIs400(Over over) {
        assertThat(status(over, options -> options.with("Subject", "a\u0001b"))).isEqualTo(400);
        assertThat(status(over, options -> options.with("Subject", "a\u0000b"))).isEqualTo(400);
    }

    @OverEach
    void section25_1ANameThatIsNoTokenIs400(Over over) {
        for (String line : List.of("Sub ject: x", "Sub\u00a0ject: x", "Subject\u000b: x", ": x", "no colon at all")) {
            assertThat(status(over, options -> options.line(line))).as(line).isEqualTo(400);
        }
    }
}
