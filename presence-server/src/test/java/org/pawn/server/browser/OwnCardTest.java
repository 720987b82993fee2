package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The card of oneself: why one shows so, what one sets of it, and what others see; whatever the server answers. */
@Tag("browser")
@ExtendWith(Chromium.class)
final class OwnCardTest {
    private static final String HARM = "<img src=x onerror=alert(1)>";
    private static final String BUSY =
            "{\"availability\":\"Busy\",\"activity\":\"InAMeeting\",\"note\":{\"text\":\"Board room\"}}";
    private static final String WHY = """
            {"sentence":"Shows Busy because an application says Busy.",
             "wouldChangeIt":["What a device publishes next.","Left alone, it is looked at again at 11:00."],
             "workingUntil":null,"sources":[],"effective":{"availability":"Busy"}}""";

    private ScriptedPawn pawn;
    private ForeignSite site;
    private BrowserContext window;
    private PawnPage page;

    @BeforeEach
    void open(Browser browser) throws IOException {
        pawn = new ScriptedPawn();
        site = new ForeignSite(pawn.url());
        window = Chromium.window(browser);
        pawn.viewer("alice@example.com");
        pawn.scopes("presence.read", "presence.write", "people.read");
        pawn.say("alice@example.com", BUSY);
        pawn.answer("GET explain", WHY);
    }

    @AfterEach
    void close() {
        window.close();
        site.close();
        pawn.close();
    }

    private Locator card() {
        return card("en");
    }

    private Locator card(String lang) {
        page = new PawnPage(
                window,
                site.page("<div lang='" + lang + "'><presence-pawn address='alice@example.com' label='Alice Example'>"
                        + "</presence-pawn> <a href='#after'>after</a></div>"));
        Locator alice = page.pawnThat("^Alice Example: ");
        assertThat(alice).isVisible();
        alice.focus();
        page.tab.keyboard().press("Enter");
        Locator card = page.tab.locator("[part=card]");
        assertThat(card.locator("[part=why]")).not().isEmpty();
        return card;
    }

