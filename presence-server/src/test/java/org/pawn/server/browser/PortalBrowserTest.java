package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.Administrator;

/** The sample portal on its own port, before the real server: what somebody signed in there sees happen. */
@Tag("browser")
@ExtendWith(Chromium.class)
final class PortalBrowserTest {
    private static final String HARM = "<img src=x onerror=alert(1)>";

    @TempDir
    static Path data;

    private static PortalHouse house;
    private static Administrator pawn;

    private BrowserContext window;

    @BeforeAll
    static void open() throws IOException {
        house = PortalHouse.open(data);
        pawn = house.pawn;
        pawn.person("user7@example.com", HARM, "Tester", "Europe/Berlin");
    }

    @AfterAll
    static void shut() {
        if (house != null) {
            house.close();
        }
    }

    @BeforeEach
    void look(Browser browser) {
        window = Chromium.window(browser);
    }

    @AfterEach
    void leave() {
        window.close();
    }

    @Test
    void aStateSetByHandShowsWithinTwoSeconds() {
        PawnPage page = signedIn();
        page.shows("User 4: Available");
        String before = page.markOf(page.pawn("User 4: Available"));

        pawn.set("user4@example.com", "{\"availability\":\"Busy\",\"for\":\"PT10M\"}");

        page.shows("User 4: Busy");
        assertThat(page.markOf(page.pawn("User 4: Busy"))).isNotEqualTo(before);
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void aMeetingThatStartsShowsAsItStarts() {
        PawnPage page = signedIn();
        page.shows("Alice Example: Available");
        Instant start = Instant.now().plusSeconds(4);
        Instant end = start.plusSeconds(1800);

        pawn.meeting("alice@example.com", start, end);

        String until = DateTimeFormatter.ofPattern("H:mm")
                .withZone(ZoneId.of("Europe/Berlin"))
                .format(end);
        Locator busy = page.pawnThat("^Alice Example: Busy, in a meeting until (\\w+ )?0?" + until + "$");
        assertThat(busy).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(8000));
        assertThat(Instant.now()).isBetween(start.minusSeconds(1), start.plusSeconds(3));
    }

