package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

/** Bob before his own card in the portal, and the real server: what he is told, and what others then see. */
@Tag("browser")
@ExtendWith(Chromium.class)
final class OwnCardInPortalTest {
    private static final String BOB = "bob@example.com";

    @TempDir
    static Path data;

    private static PortalHouse house;

    private BrowserContext window;
    private PawnPage page;

    @BeforeAll
    static void open() throws IOException {
        house = PortalHouse.open(data);
        house.pawn.works(BOB, "00:00", "23:59");
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
        house.pawn.clear(BOB);
        house.pawn.privacy(BOB, "[]");
    }

    private Locator ownCard() {
        page = PawnPage.ofPortal(window, house.url(), BOB, PortalHouse.PASSWORD);
        page.tab.locator("#my-pawn").getByRole(AriaRole.BUTTON).click();
        Locator card = page.card("Bob Example");
        assertThat(card.locator("[part=why]")).not().isEmpty();
        return card;
    }

    @Test
    void whatBobSetsShowsToOthersAndTheCardSaysWhy() {
        Locator card = ownCard();
        assertThat(card.locator("[part=why]")).hasText("Shows Available because an application says Available.");

        card.getByText("Do not disturb", new Locator.GetByTextOptions().setExact(true))
                .click();
        card.getByLabel("How long").selectOption("PT1H");
        card.getByLabel("Note").fill("Thinking");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Set"))
                .click();

        Pattern because = Pattern.compile("Shows Do not disturb because it was set by hand until .*\\d\\d:\\d\\d\\.");
        assertThat(card.getByRole(AriaRole.STATUS).first()).hasText(because);
        assertThat(card.locator("[part=why]")).hasText(because);
        assertThat(card.locator("[part=state]").first()).hasText("Do not disturb");
        assertThat(card.locator("[part=note]").first()).hasText("Thinking");
        assertThat(page.pawn("Bob Example: Do not disturb")).hasCount(2);

        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Clear"))
                .click();

        assertThat(card.locator("[part=state]").first()).hasText("Available");
        assertThat(card.locator("[part=note]")).hasCount(0);
        assertThat(card.getByRole(AriaRole.STATUS).first())
                .hasText("Shows Available because an application says Available.");
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void whoAppearsOfflineReadsTheTruthAndSeesWhatOthersSee() {
        Locator card = ownCard();

        card.getByText("Appear offline").click();
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Set"))
                .click();

        assertThat(card.locator("[part=lines]")).containsText("Others see you as Offline since ");
        assertThat(card.locator("[part=state]").first()).hasText("Available");
        assertThat(card.locator("[part=why]")).containsText("others see Offline, as set by hand");
        assertThat(seenBy(card, "carol@example.com")).hasText(Pattern.compile("^Offline"));
        assertThat(seenBy(card, BOB)).hasText("Available");
    }

    @Test
    void aWorkingDayThatRunsMayBeTheEnd() {
        Locator card = ownCard();
        card.getByText("Away", new Locator.GetByTextOptions().setExact(true)).click();

        card.getByLabel("How long")
                .selectOption(new com.microsoft.playwright.options.SelectOption()
                        .setLabel(card.getByLabel("How long")
                                .locator("option", new Locator.LocatorOptions().setHasText("work ends"))
                                .textContent()));
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Set"))
                .click();

        assertThat(card.locator("[part=why]"))
                .hasText(Pattern.compile("Shows Away because it was set by hand until .*23:59\\."));
    }

    @Test
    void aRuleAndALevelDecideWhatAViewerSees() {
        house.pawn.note(BOB, "Third floor");
        house.pawn.privacy(
                BOB,
                "[{\"who\":{\"person\":\"carol@example.com\"},\"handling\":\"politeBlock\"},"
                        + "{\"who\":{\"person\":\"user5@example.com\"},\"handling\":\"block\"}]");
        Locator card = ownCard();

        assertThat(seenBy(card, "alice@example.com")).hasText("Available");
        assertThat(card.locator("[part=seen] [part=note]")).hasText("Third floor");
        assertThat(seenBy(card, "carol@example.com")).hasText("Offline");
        assertThat(card.locator("[part=seen] [part=note]")).hasCount(0);
        assertThat(seenBy(card, "External")).hasText("Available");
        assertThat(card.locator("[part=seen] [part=note]")).hasCount(0);
        seenBy(card, "user5@example.com");
        assertThat(card.locator("[part=seen]")).hasText("user5@example.com: nothing of you");
    }

    @Test
    void colleaguesAreSuggestedByName() {
        Locator card = ownCard();

        card.getByLabel("What does … see?").pressSequentially("Caro");

        assertThat(card.locator("datalist option[value='carol@example.com']")).hasText("Carol Example");
    }

    @Test
    void aPageThatMayOnlyLookHasNothingToSet() {
        ownCard();
        page.tab.navigate(house.url() + "/wiki/");

        page.pawnThat("^Bob Example: ").first().click();

        Locator card = page.card("Bob Example");
        assertThat(card.locator("[part=why]")).hasText("Shows Available because an application says Available.");
        assertThat(card.getByRole(AriaRole.RADIO)).hasCount(0);
        assertThat(page.complaints).isEmpty();
    }

    private static Locator seenBy(Locator card, String viewer) {
        card.getByLabel("What does … see?").fill(viewer);
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Look"))
                .click();
        assertThat(card.locator("[part=seen]")).containsText(viewer + ": ");
        return card.locator("[part=seen] [part=state]");
    }

    @Test
    @EnabledIfSystemProperty(named = "pawn.screenshots", matches = ".+")
    void thePictureOfTheReadmeIsTaken(Browser browser) {
        window.close();
        window = Chromium.inTheMorning(browser);
        Path pictures = Path.of(System.getProperty("pawn.screenshots"));
        house.pawn.timeZone(BOB, Chromium.morningZone());
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        house.pawn.meeting(BOB, hour, hour.plus(1, ChronoUnit.HOURS));
        Locator card = ownCard();
        assertThat(card.locator("[part=why]")).containsText("because an event in the calendar counts until");
        card.getByText("What would change it").click();
        assertThat(seenBy(card, "External")).isVisible();

        page.tab.screenshot(new Page.ScreenshotOptions()
                .setPath(pictures.resolve("explain.png"))
                .setClip(0, 0, 1280, 800));
        assertThat(page.complaints).isEmpty();
    }
}
