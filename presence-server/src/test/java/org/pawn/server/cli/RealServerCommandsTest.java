package org.pawn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.server.main.TestServer;

/** The commands against the whole server, found by its data directory, over plain HTTP and over TLS alone. */
final class RealServerCommandsTest {
    private static final String ALICE = "alice@example.com";

    @TempDir
    private Path directory;

    private TestServer server;
    private Shell shell;

    private void serve(String scheme) {
        Map<String, String> keys = scheme.equals("https") ? Map.of("http.listen", "off") : Map.of();
        server = TestServer.start(directory.resolve("pawn-data"), keys);
        shell = new Shell(directory);
        pawn("person", "add", ALICE, "--name", "Alice Example", "--password", "open-sesame");
        pawn("person", "add", "bob@example.com", "--name", "Bob Example");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What the command printed, once it went well. */
    private String pawn(String... arguments) {
        int code = shell.run(arguments);
        assertThat(code).as("%s: %s", String.join(" ", arguments), shell.err()).isZero();
        return shell.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aStateIsSetLookedAtAndCleared(String scheme) {
        serve(scheme);
        assertThat(pawn("status")).contains("ready");

        assertThat(pawn("set", ALICE, "Busy", "--for", "PT10M", "--note", "Deep work"))
                .contains("Busy", "Offline"); // nobody is at her desk: the answer says that it does not show
        assertThat(pawn("--json", "presence", ALICE)).contains("\"availability\":\"Offline\"");
        assertThat(shell.run("presence", ALICE, "nobody@example.com")).isEqualTo(1);
        assertThat(shell.out()).contains(ALICE);
        assertThat(shell.err()).contains("nobody@example.com");
        assertThat(pawn("clear", ALICE)).contains(ALICE);
        assertThat(pawn("presence", ALICE)).contains("Offline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aWatchTellsEachChangeUntilItsTokenIsRevoked(String scheme) throws Exception {
        serve(scheme);
        pawn("calendar", "add", ALICE, calendar().toString(), "--id", "work"); // what shows while she is away
        String token = pawn("token", "create", "--name", "wall", "--scope", "presence.read")
                .lines()
                .findFirst()
                .orElseThrow();
        Shell wall = new Shell(directory).with("PAWN_TOKEN", token);
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> wall.run("watch", ALICE, "nobody@example.com"));
        await().atMost(Duration.ofSeconds(20)).until(() -> wall.out().contains(ALICE + "  Offline"));
        await().atMost(Duration.ofSeconds(20)).until(() -> wall.err().contains("nobody@example.com"));

        server.desk(ALICE);
        await().atMost(Duration.ofSeconds(20)).until(() -> wall.out().contains(ALICE + "  Available"));
        pawn("set", ALICE, "Busy", "--note", "Deep work");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> wall.out().contains("Busy") && wall.out().contains("\"Deep work\""));

        String id = new ObjectMapper()
                .readTree(pawn("--json", "token", "list")).findParents("subject").stream()
                        .filter(each -> each.get("subject").asText().equals("wall"))
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .asText();
        pawn("token", "revoke", id);
        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(wall.err()).doesNotContain(token);
    }

    @Test
    void whoWatchesAndWhoLookedIsListed() {
        serve("http");
        String wiki = pawn("token", "create", "--name", "wiki", "--scope", "presence.read")
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(pawn("watchers", ALICE)).contains("Nobody watches", "Nobody looked");

        assertThat(new Shell(directory).with("PAWN_TOKEN", wiki).run("presence", ALICE))
                .isZero();

        assertThat(pawn("watchers", ALICE)).contains("application wiki", "presence", "shown");
        assertThat(pawn("--json", "watchers", ALICE)).contains("{\"kind\":\"application\",\"name\":\"wiki\"}");
        assertThat(shell.run("watchers", "nobody@example.com")).isEqualTo(1);
    }

    @Test
    void anySupervisorWhoIsFreeIsFoundByNameAndWatched() throws Exception {
        serve("http");
        pawn(
                "person",
                "add",
                "carol@example.com",
                "--name",
                "Carol Example",
                "--role",
                "Supervisor",
                "--skill",
                "French");
        server.group(
                new Group("supervisors", "Supervisors", false, List.of(AddressOfRecord.parse("carol@example.com"))));
        assertThat(pawn("who", "--group", "supervisors", "--available")).isEqualToIgnoringNewLines("Nobody.");
        assertThat(pawn("person", "show", "carol@example.com")).contains("Supervisor", "French");
        Shell wall = new Shell(directory);
        CompletableFuture.runAsync(() -> wall.run("who", "--role", "supervisor", "--available", "--watch"));
        await().atMost(Duration.ofSeconds(20)).until(() -> wall.out().contains("Nobody."));

        server.desk("carol@example.com");
        server.desk(ALICE);

        await().atMost(Duration.ofSeconds(20)).until(() -> wall.out().contains("Carol Example  carol@example.com"));
        assertThat(pawn("who", "--available", "--skill", "french", "--role", "boss", "--role", "SUPERVISOR"))
                .contains("NAME", "Carol Example", "Available")
                .doesNotContain("Alice");
        assertThat(pawn("--json", "who", "--available", "--limit", "5"))
                .contains("\"name\":\"Alice Example\"", "\"availability\":\"Available\"");
        pawn("set", "carol@example.com", "Busy");
        await().atMost(Duration.ofSeconds(20)).until(() -> wall.out().strip().endsWith("Nobody."));
        assertThat(shell.run("who", "--group", "nobody")).isEqualTo(1);
        assertThat(shell.run("who", "--limit", "0")).isEqualTo(2);
    }

    @Test
    void aGroupIsWatchedAsItsMembersComeAndGo() {
        serve("http");
        server.group(new Group("desk", "Desk", false, List.of(AddressOfRecord.parse(ALICE))));
        Shell wall = new Shell(directory);
        CompletableFuture.runAsync(() -> wall.run("watch", "--group", "desk"));
        await().atMost(Duration.ofSeconds(20)).until(() -> wall.out().contains(ALICE + "  Offline"));

        server.group(new Group("desk", "Desk", false, List.of(AddressOfRecord.parse("bob@example.com"))));

        await().atMost(Duration.ofSeconds(20)).until(() -> wall.out().contains("bob@example.com  Offline"));
        await().atMost(Duration.ofSeconds(20)).until(() -> wall.err().contains(ALICE));
        assertThat(shell.run("watch")).isEqualTo(2);
        assertThat(shell.run("watch", ALICE, "--group", "desk")).isEqualTo(2);
    }

    @Test
    void peopleComeGoAndAreImported() throws IOException {
        serve("http");
        assertThat(pawn("person", "show", ALICE)).contains("Alice Example");
        String rows = IntStream.range(0, 60)
                .mapToObj(i -> "user" + i + "@example.com,User " + i)
                .collect(Collectors.joining("\n"));
        Files.writeString(directory.resolve("people.csv"), "address,name\n" + rows + "\n");

        assertThat(pawn("person", "import", "people.csv")).startsWith("60 added, 0 already there, 0 refused.");
        assertThat(pawn("person", "import", "people.csv")).startsWith("0 added, 60 already there, 0 refused.");
        assertThat(pawn("person", "list")).contains(ALICE, "user0@example.com", "user59@example.com");

        pawn("person", "remove", "user0@example.com");
        assertThat(shell.run("person", "show", "user0@example.com")).isEqualTo(1);
    }

    @Test
    void aCalendarTellsWhenSomebodyIsFree() throws IOException {
        serve("http");
        pawn("calendar", "add", ALICE, calendar().toString(), "--id", "work");

        assertThat(pawn("calendar", "list", ALICE)).contains("work");
        assertThat(pawn("free", ALICE, "bob@example.com", "--at", "2030-03-04T09:30:00Z"))
                .contains("busy", "unknown");
        pawn("calendar", "remove", ALICE, "work");
        assertThat(pawn("free", ALICE, "--at", "2030-03-04T09:30:00Z")).contains("unknown");
    }

    @Test
    void hoursByWeekdayAreSaidShownAndForgotten() {
        serve("http");

        assertThat(pawn("hours", ALICE)).contains("not known");
        assertThat(pawn("hours", ALICE, "--weekdays", "09:00-17:00", "--on", "fri=09:00-13:00"))
                .contains("works Mon-Thu 09:00-17:00, Fri 09:00-13:00 (Europe/Berlin)");
        assertThat(shell.run("hours", ALICE, "--daily", "22:00-06:00")).isEqualTo(2); // no night shifts there
        assertThat(pawn("hours", ALICE)).contains("Fri 09:00-13:00");
        assertThat(pawn("hours", ALICE, "--none")).contains("not known");
        assertThat(pawn("quiet", ALICE, "--daily", "00:00-24:00", "--phones", "deliver"))
                .contains("quiet Mon-Sun 00:00-24:00 (Europe/Berlin), now until", "all the same");
        assertThat(pawn("quiet", ALICE, "--none")).contains("no quiet hours", "all the same");
    }

    @Test
    void aMeetingIsFoundAndWhoeverIsUnknownIsNamed() throws IOException {
        serve("http");
        pawn("calendar", "add", ALICE, calendar().toString(), "--id", "work");

        String found = pawn("meet", ALICE, "--optional", "bob@example.com", "--duration", "PT1H", "--to", "17:00");

        assertThat(found).contains("WHY", "10:00", "11:00", "free", "0 of 1 optional people are free.");
        assertThat(found).doesNotContain("09:15");
        assertThat(shell.err()).contains("bob@example.com counts as free nowhere: there is no calendar");
        assertThat(pawn("meet", ALICE, "--to", "17:00", "--json"))
                .startsWith("{\"times\":[{\"span\":{\"start\":\"2030");
        assertThat(pawn("meet", ALICE, "--from", "09:15", "--to", "09:30")).contains("No time suits them all.");
        assertThat(shell.run("meet", ALICE, "nobody@example.com")).isEqualTo(1);
        assertThat(shell.run("meet", ALICE, "--from", "17:00", "--to", "16:00")).isEqualTo(2);
    }

    @Test
    void aMessageWaitsForWhoeverIsAway() {
        serve("http");

        assertThat(pawn("send", "bob@example.com", "call me", "--as", ALICE)).contains("bob@example.com");
        assertThat(shell.run("send", "nobody@example.com", "hello?", "--as", ALICE))
                .isEqualTo(1);
    }

    private Path calendar() throws IOException {
        return Files.writeString(directory.resolve("work.ics"), """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example//EN
                BEGIN:VEVENT
                UID:review
                DTSTAMP:20300101T000000Z
                DTSTART:20300304T090000Z
                DTEND:20300304T100000Z
                SUMMARY:Review
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"));
    }
}
