package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.samples.portal.Portal;
import org.pawn.samples.portal.PortalConfig;
import org.pawn.server.main.Administrator;
import org.pawn.server.main.ServerProcess;

/** The portal's page of the team's week, before the real server, in the week of 4 March 2030. */
@Tag("browser")
@ExtendWith(Chromium.class)
final class WeekBrowserTest {
    private static final String PASSWORD = "a good one";
    private static final String HARM = "<img src=x onerror=alert(1)>";

    @TempDir
    static Path data;

    private static ServerProcess server;
    private static Portal portal;

    private BrowserContext window;

    @BeforeAll
    static void open() throws IOException {
        server = ServerProcess.start(data.resolve("pawn"));
        Administrator pawn = new Administrator(server.http(), server.adminToken());
        pawn.person("alice@example.com", "Alice Example", "Head of Research", "Europe/Berlin");
        pawn.person("bob@example.com", "Bob Example", "Supervisor, Service Desk", "Europe/London");
        pawn.person("carol@example.com", "Carol Example", "Network Engineer", "America/New_York");
        pawn.person("user4@example.com", "User 4", "Data Scientist", "Europe/Berlin");
        pawn.person("user5@example.com", HARM, "Tester", "Europe/Berlin");
        for (String person : List.of("alice", "bob", "carol", "user4")) {
            pawn.officeHours(person + "@example.com");
        }
        pawn.calendar("alice@example.com", alicesEvents());
        pawn.calendar("bob@example.com", bobsEvents());
        pawn.calendar("carol@example.com", event("c1", "America/New_York", "20300305T100000", "PT2H"));
        pawn.desk("alice@example.com", "{\"availability\":\"Available\",\"expires\":\"PT10M\"}");
        pawn.desk("carol@example.com", "{\"availability\":\"Busy\",\"expires\":\"PT10M\"}");
        pawn.group(
                "research",
                "Research",
                List.of(
                        "alice@example.com",
                        "bob@example.com",
                        "carol@example.com",
                        "user4@example.com",
                        "user5@example.com"));
        portal = Portal.start(
                new PortalConfig(
                        new InetSocketAddress("127.0.0.1", 0),
                        server.http(),
                        "research",
                        pawn.portalToken(),
                        Map.of("bob@example.com", PASSWORD, "carol@example.com", PASSWORD)),
                Clock.systemUTC());
    }

