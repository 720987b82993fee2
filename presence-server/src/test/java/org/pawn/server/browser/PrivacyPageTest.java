package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/** "Who may see me" in the portal: Bob's own rules at the real server. */
@Tag("browser")
@ExtendWith(Chromium.class)
final class PrivacyPageTest {
    private static final String BOB = "bob@example.com";
    private static final String RULES = "/v1/people/bob@example.com/privacy";
    private static final String HARM = "<img src=x onerror=alert(1)>";

    @TempDir
    static Path data;

    private static PortalHouse house;

    private BrowserContext window;
    private PawnPage page;

    @BeforeAll
    static void open() throws IOException {
        house = PortalHouse.open(data);
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
        page = PawnPage.ofPortal(window, house.url(), BOB, PortalHouse.PASSWORD);
        assertThat(page.tab.locator("#department")).isVisible();
    }

    @AfterEach
    void leave() {
        window.close();
        house.pawn.privacy(BOB, "[]");
    }

    private void visit() {
        page.tab
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Who may see me"))
                .click();
        assertThat(page.tab.locator("#rules li").first()).isVisible();
    }

    private Locator rules() {
        return page.tab.locator("#rules .rule");
    }

    private Locator said() {
        return page.tab.locator("#said");
    }

    @Test
    void aRuleIsMadeByKeyboardAloneAndHoldsAtOnce() {
        visit();
        assertThat(page.tab.getByText("You made no rules yet.")).isVisible();

        page.tab.locator("#kind").focus();
        page.tab.keyboard().press("Tab");
        page.tab.keyboard().type("carol@example.com");
        page.tab.keyboard().press("Tab");
        page.tab.keyboard().type("see me off");
        page.tab.keyboard().press("Tab");
        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add"))
                .focus();
        page.tab.keyboard().press("Enter");

        assertThat(said()).hasText("Carol Example: see me offline, always.");
        assertThat(rules()).hasCount(1);
        assertThat(page.pawnThat("^Carol Example: ")).isVisible();
        assertThat(house.pawn.get(RULES)).contains("\"person\":\"carol@example.com\"", "politeBlock");
        assertThat(house.pawn.get("/v1/presence/bob@example.com/explain?as=carol@example.com"))
                .contains("\"seenAs\":{\"viewer\":\"carol@example.com\",\"presence\":{\"address\":\"bob@example.com\","
                        + "\"availability\":\"Offline\"");
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void aGroupADomainAndEveryoneHaveRulesTooNarrowerOnesFirst() {
        visit();

        add("everyone", "", "block");
        add("domain", "example.org", "allow External");
        add("group", "research", "allow Personal");

        assertThat(rules().locator("b")).hasText(new String[] {"Research", "Everybody at example.org", "Everyone"});
        page.tab.reload();
        assertThat(rules()).hasCount(3);
        assertThat(choice("Everyone")).hasValue("block");
    }

    @Test
    void aChoiceIsSavedWhenItIsMadeAndKeepsTheKeyboardsPlace() {
        house.pawn.privacy(BOB, "[{\"who\":{\"person\":\"alice@example.com\"},\"handling\":\"confirm\"}]");
        visit();

        choice("Alice Example").focus();
        choice("Alice Example").selectOption("allow Team");

        assertThat(said()).hasText("Alice Example: see me like a team mate.");
        assertThat(choice("Alice Example")).isFocused();
        page.tab.getByLabel("Alice Example may break in while").check();
        assertThat(said()).hasText("Alice Example: see me like a team mate.");
        page.tab.reload();
        assertThat(page.tab.getByLabel("Alice Example may break in while")).isChecked();
        assertThat(house.pawn.get(RULES)).contains("\"level\":\"Team\",\"mayBreakIn\":true");
    }

    @Test
    void aRuleIsRemovedAndTheKeyboardIsNotLost() {
        house.pawn.privacy(BOB, "[{\"who\":{\"person\":\"alice@example.com\"},\"handling\":\"block\"}]");
        visit();

        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove the rule for Alice Example"))
                .press("Enter");

        assertThat(said()).hasText("The rule for Alice Example is gone.");
        assertThat(rules()).hasCount(0);
        assertThat(page.tab.locator("#rules-title")).isFocused();
    }

    @Test
    void aRuleForATimeSaysUntilWhenAndKeepsIt() {
        house.pawn.privacy(
                BOB,
                "[{\"who\":{\"person\":\"alice@example.com\"},\"handling\":\"block\",\"from\":\"2030-03-04T09:00:00Z\",\"until\":\"2030-03-05T09:00:00Z\"}]");
        visit();

        assertThat(rules()).containsText("until 5 Mar 2030, 10:00");
        choice("Alice Example").selectOption("politeBlock");
        assertThat(said()).hasText("Alice Example: see me offline, always.");

        assertThat(house.pawn.get(RULES)).contains("2030-03-05T09:00:00Z");
    }

    @Test
    void rulesThatChangedElsewhereAreShownInsteadOfOverwritten() {
        house.pawn.privacy(BOB, "[{\"who\":{\"person\":\"alice@example.com\"},\"handling\":\"block\"}]");
        visit();
        house.pawn.privacy(BOB, "[{\"who\":{\"person\":\"carol@example.com\"},\"handling\":\"block\"}]");

        choice("Alice Example").selectOption("confirm");

        assertThat(said()).containsText("changed elsewhere");
        assertThat(rules().locator("b")).hasText("Carol Example");
        assertThat(house.pawn.get(RULES)).doesNotContain("alice@example.com");
    }

    @Test
    void whatPawnRefusesIsSaid() {
        visit();

        add("person", "no address", "block");

        assertThat(said()).hasClass(Pattern.compile("refused"));
        assertThat(rules()).hasCount(0);
    }

    @Test
    void whereTheServerDoesNotTellWhoIsLookingThatPartIsAbsent() {
        watchers(501, "{\"type\":\"urn:pawn:problem:not-built\"}");
        visit();

        assertThat(page.tab.locator("#mirror presence-pawn")).isVisible();
        assertThat(page.tab.locator("#watching")).isHidden();
    }

    @Test
    void whoWaitsIsLetInByOnePress() {
        watchers(
                200,
                "{\"watchers\":[{\"address\":\"alice@example.com\",\"state\":\"active\",\"surface\":\"feed\",\"since\":\"2030-03-04T09:00:00Z\"},"
                        + "{\"address\":\"stranger@example.org\",\"state\":\"pending\",\"surface\":\"sip\",\"since\":\"2030-03-04T09:00:00Z\"},"
                        + "{\"address\":\"" + HARM + "\",\"state\":\"" + HARM + "\",\"surface\":\"" + HARM + "\"}]}");
        visit();
        Locator looking = page.tab.locator("#watchers .rule");
        assertThat(looking.first()).containsText("stranger@example.org");
        assertThat(looking.first()).containsText("waits to be let in");
        assertThat(looking.nth(1)).containsText("is looking");
        assertThat(looking.nth(2)).containsText(HARM);

        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Let in: stranger@example.org"))
                .press("Enter");

        assertThat(said()).hasText("stranger@example.org: see me like a colleague.");
        assertThat(choice("stranger@example.org")).hasValue("allow Company");
        assertThat(page.tab.locator("img")).hasCount(0);
        assertThat(page.complaints).isEmpty();
    }

    private void watchers(int status, String json) {
        window.route("**/v1/people/*/watchers", route -> {
            if (route.request().method().equals("OPTIONS")) {
                route.resume();
                return;
            }
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(status)
                    .setContentType("application/json")
                    .setHeaders(Map.of("Access-Control-Allow-Origin", house.url()))
                    .setBody(json));
        });
    }