    @Test
    void theWikiShowsPawnsAtItsAddressesAndAtThoseThatComeLater() {
        signedIn().tab.close();
        PawnPage wiki = new PawnPage(window, house.url() + "/wiki/");
        wiki.shows("Carol Example: Available");
        assertThat(wiki.tab.locator("presence-pawn")).hasCount(7);

        wiki.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Load comments"))
                .click();

        assertThat(wiki.tab.locator("#comments presence-pawn")).hasCount(2);
        assertThat(wiki.tab
                        .locator("#comments")
                        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Carol Example: Available")))
                .isVisible();
        assertThat(wiki.tab.locator("[data-pawn=off] presence-pawn")).hasCount(0);
        assertThat(wiki.complaints).isEmpty();
    }

    @Test
    void aFeedThatIsCutShowsStaleThenRight() {
        PawnPage page = signedIn();
        page.shows("User 6: Available");

        house.cable.cut();
        page.shows("User 6: Available, may be outdated");
        pawn.set("user6@example.com", "{\"availability\":\"BeRightBack\",\"for\":\"PT10M\"}");
        house.cable.mend();

        page.showsWithin(20000, "User 6: Be right back");
    }

    @Test
    void theKeyboardAloneSignsInLooksAtACardAndWrites() {
        PawnPage page = new PawnPage(window, house.url());
        assertThat(page.tab.getByLabel("Address")).isFocused();
        page.tab.keyboard().type("bob@example.com");
        page.tab.keyboard().press("Tab");
        page.tab.keyboard().type(PortalHouse.PASSWORD);
        page.tab.keyboard().press("Enter");
        page.showsWithin(10000, "Carol Example: Available");

        page.pawn("Carol Example: Available").focus();
        page.tab.keyboard().press("Enter");
        Locator message =
                page.card("Carol Example").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Message"));
        assertThat(message).isVisible();
        message.focus();
        page.tab.keyboard().press("Enter");
        assertThat(page.tab.getByPlaceholder("Write a message")).isFocused();
        page.tab.keyboard().type("Coffee?");
        page.tab.keyboard().press("Tab");
        page.tab.keyboard().press("Tab");
        page.tab.keyboard().press("Enter");

        assertThat(page.tab.locator("#write-answer")).hasText("Kept until they are back.");
        page.tab.keyboard().press("Escape");
        assertThat(page.tab.locator("#write")).isHidden();
    }

    @Test
    void theCardTellsNameTitleStateNoteZoneAndWays() {
        pawn.note("carol@example.com", "Second floor today");
        PawnPage page = signedIn();

        page.pawn("Carol Example: Available").hover();

        Locator card = page.card("Carol Example");
        assertThat(card).containsText("Network Engineer");
        assertThat(card).containsText("Available");
        assertThat(card).containsText("Second floor today");
        assertThat(card).containsText("local time");
        assertThat(card.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Mail")))
                .hasAttribute("href", "mailto:carol@example.com");
    }

    @Test
    void aNameAndANoteThatMeanHarmAreText() {
        pawn.note("user7@example.com", HARM);
        pawn.desk("user7@example.com", PortalHouse.AT_THE_DESK);
        PawnPage page = signedIn();

        page.tab.evaluate(
                "() => { const pawn = document.createElement('presence-pawn');"
                        + " pawn.setAttribute('address', 'user7@example.com'); document.querySelector('main').prepend(pawn); }");
        page.pawn("user7@example.com: Available").click();

        assertThat(page.card(HARM).locator("[part=name]")).hasText(HARM);
        assertThat(page.card(HARM).locator("[part=note]")).hasText(HARM);
        assertThat(page.tab.locator("img")).hasCount(0);
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void thePageHasItsLandmarksAndNamesForEverything() {
        PawnPage page = signedIn();
        page.shows("Carol Example: Available");

        assertThat(page.tab.getByRole(AriaRole.BANNER)).isVisible();
        assertThat(page.tab.getByRole(AriaRole.MAIN)).isVisible();
        assertThat(page.tab.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Portal")))
                .isVisible();
        assertThat(page.tab.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Research");
        assertThat(page.tab.locator("html")).hasAttribute("lang", "en");
        Object nameless = page.tab.evaluate("""
                () => { const found = []; const walk = (root) => root.querySelectorAll('*').forEach((each) => {
                    if (each.shadowRoot) walk(each.shadowRoot);
                    if (each.matches('button, a[href], input:not([type=hidden]), textarea') && each.checkVisibility()
                        && !(each.getAttribute('aria-label') || each.textContent.trim() || each.labels?.length)) {
                      found.push(each.outerHTML);
                    }
                  }); walk(document); return found; }""");
        assertThat(nameless).isEqualTo(List.of());
    }

    @Test
    void aDocumentShowsItsPeopleUnderlinedWithTheirPawnsAndFourActions() {
        PawnPage page = exampleDocument(signedIn());

        Locator alice = page.tab
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Alice Example").setExact(true))
                .first();
        assertThat(alice).isVisible();
        assertThat(alice).hasCSS("text-decoration-style", "dotted");
        assertThat(alice).hasCSS("text-decoration-color", "rgb(198, 40, 40)");
        assertThat(page.pawn("Carol Example: Available").first()).isVisible();

        alice.focus();
        page.tab.keyboard().press("Enter");

        assertThat(page.tab.locator("[role=menu]:visible [role=menuitem]")).hasText(new Pattern[] {
            Pattern.compile("mail", Pattern.CASE_INSENSITIVE),
            Pattern.compile("schedule|meet", Pattern.CASE_INSENSITIVE),
            Pattern.compile("message", Pattern.CASE_INSENSITIVE),
            Pattern.compile("title|Head of Research", Pattern.CASE_INSENSITIVE)
        });
        assertThat(page.complaints).isEmpty();
    }

    private PawnPage exampleDocument(PawnPage page) {
        page.tab.navigate(house.url() + "/document/");
        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show the example"))
                .click();
        page.tab.waitForURL(Pattern.compile(".*/documents?/.+"));
        return page;
    }

    @Test
    @EnabledIfSystemProperty(named = "pawn.screenshots", matches = ".+")
    void thePicturesOfTheReadmeAreTaken(Browser browser) {
        window.close();
        window = Chromium.inTheMorning(browser);
        Path pictures = Path.of(System.getProperty("pawn.screenshots"));
        pawn.note("carol@example.com", "Second floor today");
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        pawn.meeting("alice@example.com", hour, hour.plus(2, ChronoUnit.HOURS));
        pawn.meeting("carol@example.com", hour.plus(4, ChronoUnit.HOURS), hour.plus(5, ChronoUnit.HOURS));
        pawn.set("user4@example.com", "{\"availability\":\"DoNotDisturb\",\"for\":\"PT10M\"}");
        pawn.set("user6@example.com", "{\"availability\":\"BeRightBack\",\"for\":\"PT10M\"}");
        PawnPage page = signedIn();
        page.shows("User 6: Be right back");
        take(page, pictures.resolve("portal.png"), 600);

        page.pawn("Carol Example: Available").hover();
        assertThat(page.card("Carol Example")).containsText("Second floor today");
        take(page, pictures.resolve("card.png"), 800);

        PawnPage wiki = new PawnPage(window, house.url() + "/wiki/");
        wiki.shows("Carol Example: Available");
        take(wiki, pictures.resolve("wiki.png"), 800);
        PawnPage document = exampleDocument(page);
        document.shows("Carol Example: Available");
        document.tab
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Bob Example").setExact(true))
                .nth(1)
                .click();
        take(document, pictures.resolve("document.png"), 800);
        pawn.clear("user4@example.com");
        pawn.clear("user6@example.com");
    }

    private static void take(PawnPage page, Path picture, int height) {
        page.tab.screenshot(new Page.ScreenshotOptions().setPath(picture).setClip(0, 0, 1280, height));
    }

    private PawnPage signedIn() {
        PawnPage page = PawnPage.ofPortal(window, house.url(), "bob@example.com", PortalHouse.PASSWORD);
        assertThat(page.tab.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Research");
        return page;
    }
}
