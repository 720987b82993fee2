package org.pawn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientCommandsTest {
    private static final String ALICE = "{\"address\":\"alice@example.com\",\"availability\":\"Busy\","
            + "\"activity\":\"InAMeeting\",\"activities\":[\"InAMeeting\"],\"since\":\"2030-03-04T08:30:00Z\","
            + "\"note\":{\"text\":\"Board\\u001b[2J room\"},"
            + "\"schedule\":{\"state\":\"busy\",\"until\":\"2030-03-04T10:00:00Z\",\"freeAt\":\"2030-03-04T10:00:00Z\"},"
            + "\"version\":\"1\"}";

    @TempDir
    private Path directory;

    private final ScriptedServer server = new ScriptedServer();
    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void aServerRunsOnPawnData() throws IOException {
        shell = new Shell(directory);
        keepServer("pawn-data");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void keepServer(String data) throws IOException {
        Path home = Files.createDirectories(directory.resolve(data));
        Files.writeString(home.resolve("server.json"), "{\"http\":\"" + server.url() + "\"}");
        Files.writeString(home.resolve("admin-token"), "secret-" + data.replace('/', '-') + "\n");
    }

    @Nested
    final class GivenAServerInItsDirectory {
        @Test
        void itIsFoundWithItsToken() {
            server.answers("{\"items\":[{\"requested\":\"alice@example.com\",\"presence\":" + ALICE + "}]}");

            int code = shell.run("presence", "alice@example.com");

            assertThat(code).isZero();
            assertThat(server.asked().get(0)).contains("Bearer secret-pawn-data");
            assertThat(shell.out().lines())
                    .containsExactly(
                            "ADDRESS            STATE               SINCE  SCHEDULE          NOTE",
                            "alice@example.com  Busy, in a meeting  08:30  busy until 10:00  \"Board[2J room\"");
        }

        @Test
        void theDemosIsTheSecondChoice() throws IOException {
            keepServer("pawn-data/demo");
            Files.delete(directory.resolve("pawn-data/server.json"));
            server.answers("{\"items\":[]}");

            shell.run("presence", "alice@example.com");

            assertThat(server.asked().get(0)).contains("Bearer secret-pawn-data-demo");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--data other --json presence alice@example.com",
                    "presence --json alice@example.com --data=other"
                })
        void globalFlagsStandBeforeOrAfterTheCommand(String line) throws IOException {
            keepServer("other");
            server.answers("{\"items\":[{\"requested\":\"alice@example.com\",\"presence\":" + ALICE + "}]}");

            int code = shell.run(line.split(" "));

            assertThat(code).isZero();
            assertThat(server.asked().get(0)).contains("Bearer secret-other");
            assertThat(shell.out())
                    .startsWith("[{\"requested\":\"alice@example.com\",\"presence\":{")
                    .contains(
                            "\"availability\":\"Busy\"",
                            "\"activity\":\"InAMeeting\"",
                            "\"since\":\"2030-03-04T08:30:00Z\"");
        }

        @Test
        void globalFlagsStandBeforeTheSecondWordToo() throws IOException {
            keepServer("other");
            server.answers("{\"items\":[],\"nextCursor\":null}");

            int code = shell.run("--data", "other", "person", "--json", "list");

            assertThat(code).isZero();
            assertThat(shell.out()).isEqualToIgnoringNewLines("[]");
            assertThat(server.asked().get(0)).contains("Bearer secret-other");
        }

        @Test
        void aTerminalGetsAColouredPawnAndNobodyElseDoes() {
            String answer = "{\"items\":[{\"requested\":\"alice@example.com\",\"presence\":" + ALICE + "}]}";
            server.answers(answer).answers(answer);

            shell.run("presence", "alice@example.com");
            assertThat(shell.out()).doesNotContain("\u001b");
            shell.onATerminal().run("presence", "alice@example.com");
            assertThat(shell.out()).contains("\u001b[31m♟\u001b[0m alice@example.com");
        }
    }

    @Nested
    final class GivenSomebodyLooksOn {
        private static final String WATCHERS =
                "{\"items\":[{\"id\":\"1f\",\"viewer\":{\"kind\":\"person\",\"name\":\"bob@example.com\"},"
                        + "\"state\":\"pending\",\"event\":\"subscribe\",\"since\":\"2030-03-04T08:30:00Z\","
                        + "\"surface\":\"sip\",\"handling\":\"confirm\"},"
                        + "{\"id\":\"1g\",\"viewer\":{\"kind\":\"guest\",\"name\":\"fair\\u001b[2J\"},"
                        + "\"state\":\"active\",\"event\":\"subscribe\",\"since\":\"2030-03-04T08:00:00Z\","
                        + "\"surface\":\"feed\",\"handling\":\"politeBlock\"}],\"nextCursor\":null}";
        private static final String LOOKS =
                "{\"items\":[{\"viewer\":{\"kind\":\"application\",\"name\":\"wiki\"},\"kind\":\"presence\","
                        + "\"surface\":\"rest\",\"outcome\":\"shown\",\"first\":\"2030-03-04T08:00:00Z\","
                        + "\"last\":\"2030-03-04T08:41:00Z\",\"count\":12}],\"nextCursor\":null}";

        @Test
        void bothListsAreToldWhomToDecideOnFirst() {
            server.answersWhere("/watchers", WATCHERS).answersWhere("/looks", LOOKS);

            int code = shell.run("watchers", "alice@example.com");

            assertThat(code).isZero();
            assertThat(shell.out().lines())
                    .containsExactly(
                            "WATCHER          STATE    SINCE  BY    SEES",
                            "bob@example.com  pending  08:30  sip   nothing yet",
                            "guest fair[2J    active   08:00  feed  somebody signed out",
                            "",
                            "LAST LOOK  WHO               AT        BY    GOT    TIMES",
                            "08:41      application wiki  presence  rest  shown  12");
        }

        @Test
        void aProgramGetsBothWithTheirCursors() {
            server.answersWhere("/watchers", WATCHERS).answersWhere("/looks", LOOKS.replace("null", "\"c2\""));

            shell.run("watchers", "alice@example.com", "--json");

            assertThat(shell.out())
                    .startsWith("{\"watchers\":{\"items\":[{\"id\":\"1f\",\"viewer\":{\"kind\":\"person\",")
                    .contains("\"state\":\"pending\"", "\"count\":12", "\"nextCursor\":\"c2\"")
                    .hasLineCount(1);
        }

        @Test
        void nobodyIsToldInWords() {
            String none = "{\"items\":[],\"nextCursor\":null}";
            server.answersWhere("/watchers", none).answersWhere("/looks", none);

            shell.run("watchers", "alice@example.com");

            assertThat(shell.out())
                    .contains("Nobody watches alice@example.com now.", "Nobody looked at alice@example.com.");
        }
    }

    @Nested
    final class GivenSomethingToSet {
        @Test
        void aStateGoesOutAsTypedAndTheResultIsTold() {
            server.answers("{\"manual\":{\"availability\":\"DoNotDisturb\",\"since\":\"2030-03-04T09:00:00Z\","
                    + "\"until\":\"2030-03-04T09:10:00Z\"},\"effective\":" + ALICE + ",\"why\":\"a call is running\"}");

            int code = shell.run("set", "alice@example.com", "dnd", "--for", "PT10M", "--note", "Deep work");

            assertThat(code).isZero();
            assertThat(server.asked().get(0))
                    .isEqualTo(
                            "PUT /v1/presence/alice@example.com/manual Bearer secret-pawn-data"
                                    + " {\"availability\":\"DoNotDisturb\",\"note\":{\"text\":\"Deep work\"},\"for\":\"PT10M\"}");
            assertThat(shell.out())
                    .isEqualToIgnoringNewLines("alice@example.com is set to Do not disturb until 09:10,"
                            + " but shows Busy, in a meeting: a call is running");
        }

        @Test
        void untilTakesALocalTime() {
            server.answers("{\"manual\":null,\"effective\":" + ALICE + ",\"why\":\"\"}");

            shell.run("set", "alice@example.com", "Busy", "--until", "08:00");

            assertThat(server.asked().get(0)).contains("\"until\":\"2030-03-05T08:00:00Z\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "set alice@example.com Sleepy|STATE",
                    "set alice@example.com Busy --for tomorrow|--for",
                    "set alice@example.com Busy --for PT0S|--for",
                    "set alice@example.com Busy --until noon|--until",
                    "set alice@example.com Busy --for PT1M --until 17:00|--until",
                    "set alice@example.com|STATE",
                    "presence|ADDRESS",
                    "watchers|ADDRESS",
                    "token create|--scope",
                    "token create --scope everything|--scope",
                    "token create --scope admin --level God|--level",
                    "token create --scope admin --expires never|--expires",
                    "person password alice@example.com|--password-stdin",
                    "person add alice@example.com --password-stdin --password x|--password",
                    "person import missing.csv|FILE.csv",
                    "calendar add alice@example.com missing.ics|FILE_OR_URL",
                    "calendar add alice@example.com https://dav.example.com/ --effect loud|--effect",
                    "calendar add alice@example.com https://dav.example.com/ --user alice|--user",
                    "calendar add alice@example.com https://dav.example.com/ --password x|--user",
                    "calendar add alice@example.com work.ics --user alice|--user",
                    "person|add, list",
                    "send alice@example.com|TEXT"
                })
        void wrongUsageEndsWithTwoAndNamesWhatIsWrong(String lineAndName) {
            String[] parts = lineAndName.split("\\|");

            int code = shell.run(parts[0].split(" "));

            assertThat(code).isEqualTo(2);
            assertThat(shell.err().lines().findFirst().orElseThrow()).contains(parts[1]);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Nested
    final class GivenSecrets {
        @Test
        void aCalendarServersPasswordFromTheInputIsSentAndNeverPrinted() {
            server.answers("{\"id\":\"team\",\"kind\":\"url\",\"hasCredentials\":true,\"effect\":\"ignore\","
                    + "\"coverage\":\"known\",\"leftOut\":[],\"version\":\"v\"}");

            int code = shell.typing("pa55 word\n")
                    .run(
                            "calendar",
                            "add",
                            "alice@example.com",
                            "https://dav.example.com/",
                            "--id",
                            "team",
                            "--effect",
                            "ignore",
                            "--user",
                            "alice",
                            "--password-stdin");

            assertThat(code).isZero();
            assertThat(server.asked().get(0))
                    .contains("\"password\":\"pa55 word\"", "\"user\":\"alice\"", "\"effect\":\"ignore\"");
            assertThat(shell.out() + shell.err()).doesNotContain("pa55");
        }

        @Test
        void aPasswordFromTheInputIsSentAndNeverPrinted() {
            server.answers("{\"address\":\"alice@example.com\",\"name\":\"Alice\"}");

            int code = shell.typing("pa55 word\nrest")
                    .run("person", "add", "alice@example.com", "--password-stdin", "--json");

            assertThat(code).isZero();
            assertThat(server.asked().get(0)).contains("\"password\":\"pa55 word\"");
            assertThat(shell.out() + shell.err()).doesNotContain("pa55");
        }

        @Test
        void aNewTokenStandsAloneOnTheOutput() {
            server.answers(
                    "{\"id\":\"k1\",\"token\":\"pt_abc\",\"expiresAt\":\"2030-04-03T09:00:00Z\",\"scopes\":[\"presence.read\"]}");

            shell.run("token", "create", "--scope", "presence.read,message", "--expires", "P30D");

            assertThat(shell.out()).isEqualToIgnoringNewLines("pt_abc");
            assertThat(shell.err()).contains("token revoke k1");
            assertThat(server.asked().get(0))
                    .contains("{\"scopes\":[\"presence.read\",\"message\"],\"expires\":\"PT720H\",\"name\":\"cli\"}");
        }

        @Test
        void anIdThatLooksLikeAnOptionStandsAfterTwoDashes() {
            server.answers("");

            int code = shell.run("token", "revoke", "--", "-k1");

            assertThat(code).isZero();
            assertThat(server.asked().get(0)).contains("DELETE /v1/admin/tokens/-k1");
        }

        @Test
        void aMessageGoesWithATokenOfItsSender() {
            server.answers("{\"id\":\"k1\",\"token\":\"for-alice\",\"scopes\":[\"message\"]}")
                    .answers(
                            "{\"id\":\"m1\",\"to\":\"bob@example.com\",\"state\":\"waiting\",\"sentAt\":\"2030-03-04T09:00:00Z\"}");

            int code = shell.run("send", "bob@example.com", "Coffee?", "--as", "alice@example.com");

            assertThat(code).isZero();
            assertThat(server.asked().get(0)).contains("\"viewer\":\"alice@example.com\"");
            assertThat(server.asked().get(1)).contains("Bearer for-alice", "\"text\":\"Coffee?\"");
            assertThat(shell.out()).isEqualToIgnoringNewLines("It waits until bob@example.com signs in.");
        }
    }

    @Nested
    final class GivenHoursByWeekday {
        private static final String NIGHTS = "{\"timeZone\":\"Europe/Berlin\",\"days\":{"
                + "\"monday\":{\"start\":\"20:00\",\"end\":\"07:00\"},\"tuesday\":{\"start\":\"20:00\",\"end\":\"07:00\"},"
                + "\"saturday\":{\"start\":\"00:00\",\"end\":\"00:00\"}},\"quietUntil\":\"2030-03-04T09:30:00Z\"}";

        @Test
        void quietHoursAreShownWithTheirEnd() {
            server.answers(NIGHTS).answers("{\"deliverToPhones\":true}");

            int code = shell.run("quiet", "alice@example.com");

            assertThat(code).isZero();
            assertThat(shell.out())
                    .isEqualToIgnoringNewLines("alice@example.com is quiet Mon-Tue 20:00-07:00, Sat 00:00-24:00"
                            + " (Europe/Berlin), now until 09:30. Phones get messages all the same.");
        }

        @Test
        void theyAreJsonInTheWordsOfTheWire() {
            server.answers(NIGHTS).answers("{\"deliverToPhones\":false}");

            int code = shell.run("quiet", "alice@example.com", "--json");

            assertThat(code).isZero();
            assertThat(shell.out())
                    .isEqualToIgnoringNewLines("{\"days\":{\"monday\":{\"start\":\"20:00\",\"end\":\"07:00\"},"
                            + "\"tuesday\":{\"start\":\"20:00\",\"end\":\"07:00\"},"
                            + "\"saturday\":{\"start\":\"00:00\",\"end\":\"00:00\"}},"
                            + "\"timeZone\":\"Europe/Berlin\",\"quietUntil\":\"2030-03-04T09:30:00Z\","
                            + "\"deliverToPhones\":false}");
        }

        @Test
        void theNarrowerFlagGoesBeforeTheWider() {
            server.answers(NIGHTS).answers("{\"deliverToPhones\":false}");

            int code = shell.run(
                    "quiet",
                    "alice@example.com",
                    "--on",
                    "fri=18:00-24:00",
                    "--weekdays",
                    "20:00-07:00",
                    "--daily=00:00-24:00",
                    "--phones",
                    "wait");

            assertThat(code).as(shell.err()).isZero();
            assertThat(server.asked().get(0))
                    .startsWith("PUT")
                    .contains(
                            "\"monday\":{\"start\":\"20:00\",\"end\":\"07:00\"}",
                            "\"friday\":{\"start\":\"18:00\",\"end\":\"00:00\"}",
                            "\"sunday\":{\"start\":\"00:00\",\"end\":\"00:00\"}");
            assertThat(server.asked().get(1)).contains("{\"deliverToPhones\":false}");
        }

        @Test
        void workingHoursAreForgotten() {
            server.answers("").answers("{\"timeZone\":\"Europe/Berlin\",\"days\":{}}");

            int code = shell.run("hours", "alice@example.com", "--none");

            assertThat(code).isZero();
            assertThat(server.asked().get(0)).startsWith("DELETE");
            assertThat(shell.out()).isEqualToIgnoringNewLines("It is not known when alice@example.com works.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "quiet alice@example.com --daily 22",
                    "quiet alice@example.com --daily 22:00-07:00-08:00",
                    "quiet alice@example.com --daily 25:00-07:00",
                    "quiet alice@example.com --on someday=22:00-07:00",
                    "quiet alice@example.com --on t=22:00-07:00",
                    "quiet alice@example.com --daily 22:00-07:00 --none",
                    "quiet alice@example.com --phones never",
                    "hours alice@example.com --weekend 9-17"
                })
        void whatAreNoHoursIsNamedAndNothingIsSent(String line) {
            int code = shell.run(line.split(" "));

            assertThat(code).isEqualTo(2);
            assertThat(shell.err()).containsPattern("--(daily|on|none|phones|weekend)");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Nested
    final class GivenPeopleInAFile {
        @Test
        void theyAreAddedAndWhatWasRefusedIsNamedByItsLine() throws IOException {
            Files.writeString(
                    directory.resolve("people.csv"),
                    "\uFEFFaddress,Name,timezone,password,skills\r\n"
                            + "alice@example.com,\"Sample, \"\"Al\"\"\",Europe/Berlin,pa55,French; Routers\r\n"
                            + "\r\n"
                            + "bob@example.com,Bob,,,\r\n"
                            + "carol@example.com,Carol,Mars,,\r\n");
            server.answersWhere("alice@", "{\"address\":\"alice@example.com\"}")
                    .refusesWhere("bob@", 409, "conflict", "There already.")
                    .refusesWhere("carol@", 400, "invalid-request", "Mars is no time zone.");

            int code = shell.run("person", "import", "people.csv");

            assertThat(code).isEqualTo(1);
            assertThat(shell.out()).isEqualToIgnoringNewLines("1 added, 1 already there, 1 refused.");
            assertThat(shell.err()).isEqualToIgnoringNewLines("line 5: carol@example.com: Mars is no time zone.");
            assertThat(server.asked())
                    .anySatisfy(alice -> assertThat(alice)
                            .contains(
                                    "\"name\":\"Sample, \\\"Al\\\"\"",
                                    "\"timeZone\":\"Europe/Berlin\"",
                                    "\"skills\":[\"French\",\"Routers\"]",
                                    "\"password\":\"pa55\""));
            assertThat(server.asked())
                    .anySatisfy(
                            bob -> assertThat(bob).contains("\"name\":\"Bob\"").doesNotContain("timeZone"));
        }

        @Test
        void thoseWhoCannotBeSentAtAllEndTheImport() throws IOException {
            Files.writeString(directory.resolve("people.csv"), "address\nalice@example.com\nbob@example.com\n");
            server.refusesWhere("alice@", 401, "unauthenticated", "No.").answersWhere("bob@", "{}");

            int code = shell.run("person", "import", "people.csv");

            assertThat(code).isEqualTo(1);
            assertThat(shell.err()).contains("admin-token");
            assertThat(shell.out()).isEmpty();
        }

        @Test
        void anUnknownColumnIsNamedAndNobodyIsAdded() throws IOException {
            Files.writeString(directory.resolve("people.csv"), "address,shoe\nalice@example.com,42\n");

            int code = shell.run("person", "import", "people.csv");

            assertThat(code).isEqualTo(2);
            assertThat(shell.err()).contains("\"shoe\"");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Nested
    final class GivenTroubleOnTheWay {
        @Test
        void nobodyAnsweringSaysHowToStartOne() {
            server.close();

            int code = shell.run("status");

            assertThat(code).isEqualTo(1);
            assertThat(shell.err()).contains("No server answers at " + server.url(), "./pawn serve");
        }

        @Test
        void noDirectorySaysHowToStartOne() throws IOException {
            Files.delete(directory.resolve("pawn-data/server.json"));

            int code = shell.run("status");

            assertThat(code).isEqualTo(1);
            assertThat(shell.err()).contains("./pawn serve", "--data", "--server");
        }

        @Test
        void aRemoteServerNeedsATokenFromTheEnvironment() {
            assertThat(shell.run("--server", server.url(), "status")).isEqualTo(2);
            assertThat(shell.err()).contains("PAWN_TOKEN");

            server.answers("{\"status\":\"ready\"}")
                    .answers("{\"kind\":\"application\",\"name\":\"ops\",\"scopes\":[]}");
            int code = shell.with("PAWN_TOKEN", "remote").run("--server", server.url(), "status");

            assertThat(code).isZero();
            assertThat(server.asked().get(1)).contains("Bearer remote");
        }

        @Test
        void aRefusedTokenIsNamedByItsOriginAndNeverShown() {
            server.refuses(401, "unauthenticated", "No.");

            int code = shell.run("person", "list");

            assertThat(code).isEqualTo(1);
            assertThat(shell.err()).contains("admin-token").doesNotContain("secret-pawn-data");
        }

        @Test
        void whatIsNotBuiltFailsWhateverItIsGiven() {
            int code = shell.run("--json", "backup", "file.zip", "--with-secrets");

            assertThat(code).isEqualTo(1);
            assertThat(shell.err()).isEqualToIgnoringNewLines("pawn: backup is not supported yet.");
        }
    }
}