    @Test
    void onesOwnCardStandsBesideTheRulesAndShowsWhatTheyDo() {
        house.pawn.privacy(BOB, "[{\"who\":{\"person\":\"carol@example.com\"},\"handling\":\"politeBlock\"}]");
        visit();
        Locator card =
                page.tab.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Contact card of Bob Example"));

        card.getByLabel("What does … see?").fill("carol@example.com");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Look"))
                .click();

        assertThat(card.locator("[part=seen] [part=state]")).hasText("Offline");
    }

    @Test
    void everythingHasANameAndStandsOut() {
        house.pawn.privacy(
                BOB, "[{\"who\":{\"person\":\"alice@example.com\"},\"handling\":\"allow\",\"level\":\"Team\"}]");
        visit();
        assertThat(rules()).hasCount(1);

        assertThat(page.tab.locator("body").evaluate(Legible.NAMELESS)).isEqualTo(List.of());
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(page.tab.locator("main").evaluate(Legible.TOO_FAINT))
                    .as(scheme.name())
                    .isEqualTo(List.of());
        }
    }

    private Locator choice(String name) {
        return page.tab.getByLabel("What " + name + " may see");
    }

    private void add(String kind, String name, String handling) {
        page.tab.locator("#kind").selectOption(kind);
        if (kind.equals("group")) {
            page.tab.locator("#group").selectOption(name);
        } else if (!name.isEmpty()) {
            page.tab.locator("#name").fill(name);
        }
        page.tab.locator("#handling").selectOption(handling);
        String before = said().textContent();
        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add"))
                .click();
        assertThat(said()).not().hasText(before);
    }

    @Test
    @EnabledIfSystemProperty(named = "pawn.screenshots", matches = ".+")
    void thePictureOfItIsTaken() {
        house.pawn.privacy(
                BOB,
                "[{\"who\":{\"person\":\"alice@example.com\"},\"handling\":\"allow\",\"level\":\"Personal\",\"mayBreakIn\":true},"
                        + "{\"who\":{\"person\":\"carol@example.com\"},\"handling\":\"politeBlock\"},"
                        + "{\"who\":{\"group\":\"research\"},\"handling\":\"allow\",\"level\":\"Team\"},"
                        + "{\"who\":{\"domain\":\"example.org\"},\"handling\":\"allow\",\"level\":\"External\"}]");
        visit();
        assertThat(rules()).hasCount(4);
        assertThat(page.pawnThat("^Carol Example: Available")).isVisible();

        page.tab.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("pawn.screenshots"), "privacy.png"))
                .setClip(0, 0, 1280, 800));
    }
}
