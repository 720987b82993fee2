package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The card of a pawn: by mouse, by keyboard, for a screen reader, and with text that means harm. */
@Tag("browser")
@ExtendWith(Chromium.class)
final class PawnCardTest {
    private static final String HARM = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    private ScriptedPawn pawn;
    private ForeignSite site;
    private BrowserContext window;
    private PawnPage page;

    @BeforeEach
    void open(Browser browser) throws IOException {
        pawn = new ScriptedPawn();
        site = new ForeignSite(pawn.url());
        window = Chromium.window(browser);
        pawn.say("alice@example.com", """
                {"availability":"Busy","note":{"text":"Board room"},"timeZone":"America/New_York",
                 "schedule":{"state":"unknown","until":null,"freeAt":null}}""");
        pawn.card("alice@example.com", """
                {"person":{"address":"alice@example.com","name":"Alice Example","title":"Head of Research"},
                 "ways":[{"kind":"phone","uri":"tel:+49-30-555","works":true,"reason":"in the directory"},
                         {"kind":"prank","label":"Prank","uri":"javascript:alert(3)","works":true,"reason":"none"},
                         {"kind":"email","uri":"mailto:alice@example.com","works":true,"reason":"always"}]}""");
        page = new PawnPage(
                window,
                site.page(
                        "<a href='#before'>before</a> <presence-pawn address='alice@example.com' label='Alice Example'>"
                                + "</presence-pawn> <a href='#after'>after</a>"));
        page.shows("Alice Example: Busy");
    }

    @AfterEach
    void close() {
        window.close();
        site.close();
        pawn.close();
    }

    @Test
    void theMouseOpensItAndTakesNoFocus() {
        page.pawn("Alice Example: Busy").hover();

        assertThat(page.card("Alice Example")).isVisible();
        assertThat(page.card("Alice Example")).containsText("Head of Research");
        assertThat(page.card("Alice Example")).containsText("Board room");
        assertThat(page.card("Alice Example")).containsText("Calendar unknown");
        assertThat(page.card("Alice Example")).containsText("local time");
        assertThat(page.tab.evaluate("() => document.activeElement.tagName")).isEqualTo("BODY");

        page.tab.mouse().move(1200, 700);
        assertThat(page.card("Alice Example")).hasCount(0);
    }

    @Test
    void theMouseMayMoveIntoItAndEscapeClosesIt() {
        page.pawn("Alice Example: Busy").hover();
        page.card("Alice Example").getByText("Board room").hover();
        assertThat(page.card("Alice Example")).isVisible();

        page.tab.keyboard().press("Escape");

        assertThat(page.card("Alice Example")).hasCount(0);
    }

    @Test
    void theKeyboardGoesInThroughItAndOut() {
        page.tab.keyboard().press("Tab");
        page.tab.keyboard().press("Tab");
        Locator alice = page.pawn("Alice Example: Busy");
        assertThat(alice).isFocused();
        assertThat(alice).hasAttribute("aria-expanded", "false");

        page.tab.keyboard().press("Enter");
        assertThat(link("Phone")).isFocused();
        assertThat(alice).hasAttribute("aria-expanded", "true");
        page.tab.keyboard().press("Tab");
        assertThat(link("Mail")).isFocused();
        page.tab.keyboard().press("Escape");

        assertThat(alice).isFocused();
        assertThat(page.card("Alice Example")).hasCount(0);
        page.tab.keyboard().press("Space");
        for (int links = 0; links < 4; links++) {
            page.tab.keyboard().press("Tab");
        }
        assertThat(page.tab.getByText("after")).isFocused();
        assertThat(page.card("Alice Example")).hasCount(0);
    }

    @Test
    void aChangeWhileItIsOpenKeepsThePlaceOfTheKeyboard() {
        page.pawn("Alice Example: Busy").focus();
        page.tab.keyboard().press("Enter");
        assertThat(page.card("Alice Example")).containsText("Head of Research");
        page.tab.keyboard().press("Tab");
        assertThat(link("Mail")).isFocused();

        pawn.say("alice@example.com", "{\"availability\":\"Available\"}");

        assertThat(page.card("Alice Example")).containsText("Available");
        assertThat(link("Mail")).isFocused();
    }

    @Test
    void aWayToReachHerIsToldToThePageWhichMayTakeItOver() {
        page.tab.evaluate("() => { window.told = []; addEventListener('pawn-action', (event) => {"
                + " event.preventDefault(); told.push(event.detail.action + ' ' + event.detail.href); }); }");

        page.pawn("Alice Example: Busy").click();
        link("Phone").click();

        assertThat(page.tab.evaluate("() => told")).isEqualTo(List.of("phone tel:+49-30-555"));
    }

    @Test
    void noTextOfTheServerRunsAndNoLinkLeavesTheKnownKinds() {
        pawn.say(
                "alice@example.com",
                "{\"availability\":\"Busy\",\"note\":{\"text\":\"%1$s\"},\"activity\":\"Custom\",\"activityText\":\"%1$s\",\"timeZone\":\"%1$s\"}"
                        .formatted(HARM));
        pawn.card(
                "carol@example.com",
                "{\"person\":{\"address\":\"carol@example.com\",\"name\":\"%1$s\",\"title\":\"%1$s\"},\"ways\":[{\"kind\":\"%1$s\",\"label\":\"%1$s\",\"uri\":\"https://example.com/\",\"works\":true,\"reason\":\"%1$s\"}]}"
                        .formatted(HARM));
        pawn.say("carol@example.com", "{\"availability\":\"Available\"}");
        page.tab.evaluate(
                "() => document.body.insertAdjacentElement('beforeend', Object.assign(document.createElement('presence-pawn'), {id: 'c'})).setAttribute('address', 'carol@example.com')");

        page.pawn("Alice Example: Busy, " + HARM).click();
        assertThat(page.card("Alice Example").locator("[part=note]")).hasText(HARM);
        assertThat(page.card("Alice Example").locator("a[href^=javascript]")).hasCount(0);
        assertThat(page.card("Alice Example").getByText("Prank")).hasCount(0);
        page.pawn("carol@example.com: Available").click();

        assertThat(page.card(HARM).locator("[part=title]")).hasText(HARM);
        assertThat(page.tab.locator("img, body script")).hasCount(0);
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void shownAsACardItIsAGroupOfThePage() {
        page.tab.evaluate("() => document.querySelector('presence-pawn').setAttribute('show', 'card')");

        Locator group = page.tab.getByRole(
                AriaRole.GROUP,
                new com.microsoft.playwright.Page.GetByRoleOptions().setName("Contact card of Alice Example"));
        assertThat(group).containsText("Head of Research");
        assertThat(group).containsText("Busy");
    }

    private Locator link(String name) {
        return page.card("Alice Example")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
