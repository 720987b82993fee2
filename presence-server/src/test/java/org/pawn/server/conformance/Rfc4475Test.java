package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 4475: what each of its messages gets from us, a frame a message. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc4475Test {
    private final House house;

    Rfc4475Test(House house) {
        this.house = house;
    }

    private static byte[] message(String name) throws IOException {
        Path file = Path.of(System.getProperty("pawn.shared", "../shared"), "rfc4475", name + ".dat");
        assumeThat(Files.isRegularFile(file))
                .as("skipped: %s is not present", file)
                .isTrue();
        return Files.readAllBytes(file);
    }

    /** The answers to a message: what came before a later request was answered. */
    private List<Integer> answers(String name) throws IOException {
        Phone phone = house.phone(Over.WS);
        phone.wire.send(message(name));
        return phone.heardUntilAnswered().stream().map(Heard::status).collect(Collectors.toList());
    }

    private void assertAnswered(int status, String... names) throws IOException {
        for (String name : names) {
            assertThat(answers(name)).as(name).containsExactly(status);
        }
    }

    @OverWebSocket
    void section3_1_1WhatIsOddAndValidIsNotRefusedForItsForm(Over over) throws IOException {
        assertAnswered(200, "lwsdisp", "semiuri", "transports");
        assertAnswered(407, "esc01", "longreq"); // understood, and asked who it is
        assertAnswered(403, "mpart01"); // its Route leads to another program of this machine
        assertAnswered(401, "escnull");
        assertAnswered(481, "wsinv"); // of a dialog that nobody has
    }

    @OverWebSocket
    void section3_1_1_2AMethodOfOddLettersIsAMethodThatNobodyKnows(Over over) throws IOException {
        assertAnswered(501, "intmeth", "esc02");
    }

    @OverWebSocket
    void section3_1_1_8TwoRequestsInOneFrameAre400(Over over) throws IOException {
        assertAnswered(400, "dblreq"); // of a datagram the second is dropped (RFC 7118 section 5.1)
    }

    @OverUdp
    void section3_1_1_8OfTwoRequestsInADatagramTheFirstIsServed(Over over) throws IOException {
        Phone phone = house.stranger(over);
        String patched = new String(message("dblreq"), StandardCharsets.UTF_8)
                .replaceFirst("(?m)^Via: ([^\r]*)", "Via: $1;rport");
        phone.send(patched);

        assertThat(phone.hear(Heard::isFinal).the("CSeq")).isEqualTo("8 REGISTER");
        assertThat(phone.heardUntilAnswered()).isEmpty();
    }

    @OverWebSocket
    void section3_1_1_13AnswersToNothingAreDropped(Over over) throws IOException {
        for (String name : List.of("unreason", "noreason", "bcast")) {
            assertThat(answers(name)).as(name).isEmpty();
        }
    }

    @OverWebSocket
    void section3_1_2WhatIsMalformedIs400(Over over) throws IOException {
        assertAnswered(
                400,
                "badinv01",
                "clerr",
                "ncl",
                "scalar02",
                "quotbal",
                "ltgtruri",
                "lwsruri",
                "lwsstart",
                "trws",
                "mismatch01",
                "mismatch02");
    }

    @OverWebSocket
    void section3_1_2_5AnAnswerBeyondAllBoundsIsDropped(Over over) throws IOException {
        for (String name : List.of("scalarlg", "bigcode")) {
            assertThat(answers(name)).as(name).isEmpty();
        }
    }

    @OverWebSocket
    void section3_1_2_11WhatIsMalformedAndDoesNotMatterHereIsLeftToWhomItDoes(Over over) throws IOException {
        assertAnswered(407, "escruri", "baddate"); // who is asked first; neither goes on before
        assertAnswered(401, "regbadct");
        assertAnswered(200, "badaspec");
    }

    @OverWebSocket
    void section3_1_2_15NamesWithoutQuotesAre400AndAHeadWithoutItsEndIsToo(Over over) throws IOException {
        byte[] torn = message("baddn"); // the file has no line after its last field
        Phone phone = house.phone(over);
        phone.send(new String(torn, StandardCharsets.UTF_8) + "\r\n");

        assertThat(phone.heardUntilAnswered()).extracting(Heard::status).containsExactly(400);
        assertAnswered(400, "baddn");
    }

    @OverUdp
    void section3_1_2_15ADatagramThatEndsWithinItsHeadIs400(Over over) throws IOException {
        Phone phone = house.stranger(over);
        phone.send(
                new String(message("baddn"), StandardCharsets.UTF_8).replaceFirst("Via:[^\r]*", "Via: " + phone.via()));

        assertThat(phone.hear(Heard::isFinal).status()).isEqualTo(400);
    }

    @OverWebSocket
    void section3_1_2_16AnotherVersionIs505(Over over) throws IOException {
        assertAnswered(505, "badvers");
    }

    @OverWebSocket
    void section3_2_1ABranchOfTheCookieAloneIsServed(Over over) throws IOException {
        assertAnswered(200, "badbranch");
    }

    @OverWebSocket
    void section3_3_1WhatLacksFieldsIs400(Over over) throws IOException {
        assertAnswered(400, "insuf");
    }

    @OverWebSocket
    void section3_3_2ASchemeThatNobodyKnowsIs416(Over over) throws IOException {
        assertAnswered(416, "unkscm", "novelsc");
    }

    @OverWebSocket
    void section3_3_4WhatIsRegisteredIsAskedForItsSender(Over over) throws IOException {
        assertAnswered(401, "unksm2", "regaut01", "cparam01", "cparam02", "regescrt");
    }

    @OverWebSocket
    void section3_3_5AnExtensionThatNobodyKnowsIs420(Over over) throws IOException {
        assertAnswered(420, "bext01");
    }

    @OverWebSocket
    void section3_3_6WhatAnotherMayUnderstandGoesOnOnceItsSenderIsKnown(Over over) throws IOException {
        assertAnswered(407, "invut", "sdp01", "inv2543");
    }

    @OverWebSocket
    void section3_3_8FieldsThatStandOnceAndStandTwiceAre400(Over over) throws IOException {
        assertAnswered(400, "multi01", "mcl01");
    }

    @OverWebSocket
    void section3_3_11WithoutHopsOptionsAreAnsweredHere(Over over) throws IOException {
        assertAnswered(200, "zeromf");
    }
}
