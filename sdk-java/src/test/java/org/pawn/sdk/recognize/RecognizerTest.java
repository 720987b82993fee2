package org.pawn.sdk.recognize;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecognizerTest {
    private static List<String> found(Recognizer recognizer, String text) {
        return recognizer.recognize(text).stream()
                .map(span -> span.in(text) + " -> " + span.value())
                .toList();
    }

    @Nested
    final class GivenAddressesInAText {
        @Test
        void mailAddressesAreFoundWithoutWhatStandsAroundThem() {
            assertThat(found(
                            new EmailRecognizer(),
                            "Ask <alice@Example.COM>, bob.b+x@mail.example.com. Or mailto:carol@example.com!"))
                    .containsExactly(
                            "alice@Example.COM -> alice@example.com",
                            "bob.b+x@mail.example.com -> bob.b+x@mail.example.com",
                            "mailto:carol@example.com -> carol@example.com");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"a@b", "@example.com", "alice@", "alice at example.com", "alice@@example.com", "x@.com"})
        void whatIsNoAddressIsNotFound(String text) {
            assertThat(new EmailRecognizer().recognize(text)).isEmpty();
        }

        @Test
        void sipAddressesAreFoundByTheirScheme() {
            assertThat(found(
                            new SipAddressRecognizer(),
                            "sip:alice@example.com;transport=tcp, SIPS:bob@example.com and im:carol@example.com;"
                                    + " gossip:carol@example.com"))
                    .containsExactly(
                            "sip:alice@example.com -> alice@example.com",
                            "SIPS:bob@example.com -> bob@example.com",
                            "im:carol@example.com -> carol@example.com");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "a.", "a@", "a.a@a.", "-"})
        @Timeout(5)
        void noTextMakesItSlow(String piece) {
            String text = piece.repeat(500_000 / piece.length());

            new EmailRecognizer().recognize(text);
            new SipAddressRecognizer().recognize("sip:" + text);
        }
    }

    @Nested
    final class GivenNamesOfADirectory {
        private final NameRecognizer names = new NameRecognizer(() -> List.of(
                new NameRecognizer.Name("Alice Sample", "alice@example.com"),
                new NameRecognizer.Name("Alice Sample Example", "alice.e@example.com"),
                new NameRecognizer.Name("Cårol Übung-Beispiel", "carol@example.com"),
                new NameRecognizer.Name("Bøb Łączny", "user4@example.com"),
                new NameRecognizer.Name("O'User", "user5@example.com"),
                new NameRecognizer.Name("Bob", "bob@example.com"),
                new NameRecognizer.Name("Bob", "bob2@example.com"),
                new NameRecognizer.Name("用户六", "user6@example.com"),
                new NameRecognizer.Name(" - ", "nobody@example.com")));

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Ask Alice Sample.|Alice Sample -> alice@example.com",
                    "ask ALICE  sample|ALICE  sample -> alice@example.com",
                    "Alice Sample Example was here|Alice Sample Example -> alice.e@example.com",
                    "Alice Sample Exampleton|Alice Sample -> alice@example.com",
                    "CAROL UBUNG BEISPIEL|CAROL UBUNG BEISPIEL -> carol@example.com",
                    "mit Cårol Übung-Beispiel?|Cårol Übung-Beispiel -> carol@example.com",
                    "Bob Laczny|Bob Laczny -> user4@example.com",
                    "O’User's car|O’User -> user5@example.com",
                    "bob!|bob -> bob@example.com bob2@example.com",
                    "请问用户六在吗|用户六 -> user6@example.com"
                })
        void aNameIsFoundAsPeopleWriteIt(String text, String expected) {
            assertThat(found(names, text)).containsExactly(expected);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Alice, Sample",
                    "Alice and Sample",
                    "Alice\n\nSample",
                    "Malice Sample",
                    "Alice Sampleson",
                    "Bobby",
                    "kabob",
                    "bob2",
                    "用户",
                    ""
                })
        void whatOnlyLooksLikeOneIsNot(String text) {
            assertThat(names.recognize(text)).isEmpty();
        }

        @Test
        void decomposedLettersAndALineBreakDoNotHideAName() {
            String text = "Ca\u030arol\nU\u0308bung-Beispiel";

            assertThat(names.recognize(text))
                    .containsExactly(new Span(0, text.length(), Span.PERSON, "carol@example.com"));
        }

        @Test
        void aNameOfSeveralIsMarkedAsSuch() {
            assertThat(names.recognize("Bob").get(0).kind()).isEqualTo(Span.PEOPLE);
        }

        @Test
        void aRefreshedDirectoryIsUsed() {
            List<NameRecognizer.Name> directory = new ArrayList<>();
            NameRecognizer growing = new NameRecognizer(() -> directory);
            directory.add(new NameRecognizer.Name("Carol", "carol@example.com"));
            assertThat(growing.recognize("Carol")).isEmpty();

            growing.refresh();

            assertThat(growing.recognize("Carol")).hasSize(1);
        }

        @Test
        void aLongTextAgainstManyNamesTakesWellUnderASecond() {
            Random random = new Random(7);
            List<NameRecognizer.Name> many = IntStream.range(0, 10_000)
                    .mapToObj(each -> new NameRecognizer.Name(
                            word(random) + " " + word(random) + " " + word(random), "p" + each + "@example.com"))
                    .toList();
            String text = IntStream.range(0, 6_000)
                    .mapToObj(each -> each % 100 == 0
                            ? many.get(random.nextInt(many.size())).name()
                            : word(random))
                    .collect(Collectors.joining(" "));
            NameRecognizer recognizer = new NameRecognizer(() -> many);
            assertThat(text.length()).isGreaterThan(40_000);
            String hundred = (text + " ").repeat(3).substring(0, 100_000);

            long start = System.nanoTime();
            List<Span> spans = recognizer.recognize(hundred);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(spans).hasSizeGreaterThan(100);
        }

        private static String word(Random random) {
            return random.ints(6, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    @Nested
    final class GivenSeveralRecognizers {
        @Test
        void theLongestClaimWinsAndTheRestStaysInOrder() {
            RecognizerSet set = RecognizerSet.standard()
                    .with(new NameRecognizer(() -> List.of(
                            new NameRecognizer.Name("Alice", "alice@example.com"),
                            new NameRecognizer.Name("Bob", "bob@example.com"))));

            assertThat(found(set, "Bob or sip:alice@example.com or Alice"))
                    .containsExactly(
                            "Bob -> bob@example.com",
                            "sip:alice@example.com -> alice@example.com",
                            "Alice -> alice@example.com");
        }

        @Test
        void oneThatThrowsOrSaysNonsenseDoesNotStopTheOthers() {
            RecognizerSet set = RecognizerSet.standard()
                    .with((Recognizer) text -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .with((Recognizer) text -> List.of(new Span(0, text.length() + 5, "x", "x")));

            assertThat(found(set, "alice@example.com")).hasSize(1);
        }

        @Test
        void everyPersonCanBeMailedAndTheAddressCannotAddAHeader() {
            Span span = new Span(0, 1, Span.PERSON, "alice?subject=x&bcc=y;z@example.com");

            List<URI> targets = RecognizerSet.standard().actions(span).stream()
                    .map(action -> action.target(span))
                    .toList();

            assertThat(targets)
                    .containsExactly(
                            URI.create("mailto:alice%3Fsubject=x%26bcc=y%3Bz@example.com"),
                            URI.create("im:alice%3Fsubject=x%26bcc=y%3Bz@example.com"),
                            URI.create("sip:alice%3Fsubject=x%26bcc=y%3Bz@example.com"));
        }
    }

    /** Finds codes such as PRJ-123, and opens their tickets: a whole plug-in. */
    public static final class ProjectCodes implements Recognizer, Action {
        private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,5}-[0-9]{1,6}\\b");

        @Override
        public List<Span> recognize(String text) {
            return CODE.matcher(text)
                    .results()
                    .map(code -> new Span(code.start(), code.end(), "project", code.group()))
                    .toList();
        }

        @Override
        public boolean suits(Span span) {
            return span.kind().equals("project");
        }

        @Override
        public String label(Span span) {
            return "Open ticket " + span.value();
        }

        @Override
        public URI target(Span span) {
            return URI.create("https://tickets.example.com/" + span.value());
        }
    }

    @Nested
    final class GivenAPlugInOnTheClassPath {
        @Test
        void itsRecognizerAndItsActionAreUsedAndABrokenOneIsLeftOut(@TempDir Path directory) throws Exception {
            Path services = Files.createDirectories(directory.resolve("META-INF/services"));
            String both = ProjectCodes.class.getName() + "\n";
            Files.writeString(
                    services.resolve(Recognizer.class.getName()),
                    "no.such.Class\n" + NotLoadable.class.getName() + "\n" + both);
            Files.writeString(services.resolve(Action.class.getName()), both);
            try (URLClassLoader loader = new URLClassLoader(
                    new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
                RecognizerSet set = RecognizerSet.standard().withPlugIns(loader);

                List<Span> spans = set.recognize("alice@example.com works on PRJ-123");

                assertThat(spans).extracting(Span::value).containsExactly("alice@example.com", "PRJ-123");
                assertThat(set.actions(spans.get(1)))
                        .extracting(action -> action.label(spans.get(1)))
                        .containsExactly("Open ticket PRJ-123");
            }
        }
    }

    /** Fails when it is made. */
    public static final class NotLoadable implements Recognizer {
        public NotLoadable() {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public List<Span> recognize(String text) {
            return List.of();
        }
    }
}
