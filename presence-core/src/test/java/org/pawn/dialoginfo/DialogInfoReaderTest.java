package org.pawn.dialoginfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pawn.refusal.Refusal;

final class DialogInfoReaderTest {
    static byte[] file(String name) {
        try (InputStream in = DialogInfoReaderTest.class.getResourceAsStream("/dialoginfo/" + name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> files(String folder) throws IOException, URISyntaxException {
        Path found = Path.of(
                DialogInfoReaderTest.class.getResource("/dialoginfo/" + folder).toURI());
        try (Stream<Path> all = Files.list(found)) {
            return all.sorted().toList().stream();
        }
    }

    static Stream<Path> goodFiles() throws IOException, URISyntaxException {
        return files("good");
    }

    static Stream<Path> hostileFiles() throws IOException, URISyntaxException {
        return files("hostile");
    }

    private static Dialog only(String file) {
        DialogInfo document = DialogInfoReader.read(file("good/" + file));
        assertThat(document.dialogs()).hasSize(1);
        return document.dialogs().get(0);
    }

    private static byte[] full(String inside) {
        return ("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\" state=\"full\""
                        + " entity=\"sip:alice@example.com\">" + inside + "</dialog-info>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    final class GivenTheExamplesOfRfc4235 {
        @Test
        void section42NamesBothSidesTheirTargetsAndHowLong() {
            DialogInfo document = DialogInfoReader.read(file("good/rfc4235-section-4.2.xml"));

            Dialog dialog = document.dialogs().get(0);
            assertThat(document.entity()).isEqualTo("sip:alice@example.com");
            assertThat(document.version()).isEqualTo(1);
            assertThat(document.full()).isTrue();
            assertThat(dialog.id()).isEqualTo("123456");
            assertThat(dialog.state()).isEqualTo(Dialog.State.CONFIRMED);
            assertThat(dialog.duration()).contains(Duration.ofSeconds(274));
            assertThat(dialog.direction()).isEmpty();
            assertThat(dialog.local().display()).contains("Alice");
            assertThat(dialog.local().target()).contains("sip:alice@pc33.example.com");
            assertThat(dialog.local().parameter("class")).contains("personal");
            assertThat(dialog.local().isFocus()).isTrue();
            assertThat(dialog.remote().identity()).contains("sip:bob@example.org");
            assertThat(dialog.remote().target()).contains("sip:bobster@phone21.example.org");
            assertThat(dialog.remote().isFocus()).isFalse();
        }

        @Test
        void aPhoneWithoutCallsSaysSoInAFullDocument() {
            DialogInfo document = DialogInfoReader.read(file("good/rfc4235-no-dialogs.xml"));

            assertThat(document.full()).isTrue();
            assertThat(document.dialogs()).isEmpty();
        }

        @Test
        void theCallThatForksIsTwoDialogsOfOneCallAndOneEndsWithItsReason() {
            DialogInfo document = DialogInfoReader.read(file("good/rfc4235-forked-4-one-answers.xml"));

            Dialog cancelled = document.dialogs().get(1);
            assertThat(document.full()).isFalse();
            assertThat(document.dialogs()).extracting(Dialog::callId).containsOnly(Optional.of("a84b4c76e66710"));
            assertThat(document.dialogs())
                    .extracting(Dialog::state)
                    .containsExactly(Dialog.State.CONFIRMED, Dialog.State.TERMINATED);
            assertThat(cancelled.event()).contains("cancelled");
            assertThat(cancelled.code()).hasValue(487);
            assertThat(cancelled.direction()).contains(Dialog.Direction.INITIATOR);
            assertThat(cancelled.localTag()).contains("1928301774");
            assertThat(cancelled.remoteTag()).contains("456887766");
        }
    }

    @Nested
    final class GivenWhatRealAgentsSend {
        @Test
        void aProxyThatWritesItsVersionAsManyZerosIsRead() {
            DialogInfo document = DialogInfoReader.read(file("good/kamailio-pua-dialoginfo.xml"));

            assertThat(document.version()).isZero();
            assertThat(only("kamailio-pua-dialoginfo.xml").state()).isEqualTo(Dialog.State.CONFIRMED);
        }

        @Test
        void anEndWithoutAnyDetailIsRead() {
            Dialog dialog = only("freeswitch-terminated.xml");

            assertThat(dialog.state()).isEqualTo(Dialog.State.TERMINATED);
            assertThat(dialog.remote()).isEqualTo(Participant.UNSAID);
        }

        @Test
        void aPhoneThatRendersNothingHoldsTheCallAndOtherExtensionsAreSkipped() {
            Dialog dialog = only("shared-line-phone-held.xml");

            assertThat(dialog.isHeld()).isTrue();
            assertThat(dialog.local().parameters()).containsOnlyKeys("sip.rendering", "sip.byeless");
            assertThat(dialog.remote().target()).isEmpty();
            assertThat(only("rfc4235-section-4.2.xml").isHeld()).isFalse();
        }

        @Test
        void aVersionThatIsNotSaidIsZeroAndAStateInCapitalsIsThatState() {
            byte[] body = new String(full("<dialog id=\"d\"><state>EARLY</state></dialog>"), StandardCharsets.UTF_8)
                    .replace("version=\"1\" ", "")
                    .getBytes(StandardCharsets.UTF_8);

            DialogInfo document = DialogInfoReader.read(body);

            assertThat(document.version()).isZero();
            assertThat(document.dialogs().get(0).state()).isEqualTo(Dialog.State.EARLY);
        }

        @Test
        void aDetailThatMakesNoSenseIsLeftOut() {
            DialogInfo document = DialogInfoReader.read(full("<dialog id=\"d\" direction=\"sideways\">"
                    + "<state code=\"x\">early</state><duration>soon</duration></dialog>"));

            Dialog dialog = document.dialogs().get(0);
            assertThat(dialog.direction()).isEmpty();
            assertThat(dialog.code()).isEmpty();
            assertThat(dialog.duration()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("hostileFiles")
    @Timeout(5)
    void aHostileBodyIsRefusedAndNotRepeated(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);

        assertThatThrownBy(() -> DialogInfoReader.read(body))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageNotContaining("root:");
    }

    @Test
    void depthDialogsParametersIdsAndBytesAreBounded() {
        String dialogs = IntStream.rangeClosed(0, DialogInfoReader.MAX_DIALOGS)
                .mapToObj(i -> "<dialog id=\"d" + i + "\"><state>early</state></dialog>")
                .reduce("", String::concat);
        String parameters = IntStream.rangeClosed(0, 32)
                .mapToObj(i -> "<param pname=\"p" + i + "\" pval=\"\"/>")
                .reduce("", String::concat);
        String longId = "<dialog id=\"" + "d".repeat(Dialog.MAX_ID + 1) + "\"><state>early</state></dialog>";
        String target = "<dialog id=\"d\"><state>early</state><local><target uri=\"sip:a\">" + parameters
                + "</target></local></dialog>";

        for (String hostile : List.of("<n>".repeat(64) + "</n>".repeat(64), dialogs, longId, target)) {
            assertThatThrownBy(() -> DialogInfoReader.read(full(hostile))).isInstanceOf(Refusal.Invalid.class);
        }
        assertThatThrownBy(() -> DialogInfoReader.read(full("x".repeat(DialogInfoReader.MAX_BYTES))))
                .isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    @Timeout(60)
    void noMutationOfAGoodBodyDoesMoreThanBeRefused() throws IOException, URISyntaxException {
        Random random = new Random(4235);
        for (Path file : goodFiles().toList()) {
            byte[] good = Files.readAllBytes(file);
            for (int round = 0; round < 2000; round++) {
                byte[] mutated = mutate(good, random);
                try {
                    DialogCalls.of(DialogInfoReader.read(mutated));
                } catch (Refusal refused) {
                    assertThat(refused.kind()).isIn(Refusal.Kind.INVALID, Refusal.Kind.TOO_LARGE);
                }
            }
        }
    }

    private static byte[] mutate(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(40), bytes.length - at);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> System.arraycopy(good, random.nextInt(good.length - length), bytes, at, length);
                default -> bytes[at] = (byte) "<>&\"'/!?[]".charAt(random.nextInt(10));
            }
        }
        return bytes;
    }
}
