package org.pawn.pidf;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.refusal.Refusal;

final class PidfReaderTest {
    static byte[] file(String name) {
        try (InputStream in = PidfReaderTest.class.getResourceAsStream("/pidf/" + name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<Path> files(String folder) throws IOException, URISyntaxException {
        try (Stream<Path> found = Files.list(
                Path.of(PidfReaderTest.class.getResource("/pidf/" + folder).toURI()))) {
            return found.sorted().toList().stream();
        }
    }

    @Nested
    final class GivenTheExamplesOfTheRfcs {
        @Test
        void rfc3863Section431IsOneOpenTupleWithAPrefixedNamespace() {
            PidfDocument document = PidfReader.read(file("good/rfc3863-section-4.3.1.xml"));

            PidfTuple tuple = document.tuples().get(0);
            assertThat(document.entity()).isEqualTo("pres:someone@example.com");
            assertThat(tuple.open()).contains(true);
            assertThat(tuple.contact()).contains("tel:+09012345678");
            assertThat(tuple.priority()).hasValue(0.8);
        }

        @Test
        void rfc3863Section432KeepsNotesWithTheirLanguagesAndSkipsExtensions() {
            PidfDocument document = PidfReader.read(file("good/rfc3863-section-4.3.2.xml"));

            PidfTuple first = document.tuples().get(0);
            assertThat(document.tuples()).extracting(PidfTuple::id).containsExactly("bs35r9", "eg92n8");
            assertThat(first.notes())
                    .containsExactly(
                            new PidfNote("Don't Disturb Please!", Optional.of("en")),
                            new PidfNote("Ne derangez pas, s'il vous plait", Optional.of("fr")));
            assertThat(first.timestamp()).contains(Instant.parse("2001-10-27T16:49:29Z"));
            assertThat(document.notes()).containsExactly(new PidfNote("I'll be in Tokyo next week", Optional.empty()));
        }

        @Test
        void rfc4480TellsWhatThePersonDoesAndWhen() {
            PidfDocument document = PidfReader.read(file("good/rfc4480-section-5.xml"));

            PidfPerson person = document.person().orElseThrow();
            assertThat(document.tuples()).hasSize(3);
            assertThat(person.id()).isEqualTo("p1");
            assertThat(person.activities()).containsExactly(RpidActivity.named("away"));
            assertThat(person.from()).contains(Instant.parse("2005-05-30T07:00:00Z"));
            assertThat(person.until()).contains(Instant.parse("2005-05-30T12:00:00Z"));
            assertThat(person.idle()).contains(new RpidIdle(false, Optional.of(Instant.parse("2004-10-21T18:20:00Z"))));
            assertThat(person.notes()).extracting(PidfNote::text).containsExactly("Scoring 120", "Far away");
        }

        @Test
        void anActivityWithATimeRangeHoldsFromItsStartUntilBeforeItsEnd() {
            PidfPerson person =
                    PidfReader.read(file("good/rfc4480-section-5.xml")).person().orElseThrow();

            assertThat(person.holdsAt(Instant.parse("2005-05-30T06:59:59Z"))).isFalse();
            assertThat(person.holdsAt(Instant.parse("2005-05-30T07:00:00Z"))).isTrue();
            assertThat(person.holdsAt(Instant.parse("2005-05-30T12:00:00Z"))).isFalse();
        }
    }

    static Stream<Path> goodFiles() throws IOException, URISyntaxException {
        return files("good");
    }

    static Stream<Path> hostileFiles() throws IOException, URISyntaxException {
        return files("hostile");
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void whatIsReadIsTheSameAfterWritingAndReadingItAgain(Path file) throws IOException {
        PidfDocument document = PidfReader.read(Files.readAllBytes(file));

        PidfDocument again = PidfReader.read(PidfWriter.write(document));

        assertThat(again).isEqualTo(document);
    }

    @ParameterizedTest
    @MethodSource("hostileFiles")
    @Timeout(5)
    void aHostileBodyIsRefusedAndNotRepeated(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);

        assertThatThrownBy(() -> PidfReader.read(body))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageNotContaining("root:");
    }

    @Test
    @Timeout(5)
    void nestingIsRefusedPast64Elements() {
        assertThatThrownBy(() -> PidfReader.read(nested(6000))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> PidfReader.read(nested(64))).isInstanceOf(Refusal.Invalid.class);

        assertThat(PidfReader.read(nested(63)).entity()).isEqualTo("sip:alice@example.com");
    }

    private static byte[] nested(int levels) {
        return presence("<n>".repeat(levels) + "</n>".repeat(levels));
    }

    private static byte[] presence(String inside) {
        return ("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                        + " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:alice@example.com\">" + inside
                        + "</presence>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Timeout(5)
    void tooManyAttributesNamespacesElementsOrTuplesAreRefused() {
        StringBuilder attributes = new StringBuilder("<n");
        StringBuilder namespaces = new StringBuilder("<n");
        for (int i = 0; i < 33; i++) {
            attributes.append(" a").append(i).append("=\"\"");
            namespaces.append(" xmlns:a").append(i).append("=\"urn:x").append(i).append('"');
        }

        for (String hostile :
                List.of(attributes + "/>", namespaces + "/>", "<n/>".repeat(4096), "<tuple id=\"t\"/>".repeat(65))) {
            assertThatThrownBy(() -> PidfReader.read(presence(hostile))).isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Test
    void aBodyOver64KiBIsTooLarge() {
        byte[] body = presence("<note>" + "x".repeat(PidfReader.MAX_BYTES) + "</note>");

        assertThatThrownBy(() -> PidfReader.read(body)).isInstanceOf(Refusal.TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
    void aDocumentIsReadInTheCharsetThatItDeclares(String charset) throws IOException {
        String xml = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?>"
                + new String(presence("<note>Grüße</note>"), StandardCharsets.UTF_8);

        PidfDocument document = PidfReader.read(xml.getBytes(charset));

        assertThat(document.notes()).extracting(PidfNote::text).containsExactly("Grüße");
    }

    @Test
    void anActivityThatTheRfcDoesNotHaveBecomesOtherWithItsName() {
        byte[] body = presence("<dm:person id=\"p\"><rpid:activities><rpid:on-strike/></rpid:activities></dm:person>");

        assertThat(PidfReader.read(body).person().orElseThrow().activities())
                .containsExactly(RpidActivity.other("on strike"));
    }

    @Test
    @Timeout(60)
    void noMutationOfAGoodBodyDoesMoreThanBeRefused() throws IOException, URISyntaxException {
        Random random = new Random(20300304);
        for (Path file : goodFiles().toList()) {
            byte[] good = Files.readAllBytes(file);
            for (int round = 0; round < 3000; round++) {
                byte[] mutated = mutate(good, random);
                long start = System.nanoTime();
                try {
                    PidfWriter.write(PidfReader.read(mutated));
                } catch (Refusal refused) {
                    assertThat(refused.kind()).isIn(Refusal.Kind.INVALID, Refusal.Kind.TOO_LARGE);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
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

    @Test
    void whatXmlCannotHoldIsLeftOutWhenWriting() {
        PidfNote note = new PidfNote("a\u0000b<&\">\ud800c\u000b😀", Optional.of("en\"x"));
        PidfDocument document = new PidfDocument("sip:alice@example.com", List.of(), Optional.empty(), List.of(note));

        PidfDocument again = PidfReader.read(PidfWriter.write(document));

        assertThat(again.notes()).containsExactly(new PidfNote("ab<&\">c😀", Optional.of("en\"x")));
    }
}
