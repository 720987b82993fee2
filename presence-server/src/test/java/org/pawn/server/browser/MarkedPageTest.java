package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code data-auto}: whom it finds on a page, and what it leaves as it was. */
@Tag("browser")
@ExtendWith(Chromium.class)
final class MarkedPageTest {
    private ScriptedPawn pawn;
    private ForeignSite site;
    private BrowserContext window;

    @BeforeEach
    void open(Browser browser) throws IOException {
        pawn = new ScriptedPawn();
        site = new ForeignSite(pawn.url());
        window = Chromium.window(browser);
        pawn.say("alice@example.com", "{\"availability\":\"Available\"}");
    }

    @AfterEach
    void close() {
        window.close();
        site.close();
        pawn.close();
    }

    @Test
    void everyKindOfPersonIsMarkedOnce() {
        PawnPage page = new PawnPage(window, site.page("""
                        <p><a href="mailto:alice@example.com?subject=Hello">By mail</a></p>
                        <p><a href="sip:alice@example.com;transport=tcp">By phone</a></p>
                        <p><span data-email="alice@example.com">By data</span></p>
                        <table><tr data-email="alice@example.com"><td>By row</td><td>42</td></tr></table>
                        <div class="h-card"><b class="p-name">By card</b> <a class="u-email" href="mailto:alice@example.com">write</a></div>"""));

        for (String way : new String[] {"By mail", "By phone", "By data", "By row", "By card"}) {
            page.shows(way + ": Available");
        }
        assertThat(page.tab.locator("presence-pawn")).hasCount(5);
    }

    @Test
    void whatIsExemptStaysAsItWas() {
        PawnPage page = new PawnPage(window, site.page("""
                        <p><a href="mailto:alice@example.com">Alice</a></p>
                        <p data-pawn="off"><a href="mailto:alice@example.com">Nobody's business</a></p>
                        <p contenteditable="true"><a href="mailto:alice@example.com">Being written</a></p>
                        <p><a href="mailto:alice@example.com,bob@example.com">Two people</a></p>
                        <p><a href="https://example.com/">A place</a></p>"""));

        page.shows("Alice: Available");
        assertThat(page.tab.locator("presence-pawn")).hasCount(1);
    }

    @Test
    void aSelectorNarrowsIt() {
        site.scriptAttributes("data-auto='#people'");
        PawnPage page = new PawnPage(
                window,
                site.page("<p><a href='mailto:alice@example.com'>Above</a></p>"
                        + "<p id='people'><a href='mailto:alice@example.com'>Within</a></p>"));

        page.shows("Within: Available");
        assertThat(page.tab.locator("presence-pawn")).hasCount(1);
    }

    @Test
    void anAddressThatComesLaterGetsAPawnAndOneThatGoesTakesItAlong() {
        PawnPage page = new PawnPage(window, site.page("<p id='place'></p>"));

        page.tab.evaluate("() => { const link = document.createElement('a'); link.href = 'mailto:alice@example.com';"
                + " link.textContent = 'Alice'; document.querySelector('#place').append(link); }");
        page.shows("Alice: Available");
        page.tab.evaluate("() => document.querySelector('#place a').remove()");

        assertThat(page.tab.locator("presence-pawn")).hasCount(0);
    }

    @Test
    void aLinkThatChangesItsPersonChangesItsPawn() {
        pawn.say("carol@example.com", "{\"availability\":\"Away\"}");
        PawnPage page = new PawnPage(window, site.page("<p><a href='mailto:alice@example.com'>On duty</a></p>"));
        page.shows("On duty: Available");

        page.tab.evaluate("() => { document.querySelector('p a').href = 'mailto:carol@example.com'; }");

        page.shows("On duty: Away");
        assertThat(page.tab.locator("presence-pawn")).hasCount(1);
    }

    @Test
    void theLinkItselfIsUntouched() {
        PawnPage page = new PawnPage(window, site.page("<p><a href='mailto:alice@example.com'>Alice</a></p>"));
        page.shows("Alice: Available");

        assertThat(page.tab.locator("p a").evaluate("link => link.outerHTML"))
                .isEqualTo("<a href=\"mailto:alice@example.com\">Alice</a>");
    }
}