    private static String[] alicesEvents() {
        return new String[] {
            event(
                    "a1",
                    "Europe/Berlin",
                    "20300304T090000",
                    "PT1H",
                    "RRULE:FREQ=DAILY;COUNT=5",
                    "SUMMARY:Secret merger"),
            event("a2", "Europe/Berlin", "20300304T133000", "PT1H30M"),
            event("a3", "Europe/Berlin", "20300305T150000", "PT1H", "STATUS:TENTATIVE"),
            event("a4", "Europe/Berlin", "20300307T120000", "PT5H", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
            event("a5", "Europe/Berlin", "20300306T101500", "PT2H15M"),
        };
    }

    private static String[] bobsEvents() {
        return new String[] {
            event("b1", "Europe/London", "20300304T100000", "PT2H"),
            event("b2", "Europe/London", "20300306T090000", "PT30M", "RRULE:FREQ=DAILY;COUNT=3"),
            event("b3", "Europe/London", "20300308T130000", "PT3H", "STATUS:TENTATIVE"),
        };
    }

    private static String event(String uid, String zone, String start, String length, String... more) {
        return String.join(
                "\r\n",
                "BEGIN:VEVENT",
                "UID:" + uid,
                "DTSTAMP:20300101T000000Z",
                "DTSTART;TZID=" + zone + ":" + start,
                "DURATION:" + length,
                more.length == 0 ? "SUMMARY:Secret merger" : String.join("\r\n", more),
                "END:VEVENT");
    }

    @AfterAll
    static void shut() {
        if (portal != null) {
            portal.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void leave() {
        window.close();
    }

    private PawnPage week(Browser browser, String zone, String viewer) {
        window = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1500, 900)
                .setLocale("en-GB")
                .setTimezoneId(zone)
                .setAcceptDownloads(true));
        PawnPage page = PawnPage.ofPortal(window, portal.url(), viewer, PASSWORD);
        assertThat(page.tab.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Research");
        page.tab.navigate(portal.url() + "/week/?week=2030-03-04");
        assertThat(page.tab.locator("#week tbody tr")).hasCount(5);
        return page;
    }

    /** What the cell of that person at that hour says, by the clock that the page shows. */
    private static Locator cell(PawnPage page, String person, String dayAndHour) {
        return page.tab.locator("#week td[data-words^='" + person + ", " + dayAndHour + ":']");
    }

    private static void choose(PawnPage page, String zone) {
        page.tab.getByLabel("Time zone").selectOption(zone);
        assertThat(page.tab.locator("#week caption")).containsText(zone);
    }

    @Test
    void whoLooksFromNewYorkSeesABerlinMorningBeforeTheirOwn(Browser browser) {
        PawnPage page = week(browser, "America/New_York", "carol@example.com");

        assertThat(cell(page, "Alice Example", "Monday 4 March, 03:00")).hasText("busy 03:00 to 04:00");
        assertThat(cell(page, "Alice Example", "Monday 4 March, 07:00")).hasText("busy 07:30 to 09:00");
        assertThat(cell(page, "Alice Example", "Monday 4 March, 09:00")).hasText("free");
        assertThat(cell(page, "Alice Example", "Tuesday 5 March, 09:00")).hasText("tentative 09:00 to 10:00");
        assertThat(cell(page, "Alice Example", "Monday 4 March, 11:00"))
                .hasClass(Pattern.compile("(^| )off( |$)")); // her day is over
        assertThat(cell(page, "Carol Example", "Tuesday 5 March, 10:00")).hasText("busy 10:00 to 12:00");

        choose(page, "Europe/Berlin");

        assertThat(cell(page, "Alice Example", "Monday 4 March, 09:00")).hasText("busy 09:00 to 10:00");
        assertThat(cell(page, "Carol Example", "Tuesday 5 March, 16:00")).hasText("busy 16:00 to 18:00");
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void theTableReadsByItselfAndGivesNothingAway(Browser browser) {
        PawnPage page = week(browser, "Europe/Berlin", "bob@example.com");

        assertThat(page.tab.getByRole(AriaRole.GRID)).isVisible();
        assertThat(page.tab.locator("#week caption")).containsText("Monday 4 March to Sunday 10 March");
        assertThat(page.tab.locator("#week thead th[scope=colgroup]")).hasCount(7);
        assertThat(page.tab.locator("#week tbody th[scope=row]")).hasCount(5);
        assertThat(page.tab.locator("#week tbody th").nth(3)).containsText("no calendar");
        assertThat(cell(page, "User 4", "Monday 4 March, 09:00")).hasText("not known from 00:00");
        assertThat(cell(page, "User 4", "Tuesday 5 March, 09:00")).hasText("not known all day");
        assertThat(page.pawnThat("^Alice Example: Available")).isVisible();
        assertThat(page.tab.locator("body")).not().containsText("Secret merger");
        assertThat(page.tab.locator("#week tbody th").nth(4)).containsText(HARM);
        assertThat(page.tab.locator("img")).hasCount(0);
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void theKeyboardAloneReachesEveryHour(Browser browser) {
        PawnPage page = week(browser, "Europe/Berlin", "bob@example.com");
        page.tab.locator("#week td[tabindex='0']").focus();
        String[] firstHour = page.tab.locator("#detail").innerText().split(":");
        assertThat(firstHour[0]).startsWith("Alice Example, Monday 4 March");

        page.tab.keyboard().press("ArrowDown");
        assertThat(page.tab.locator("#detail")).containsText("Bob Example, Monday 4 March");
        page.tab.keyboard().press("PageDown");
        assertThat(page.tab.locator("#detail")).containsText("Bob Example, Tuesday 5 March");
        page.tab.keyboard().press("ArrowRight");
        page.tab.keyboard().press("ArrowUp");
        assertThat(page.tab.locator("#detail")).containsText("Alice Example, Tuesday 5 March, 08:00");
        page.tab.keyboard().press("End");
        assertThat(page.tab.locator("#detail")).containsText("Sunday 10 March");
        page.tab.keyboard().press("Home");
        assertThat(page.tab.locator("#detail")).containsText("Monday 4 March");
        page.tab.keyboard().press("ArrowUp"); // there is nobody above: nothing moves
        assertThat(page.tab.locator("#detail")).containsText("Alice Example, Monday 4 March");
        assertThat(page.tab.locator("#week td[tabindex='0']")).hasCount(1);
    }

    @Test
    void timesAreSuggestedForWhoeverIsTickedAndTheUnknownAreNamed(Browser browser) {
        PawnPage page = week(browser, "Europe/Berlin", "bob@example.com");
        page.tab.getByLabel("Alice Example shall come to the meeting").check();
        page.tab.getByLabel("User 4 shall come to the meeting").check();
        assertThat(page.tab.locator("#ticked")).hasText("Alice Example, Bob Example, User 4");

        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Suggest times"))
                .click();

        Locator first = page.tab.locator("#suggestions button").first();
        assertThat(first).containsText("Monday 4 March, 10:00 to 10:30");
        assertThat(first).containsText("2 of 3 required people are free, of 1 nothing is known.");
        assertThat(page.tab.locator("#suggestions")).containsText("User 4 counts as free nowhere: no calendar.");
        first.click();
        assertThat(page.tab.locator("#week td.picked")).hasCount(5);
        assertThat(cell(page, "Alice Example", "Monday 4 March, 10:00")).hasClass(Pattern.compile("picked"));
    }

    @Test
    void anotherWeekIsOneStepAway(Browser browser) {
        PawnPage page = week(browser, "Europe/Berlin", "bob@example.com");

        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("The week after"))
                .click();

        assertThat(page.tab.locator("#week caption")).containsText("Monday 11 March");
        assertThat(cell(page, "Alice Example", "Monday 11 March, 09:00")).hasText("free");
    }

    @Test
    void thePictureIsTheSameWeek(Browser browser) throws IOException {
        PawnPage page = week(browser, "America/New_York", "carol@example.com");

        Download picture = page.tab.waitForDownload(() -> page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save as picture"))
                .click());

        Path file = data.resolve("week.svg");
        picture.saveAs(file);
        assertThat(Files.readString(file))
                .contains("by the clock of America/New_York")
                .contains("Alice Example: busy Monday 4 March 03:00 to 04:00")
                .doesNotContain("Secret merger");
    }

    @Test
    void whoIsNotSignedInIsSentToTheDoor(Browser browser) {
        window = Chromium.window(browser);

        PawnPage page = new PawnPage(window, portal.url() + "/week/");

        assertThat(page.tab.getByLabel("Password")).isVisible();
    }

    @Test
    void itLooksRightInLightAndDarkAndWithoutColour(Browser browser) {
        PawnPage page = week(browser, "Europe/Berlin", "bob@example.com");
        page.pawnThat("^Alice Example: Available").waitFor();
        cell(page, "Alice Example", "Wednesday 6 March, 10:00").focus();

        for (String look : List.of("light", "dark")) {
            page.tab.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(com.microsoft.playwright.options.ColorScheme.valueOf(
                            look.toUpperCase(java.util.Locale.ROOT))));
            page.tab.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "week-" + look + ".png")));
        }

        assertThat(page.complaints).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "pawn.screenshots", matches = ".+")
    void thePictureOfTheReadmeIsTaken(Browser browser) {
        PawnPage page = week(browser, "Europe/Berlin", "bob@example.com");
        page.tab.locator("#week tbody tr").last().evaluate("row => row.remove()");
        page.tab.getByLabel("Alice Example shall come to the meeting").check();
        page.tab.getByLabel("Carol Example shall come to the meeting").check();
        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Suggest times"))
                .click();
        page.tab.locator("#suggestions button").first().waitFor();
        page.pawnThat("^Alice Example: Available").waitFor();

        page.tab.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("pawn.screenshots"), "week.png"))
                .setClip(0, 0, 1500, 800));
    }
}
