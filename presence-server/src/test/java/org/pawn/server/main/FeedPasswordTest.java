package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.sdk.CalendarFeed;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.PresenceClient;
import org.slf4j.LoggerFactory;

/** A calendar server's password is used, and stands nowhere in the clear: in no file, in no log, in no answer. */
final class FeedPasswordTest {
    private static final String ALICE = "alice@example.com";
    private static final String PASSWORD = "kastanie-7-Zimt-wolke";
    private static final String SECRET_PATH = "geheim-4711-pfad";
    private static final byte[] CALENDAR =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.pawn");
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private HttpServer calendars;
    private Path data;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data");
        calendars = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        calendars.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            boolean isFile = exchange.getRequestMethod().equals("GET");
            exchange.sendResponseHeaders(isFile ? 200 : 405, isFile ? CALENDAR.length : -1);
            exchange.getResponseBody().write(isFile ? CALENDAR : new byte[0]);
            exchange.close();
        });
        calendars.start();
        log.start();
        ours.setLevel(Level.TRACE);
        ours.setAdditive(false); // all of it is too much for a console
        ours.addAppender(log);
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        ours.detachAppender(log);
        ours.setAdditive(true);
        ours.setLevel(null);
        calendars.stop(0);
    }

    private CalendarFeed feed() {
        String url = "http://127.0.0.1:" + calendars.getAddress().getPort() + "/" + SECRET_PATH + "/alice.ics";
        return CalendarFeed.at(URI.create(url)).signingIn("alice", PASSWORD);
    }

    private TestServer server() {
        return TestServer.start(data, Map.of("calendars.allowedNetworks", "127.0.0.0/8"));
    }

    @Test
    void itIsInNoFileInNoLogAndInNoAnswerAndStillWorksAfterARestart() throws IOException {
        List<String> answers = new ArrayList<>();
        try (TestServer server = server()) {
            server.person(ALICE, "Alice", "sign-in");
            try (PresenceClient alice =
                    PresenceClient.at(server.http()).signIn(ALICE, "sign-in").build()) {
                CalendarSource put = alice.calendars().put(ALICE, "team", feed());
                assertThat(put.problem()).isEmpty();
                answers.add(put.toString());
                answers.add(alice.calendars().list(ALICE).toString());
                assertThatItIsNowhereIn(data);
            }
        }
        authorizations.clear();

        try (TestServer server = server();
                PresenceClient alice = PresenceClient.at(server.http())
                        .signIn(ALICE, "sign-in")
                        .build()) {
            assertThat(alice.calendars().refresh(ALICE, "team").problem()).isEmpty();
            calendars.stop(0);
            answers.add(alice.calendars().refresh(ALICE, "team").toString());
        }

        String basic = base64("alice:" + PASSWORD);
        assertThat(authorizations).contains("Basic " + basic);
        assertThatItIsNowhereIn(data);
        assertThat(answers).noneMatch(this::givesItAway);
        assertThat(log.list).isNotEmpty();
        assertThat(log.list)
                .noneMatch(event -> givesItAway(event.getFormattedMessage())
                        || givesItAway(String.valueOf(event.getMDCPropertyMap()))
                        || event.getThrowableProxy() != null
                                && givesItAway(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }

    private static void assertThatItIsNowhereIn(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).extracting(file -> file.getFileName().toString()).contains("pawn.mv.db", "secret.key");
            for (Path file : all) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(spellings()).as("%s", file).noneMatch(bytes::contains);
            }
        }
    }

    private boolean givesItAway(String text) {
        return spellings().anyMatch(text::contains);
    }

    /** In the ways in which bytes of it could stand somewhere by mistake. */
    private static Stream<String> spellings() {
        return Stream.of(PASSWORD, SECRET_PATH)
                .flatMap(secret -> Stream.of(
                        secret,
                        new String(secret.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1),
                        new String(secret.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1),
                        base64(secret),
                        base64("alice:" + secret)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
