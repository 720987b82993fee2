package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3261 section 10: the registrar. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3261RegistrarTest {
    private static final String DESK = "sip:desk@192.0.2.1:5070";
    private static final String LAPTOP = "sip:laptop@192.0.2.2";

    private final House house;

    Rfc3261RegistrarTest(House house) {
        this.house = house;
    }

    private static Request register(Phone phone, int expires, String contacts) {
        return phone.register(expires).with("Contact", contacts);
    }

    private static List<String> bindings(Heard answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.headers("Contact");
    }

    private static String uri(String contact) {
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }

    private static int expires(String contact) {
        return Integer.parseInt(Heard.parameter(contact, "expires"));
    }

    @OverEach
    void section10_2_1ABindingIsAddedAndToldWithItsLife(Over over) {
        Phone phone = house.phone(over);

        List<String> bound = bindings(phone.asked(register(phone, 600, "<" + DESK + ">")));

        assertThat(bound).hasSize(1);
        assertThat(uri(bound.get(0))).isEqualTo(DESK);
        assertThat(expires(bound.get(0))).isBetween(590, 600);
    }

    @OverEach
    void section10_2_1SeveralContactsOfOneRequestAreAllBound(Over over) {
        Phone phone = house.phone(over);

        List<String> bound =
                bindings(phone.asked(register(phone, 600, "<" + DESK + ">, \"Laptop, new\" <" + LAPTOP + ">;q=0.5")
                        .also("m", "<sip:third@192.0.2.3>")));

        assertThat(bound)
                .extracting(Rfc3261RegistrarTest::uri)
                .containsExactlyInAnyOrder(DESK, LAPTOP, "sip:third@192.0.2.3");
    }

    @OverEach
    void section10_2_1AContactWithoutBracketsKeepsItsParametersToItself(Over over) {
        Phone phone = house.phone(over);

        List<String> bound = bindings(phone.asked(register(phone, 600, DESK + ";expires=900;q=0.3")));

        assertThat(bound).hasSize(1);
        assertThat(uri(bound.get(0))).isEqualTo(DESK);
        assertThat(expires(bound.get(0))).isBetween(890, 900);
    }

    @OverEach
    void section10_2_1_1AContactsOwnLifeComesBeforeTheExpiresField(Over over) {
        Phone phone = house.phone(over);

        List<String> bound =
                bindings(phone.asked(register(phone, 600, "<" + DESK + ">;expires=1200, <" + LAPTOP + ">")));

        assertThat(bound)
                .hasSize(2)
                .anySatisfy(contact -> assertThat(expires(contact)).isBetween(1190, 1200));
        assertThat(bound).anySatisfy(contact -> assertThat(expires(contact)).isBetween(590, 600));
    }

    @OverEach
    void section10_2_1_1WhereNoLifeIsAskedItIsAnHourAtMost(Over over) {
        Phone phone = house.phone(over);

        List<String> bound =
                bindings(phone.asked(register(phone, 0, "<" + DESK + ">").without("Expires")));

        assertThat(expires(bound.get(0))).isBetween(1, 3600);
    }

    @OverEach
    void section10_2_1_1AMalformedLifeCountsAsAnHour(Over over) {
        Phone phone = house.phone(over);

        List<String> bound = bindings(
                phone.asked(register(phone, 600, "<" + DESK + ">;expires=soon").without("Expires")));

        assertThat(expires(bound.get(0))).isBetween(3590, 3600);
    }

    @OverEach
    void section10_2_1_2ThePreferenceIsKeptAndTold(Over over) {
        Phone phone = house.phone(over);

        List<String> bound =
                bindings(phone.asked(register(phone, 600, "<" + DESK + ">;q=0.25, <" + LAPTOP + ">;q=0.75")));

        assertThat(bound)
                .anySatisfy(contact -> assertThat(contact).contains(DESK).containsPattern("q=0\\.250?(;|$)"));
        assertThat(bound)
                .anySatisfy(contact -> assertThat(contact).contains(LAPTOP).containsPattern("q=0\\.750?(;|$)"));
    }

    @OverEach
    void section10_2_1_2APreferenceBeyondOneIs400(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(register(phone, 600, "<" + DESK + ">;q=1.5")).status())
                .isEqualTo(400);
    }

    @OverEach
    void section10_2_2ALifeOfZeroRemovesTheBindingAndLeavesTheOthers(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">, <" + LAPTOP + ">"));

        List<String> left = bindings(phone.asked(register(phone, 0, "<" + DESK + ">")));

        assertThat(left).extracting(Rfc3261RegistrarTest::uri).containsExactly(LAPTOP);
    }

    @OverEach
    void section10_2_2OneRequestMayAddAndRemove(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">"));

        List<String> left = bindings(phone.asked(register(phone, 600, "<" + DESK + ">;expires=0, <" + LAPTOP + ">")));

        assertThat(left).extracting(Rfc3261RegistrarTest::uri).containsExactly(LAPTOP);
    }

    @OverEach
    void section10_2_2AStarWithALifeOfZeroRemovesAll(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">, <" + LAPTOP + ">"));

        assertThat(bindings(phone.asked(register(phone, 0, "*")))).isEmpty();
        assertThat(bindings(phone.asked(phone.query()))).isEmpty();
    }

    @OverEach
    void section10_2_2AStarOfAnotherCallRemovesAllToo(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">"));

        assertThat(bindings(phone.asked(
                        register(phone, 0, "*").with("Call-ID", Request.fresh()).with("CSeq", "1 REGISTER"))))
                .isEmpty();
    }

    @OverEach
    void section10_2_2AStarWithAnotherLifeOrNoneIs400AndRemovesNothing(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">"));

        assertThat(phone.asked(register(phone, 600, "*")).status()).isEqualTo(400);
        assertThat(phone.asked(register(phone, 0, "*").without("Expires")).status())
                .isEqualTo(400);
        assertThat(bindings(phone.asked(phone.query()))).hasSize(1);
    }

    @OverEach
    void section10_2_2AStarBesideAContactIs400(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(register(phone, 0, "*, <" + DESK + ">")).status())
                .isEqualTo(400);
        assertThat(phone.asked(register(phone, 0, "<" + DESK + ">").also("Contact", "*"))
                        .status())
                .isEqualTo(400);
    }

    @OverEach
    void section10_2_3WithoutContactTheBindingsAreToldAndNoneChanges(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">;q=0.1, <" + LAPTOP + ">;expires=900"));

        List<String> told = bindings(phone.asked(phone.query()));

        assertThat(told).extracting(Rfc3261RegistrarTest::uri).containsExactlyInAnyOrder(DESK, LAPTOP);
        assertThat(told).allSatisfy(contact -> assertThat(expires(contact)).isBetween(590, 900));
    }

    @OverEach
    void section10_2_3ExpiresWithoutContactRemovesNothing(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">"));

        assertThat(bindings(phone.asked(phone.query().with("Expires", "0")))).hasSize(1);
    }

    @OverEach
    void section10_2_4ARefreshRenewsTheBindingAndMakesNoSecond(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">"));

        List<String> bound = bindings(phone.asked(register(phone, 1200, "<" + DESK + ">")));

        assertThat(bound).hasSize(1);
        assertThat(expires(bound.get(0))).isBetween(1190, 1200);
    }

    @OverEach
    void section10_3_1AnotherDomainIsNotServed(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(phone.register(600).uri("sip:elsewhere.example")).status())
                .isIn(403, 404);
    }

    @OverEach
    void section10_3_2AnExtensionThatIsRequiredIs420(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.register(600).with("Require", "nothing-of-ours"));

        assertThat(answer.status()).isEqualTo(420);
        assertThat(answer.list("Unsupported")).contains("nothing-of-ours");
    }

    @OverEach
    void section10_3_3WithoutCredentialsItIs401AndNothingIsBound(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.ask(phone.register(600));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.the("WWW-Authenticate")).startsWith("Digest ");
        assertThat(bindings(phone.asked(phone.query()))).isEmpty();
    }

    @OverEach
    void section10_3_4NobodyRegistersSomebodyElse(Over over) {
        Phone phone = house.phone(over);
        Phone other = house.phone(over);

        Request forOther = phone.register(600).with("To", "<" + other.address() + ">");

        assertThat(phone.asked(forOther).status()).isEqualTo(403);
        assertThat(bindings(other.asked(other.query()))).isEmpty();
    }

    @OverEach
    void section10_3_5AnAddressOfNobodysIsRefused(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(phone.register(600).with("To", "<sip:nobody-of-that-name@example.com>"))
                        .status())
                .isIn(403, 404);
        assertThat(phone.asked(phone.register(600).with("To", "<sip:" + phone.name + "@elsewhere.example>"))
                        .status())
                .isIn(403, 404);
    }

    @OverEach
    void section10_3_5TheAddressIsReadAsAUriSoThatEscapesAndParametersDoNotMatter(Over over) {
        Phone phone = house.phone(over);
        String escaped = "<sip:%70" + phone.name.substring(1) + "@EXAMPLE.com;user=phone>";

        assertThat(bindings(phone.asked(phone.register(600).with("To", escaped))))
                .hasSize(1);
        assertThat(bindings(phone.asked(phone.query()))).hasSize(1);
    }

    @OverEach
    void section10_3_6AStarIsServedOnlyWithACSeqAboveThatOfTheBinding(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">").with("CSeq", "500 REGISTER"));

        Heard late = phone.asked(register(phone, 0, "*").with("CSeq", "499 REGISTER"));

        assertThat(late.status()).isGreaterThanOrEqualTo(400);
        assertThat(bindings(phone.asked(phone.query()))).hasSize(1);
    }

    @OverEach
    void section10_3_7AnOlderCSeqOfTheSameCallIdIsRefusedAndChangesNothing(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">").with("CSeq", "500 REGISTER"));

        Heard late = phone.asked(register(phone, 0, "<" + DESK + ">").with("CSeq", "499 REGISTER"));

        assertThat(late.status()).isEqualTo(500);
        assertThat(bindings(phone.asked(phone.query()))).hasSize(1);
    }

    @OverEach
    void section10_3_7AnotherCallIdHasAnOrderOfItsOwn(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<" + DESK + ">").with("CSeq", "500 REGISTER"));

        Heard other = phone.asked(register(phone, 1200, "<" + DESK + ">")
                .with("CSeq", "1 REGISTER")
                .with("Call-ID", Request.fresh()));

        assertThat(expires(bindings(other).get(0))).isBetween(1190, 1200);
    }

    @OverEach
    void section10_3_7ATooBriefLifeIs423AndToldTheLeast(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(register(phone, 1, "<" + DESK + ">"));

        assertThat(answer.status()).isEqualTo(423);
        assertThat(Integer.parseInt(answer.the("Min-Expires"))).isBetween(2, 3600);
        assertThat(bindings(phone.asked(phone.query()))).isEmpty();
    }

    @OverEach
    void section10_3_7ATooLongLifeIsCut(Over over) {
        Phone phone = house.phone(over);

        List<String> bound =
                bindings(phone.asked(register(phone, 0, "<" + DESK + ">").with("Expires", "4294967295")));

        assertThat(expires(bound.get(0))).isBetween(60, 86_400);
    }

    @OverEach
    void section10_3_7WhereOneContactIsRefusedNoneIsBound(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(register(phone, 600, "<" + DESK + ">, <" + LAPTOP + ">;expires=1"));

        assertThat(answer.status()).isEqualTo(423);
        assertThat(bindings(phone.asked(phone.query()))).isEmpty();
    }

    @OverEach
    void section10_3_7ContactsAreComparedAsUris(Over over) {
        Phone phone = house.phone(over);
        phone.asked(register(phone, 600, "<sip:d%65sk@pc.EXAMPLE.com;transport=TCP;a=1>"));

        List<String> bound =
                bindings(phone.asked(register(phone, 1200, "<SIP:desk@PC.example.com;A=1;transport=tcp>")));

        assertThat(bound).hasSize(1);
        assertThat(expires(bound.get(0))).isBetween(1190, 1200);
    }

    @OverEach
    void section10_3_7ContactsThatDifferAsUrisAreTwo(Over over) {
        Phone phone = house.phone(over);

        List<String> bound = bindings(phone.asked(register(
                phone,
                600,
                "<sip:desk@192.0.2.1>, <sip:Desk@192.0.2.1>, <sip:desk@192.0.2.1:5060>, <sips:desk@192.0.2.1>")));

        assertThat(bound).hasSize(4);
    }

    @OverEach
    void section10_3_8TheAnswerTellsAllBindingsOfEveryDevice(Over over) {
        Phone phone = house.phone(over);
        Phone second = house.another(over, phone.name).signIn();
        phone.asked(register(phone, 600, "<" + DESK + ">"));

        List<String> bound = bindings(second.asked(register(second, 600, "<" + LAPTOP + ">")));

        assertThat(bound).extracting(Rfc3261RegistrarTest::uri).containsExactlyInAnyOrder(DESK, LAPTOP);
    }

    @OverEach
    void section10_3_8TheAnswerHasADate(Over over) {
        Phone phone = house.phone(over);

        assertThat(phone.asked(phone.register(600)).the("Date"))
                .matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
    }

    @OverEach
    void section10_3RecordRouteIsIgnored(Over over) {
        Phone phone = house.phone(over);

        Heard answer = phone.asked(phone.register(600).with("Record-Route", "<sip:192.0.2.7;lr>"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Record-Route")).isEmpty();
    }

    @OverEach
    void section10_3AContactThatIsNoSipUriIs400(Over over) {
        Phone phone = house.phone(over);
        for (String contact :
                List.of("<http://192.0.2.1/>", "<sip:a@192.0.2.1", "<192.0.2.1>", "\"open <sip:a@192.0.2.1>")) {
            assertThat(phone.asked(register(phone, 600, contact)).status())
                    .as(contact)
                    .isEqualTo(400);
        }
    }
}