    @Test
    void itSaysWhyAndWhatWouldChangeIt() {
        Locator card = card();

        assertThat(card.locator("[part=why]")).hasText("Shows Busy because an application says Busy.");
        card.getByText("What would change it").click();
        assertThat(card.getByRole(AriaRole.LISTITEM)
                        .filter(new Locator.FilterOptions().setHasText("What a device publishes next.")))
                .isVisible();
        assertThat(card.getByText("Left alone, it is looked at again at 11:00."))
                .isVisible();
        assertThat(card.locator("[part=ways]")).hasCount(0);
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void theTruthAndWhatOthersSeeStandTogether() {
        pawn.say(
                "alice@example.com",
                "{\"availability\":\"Available\",\"appearsAs\":{\"availability\":\"Offline\",\"since\":\"2030-03-04T09:05:00Z\"}}");

        Locator card = card();

        assertThat(card.locator("[part=state]").first()).hasText("Available");
        assertThat(card.locator("[part=lines]")).containsText("Others see you as Offline since 4 Mar, 10:05");
    }

    @Test
    void aStateForATimeAndANoteAreSetByKeyboardAlone() {
        pawn.answer(
                "PUT manual",
                "{\"manual\":{\"availability\":\"Away\",\"until\":\"2030-03-04T10:00:00Z\"},\"effective\":{\"availability\":\"Away\"},\"why\":\"Shows Away because it was set by hand until 11:00.\"}");
        pawn.answer("PUT note", "{\"note\":{\"text\":\"Dentist\"},\"effective\":{\"availability\":\"Away\"}}");
        Locator card = card();
        assertThat(card).isFocused();

        press("Tab"); // what would change it
        press("Tab");
        assertThat(radio(card, "Available")).isFocused();
        press("Space");
        for (int state = 0; state < 4; state++) {
            press("ArrowDown");
        }
        assertThat(radio(card, "Away")).isChecked();
        press("Tab");
        assertThat(card.getByLabel("How long")).isFocused();
        page.tab.keyboard().type("30");
        press("Tab");
        page.tab.keyboard().type("Dentist");
        press("Tab");
        press("Space");
        press("Tab");
        assertThat(button(card, "Set")).isFocused();
        press("Enter");

        assertThat(card.getByRole(AriaRole.STATUS).first())
                .hasText("Shows Away because it was set by hand until 11:00.");
        assertThat(pawn.asked.stream().filter(request -> request.startsWith("PUT")))
                .containsExactly(
                        "PUT /v1/presence/alice%40example.com/manual en {\"availability\":\"Away\",\"alwaysShow\":true,\"for\":\"PT30M\"}",
                        "PUT /v1/presence/alice%40example.com/note en {\"text\":\"Dentist\",\"until\":\"2030-03-04T10:00:00Z\"}");
        assertThat(button(card, "Set")).isFocused();
    }

    @Test
    void theKeyboardGoesThroughEverythingInTheOrderOfReadingAndOut() {
        Locator card = card();
        StringBuilder places = new StringBuilder();

        for (int place = 0; place < 9; place++) {
            press("Tab");
            places.append(page.tab.evaluate("""
                    () => { const at = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
                      const words = [...(at.labels?.[0] ?? at).childNodes].filter(node => node.nodeType === 3).map(node => node.textContent);
                      return words.join('') + '|'; }"""));
        }

        assertThat(places)
                .hasToString(
                        "What would change it|Available|How long|Note|Even while no device of mine is signed in|Set|Clear|What does … see?|Look|");
        press("Tab");
        assertThat(page.tab.getByText("after")).isFocused();
        assertThat(card).hasCount(0);
    }

    @Test
    void whatIsTypedStaysWhileTheStateChanges() {
        Locator card = card();
        radio(card, "Busy").check();
        card.getByLabel("Note").fill("On the tr");
        card.getByLabel("Note").press("End");

        pawn.say("alice@example.com", "{\"availability\":\"Available\"}");
        assertThat(card.locator("[part=state]").first()).hasText("Available");
        page.tab.keyboard().type("ain");

        assertThat(card.getByLabel("Note")).hasValue("On the train");
        assertThat(radio(card, "Busy")).isChecked();
    }

    @Test
    void theEndOfTheWorkingDayIsOfferedWhileItRunsAndSoIsAnyOtherEnd() {
        pawn.answer(
                "GET explain",
                WHY.replace("\"workingUntil\":null", "\"workingUntil\":\"2099-03-04T16:00:00Z\"")
                        .replace("[]", "[{\"source\":\"manual\",\"availability\":\"Busy\"}]"));
        pawn.answer(
                "PUT manual",
                "{\"manual\":null,\"effective\":{\"availability\":\"Busy\"},\"why\":\"Shows Busy because.\"}");
        Locator card = card();
        assertThat(radio(card, "Busy")).isChecked();

        card.getByLabel("How long").selectOption("2099-03-04T16:00:00Z");
        button(card, "Set").click();
        await().until(() -> !puts().isEmpty());
        assertThat(until(card)).isHidden();
        card.getByLabel("How long").selectOption("other");
        until(card).fill("2099-03-05T12:00");
        button(card, "Set").click();
        await().until(() -> puts().size() == 2);

        assertThat(puts().get(0)).endsWith("\"until\":\"2099-03-04T16:00:00.000Z\"}");
        assertThat(puts().get(1)).endsWith("\"until\":\"2099-03-05T11:00:00.000Z\"}");
    }

    private List<String> puts() {
        return pawn.asked.stream().filter(request -> request.startsWith("PUT")).toList();
    }

    @Test
    void clearingEndsStateAndNote() {
        pawn.answer(
                "DELETE manual",
                "{\"manual\":null,\"effective\":{\"availability\":\"Busy\"},\"why\":\"Shows Busy because an application says Busy.\"}");
        pawn.answer("DELETE note", "{\"note\":null,\"effective\":{\"availability\":\"Busy\"}}");
        Locator card = card();

        button(card, "Clear").click();

        assertThat(card.getByRole(AriaRole.STATUS).first()).hasText("Shows Busy because an application says Busy.");
        assertThat(pawn.asked)
                .anyMatch(request -> request.startsWith("DELETE /v1/presence/alice%40example.com/manual"));
        assertThat(pawn.asked).anyMatch(request -> request.startsWith("DELETE /v1/presence/alice%40example.com/note"));
    }

    @Test
    void whatTheServerRefusesIsReadInItsOwnWords() {
        pawn.answer("PUT manual", "{\"status\":400,\"detail\":\"That is already over. " + HARM + "\"}");
        Locator card = card();
        radio(card, "Away").check();

        button(card, "Set").click();

        assertThat(card.getByRole(AriaRole.STATUS).first()).hasText("That is already over. " + HARM);
        assertThat(page.tab.locator("img")).hasCount(0);
    }

    @Test
    void withoutLeaveToWriteThereIsNothingToSet() {
        pawn.scopes("presence.read");

        Locator card = card();

        assertThat(card.locator("[part=why]")).isVisible();
        assertThat(card.getByRole(AriaRole.RADIO)).hasCount(0);
        assertThat(card.locator("[part=hand]")).hasCount(0);
        assertThat(card.getByLabel("What does … see?")).isVisible();
    }

    @Test
    void thePawnOfAnotherHasNothingOfThis() {
        pawn.viewer("bob@example.com");
        page = new PawnPage(
                window, site.page("<presence-pawn address='alice@example.com' label='Alice Example'></presence-pawn>"));

        page.pawnThat("^Alice Example: ").click();

        assertThat(page.card("Alice Example").locator("[part=ways]")).isVisible();
        assertThat(page.card("Alice Example").locator("[part=own]")).hasCount(0);
        assertThat(pawn.asked).isEmpty();
    }

    @Test
    void anotherAddressOfOneselfIsOneselfToo() {
        pawn.alias("a.example@example.com", "alice@example.com");
        pawn.card("a.example@example.com", "{\"person\":{\"address\":\"alice@example.com\",\"name\":\"Alice\"}}");
        page = new PawnPage(window, site.page("<presence-pawn address='a.example@example.com'></presence-pawn>"));

        page.pawnThat("^a.example@example.com: Busy").click();

        assertThat(page.tab.locator("[part=card] [part=why]")).hasText("Shows Busy because an application says Busy.");
    }

    @Test
    void whatAViewerSeesIsShownAsTheySeeIt() {
        pawn.answer(
                "GET explain",
                WHY.replace(
                        "\"sources\"",
                        "\"seenAs\":{\"viewer\":\"bob@example.com\",\"presence\":{\"availability\":\"Busy\",\"note\":{\"text\":\"Only this\"}}},\"sources\""));
        Locator card = card();

        card.getByLabel("What does … see?").fill("bob@example.com");
        page.tab.keyboard().press("Enter");

        assertThat(card.locator("[part=seen]")).containsText("bob@example.com: ");
        assertThat(card.locator("[part=seen] [part=state]")).hasText("Busy");
        assertThat(card.locator("[part=seen] [part=note]")).hasText("Only this");
        assertThat(pawn.asked).anyMatch(request -> request.contains("explain?as=bob%40example.com "));
    }

    @Test
    void whoSeesNothingIsSaidSoAndALevelIsAskedForByItsName() {
        pawn.answer(
                "GET explain",
                WHY.replace("\"sources\"", "\"seenAs\":{\"level\":\"External\",\"problem\":{}},\"sources\""));
        Locator card = card("de");

        card.getByLabel("Was sieht …?").fill("extern");
        button(card, "Ansehen").click();

        assertThat(card.locator("[part=seen]")).hasText("extern: nichts von Ihnen");
        assertThat(pawn.asked).anyMatch(request -> request.contains("explain?as=External de"));
    }

    @Test
    void noWordOfTheServerRuns() {
        pawn.say(
                "alice@example.com",
                "{\"availability\":\"Busy\",\"note\":{\"text\":\"%1$s\"},\"appearsAs\":{\"availability\":\"%1$s\",\"since\":\"%1$s\"}}"
                        .formatted(HARM));
        pawn.answer(
                "GET explain",
                "{\"sentence\":\"%1$s\",\"wouldChangeIt\":[\"%1$s\",7,null],\"workingUntil\":\"%1$s\",\"sources\":[null,{\"source\":\"manual\",\"availability\":\"%1$s\"}],\"seenAs\":{\"presence\":{\"availability\":\"%1$s\",\"activity\":\"Custom\",\"activityText\":\"%1$s\",\"note\":{\"text\":\"%1$s\"}}}}"
                        .formatted(HARM));
        pawn.answer("PUT manual", "{\"why\":\"" + HARM + "\",\"manual\":{\"until\":\"" + HARM + "\"}}");
        Locator card = card();
        radio(card, "Away").check();
        button(card, "Set").click();
        card.getByLabel("What does … see?").fill(HARM);
        button(card, "Look").click();

        assertThat(card.locator("[part=why]")).hasText(HARM);
        assertThat(card.getByRole(AriaRole.STATUS).first()).hasText(HARM);
        assertThat(card.locator("[part=seen] [part=note]")).hasText(HARM);
        assertThat(page.tab.locator("img, body script")).hasCount(0);
        assertThat(page.complaints).isEmpty();
    }

    @Test
    void aGermanPageReadsGermanThroughout() {
        Locator card = card("de");

        assertThat(card).hasAttribute("aria-label", "Kontaktkarte von Alice Example");
        assertThat(card.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Anzeigen als")))
                .isVisible();
        assertThat(radio(card, "Bitte nicht stören")).hasCount(1);
        assertThat(card.getByLabel("Wie lange")).isVisible();
        assertThat(button(card, "Aufheben")).isVisible();
        assertThat(pawn.asked.get(0)).isEqualTo("GET /v1/presence/alice%40example.com/explain de ");
    }

    @Test
    void everythingToUseHasANameAndNothingMovesForWhoAsksForThat() {
        Locator card = card();

        assertThat(card.evaluate(Legible.NAMELESS)).isEqualTo(List.of());
        page.tab.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertThat(card).hasCSS("animation-name", "none");
    }

    @Test
    void everyTextStandsOutFromItsGroundInLightAndDark() {
        pawn.answer(
                "GET explain",
                WHY.replace("\"sources\":[]", "\"sources\":[{\"source\":\"manual\",\"availability\":\"Busy\"}]"));
        Locator card = card();
        assertThat(radio(card, "Busy")).isChecked();
        page.tab.evaluate("() => { document.documentElement.style.colorScheme = 'light dark'; }");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(card.evaluate(Legible.TOO_FAINT)).as(scheme.name()).isEqualTo(List.of());
        }
    }

    private static Locator until(Locator card) {
        return card.getByLabel("until …", new Locator.GetByLabelOptions().setExact(true));
    }

    private void press(String key) {
        page.tab.keyboard().press(key);
    }

    private static Locator radio(Locator card, String name) {
        return card.getByRole(
                AriaRole.RADIO, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Locator card, String name) {
        return card.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
