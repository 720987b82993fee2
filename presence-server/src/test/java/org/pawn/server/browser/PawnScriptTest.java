package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code pawn.js} on somebody else's page: what it shows, and how it keeps its feed. */
@Tag("browser")
@ExtendWith(Chromium.class)
final class PawnScriptTest {
    private static final String ALICE_DOT =
            "<presence-pawn address='alice@example.com' label='Alice Example'></presence-pawn>";
    private static final String BUSY = "{\"availability\":\"Busy\"}";
    private static final String AVAILABLE = "{\"availability\":\"Available\"}";

    private ScriptedPawn pawn;
    private ForeignSite site;
    private BrowserContext window;

    @BeforeEach
    void open(Browser browser) throws IOException {
        pawn = new ScriptedPawn();
        site = new ForeignSite(pawn.url());
        window = Chromium.window(browser);
    }

    @AfterEach
    void close() {
        window.close();
        site.close();
        pawn.close();
    }

    @Nested
    final class GivenAPageWithAlicesPawn {
        private PawnPage page;

        @BeforeEach
        void load() {
            pawn.say("alice@example.com", AVAILABLE);
            page = new PawnPage(window, site.page(ALICE_DOT));
            page.shows("Alice Example: Available");
        }

        @Test
        void aChangeShowsInPictureAndName() {
            String before = page.markOf(page.pawn("Alice Example: Available"));

            pawn.say("alice@example.com", BUSY);

            page.shows("Alice Example: Busy");
            assertThat(page.markOf(page.pawn("Alice Example: Busy"))).isNotEqualTo(before);
            assertThat(page.complaints).isEmpty();
        }

        @Test
        void aMeetingIsToldWithItsEndInTheViewersZone() {
            String inAnHour = Instant.now().plusSeconds(3600).toString();
            String local = DateTimeFormatter.ofPattern("H:mm")
                    .withZone(ZoneId.of("Europe/Berlin"))
                    .format(Instant.parse(inAnHour));

            pawn.say(
                    "alice@example.com",
                    "{\"availability\":\"Busy\",\"activity\":\"InAMeeting\",\"schedule\":{\"state\":\"busy\",\"until\":\"%s\",\"freeAt\":null}}"
                            .formatted(inAnHour));

            assertThat(page.pawnThat("^Alice Example: Busy, in a meeting until (\\w+ )?0?" + local + "$"))
                    .isVisible();
        }

        @Test
        void anAvailabilityFromTheFutureReadsUnknownAndAnActivityFromTheFutureIsLeftOut() {
            pawn.say("alice@example.com", "{\"availability\":\"Levitating\",\"activity\":\"Busy\"}");
            page.shows("Alice Example: Unknown");

            pawn.say("alice@example.com", "{\"availability\":\"Busy\",\"activity\":\"toString\"}");
            page.shows("Alice Example: Busy");
        }

        @Test
        void aFeedThatIsCutMakesItStaleAndOneThatIsBackMakesItRight() {
            pawn.refuse(true);
            pawn.close(1001);

            page.shows("Alice Example: Available, may be outdated");
            assertThat(page.tab.locator("presence-pawn").evaluate("pawn => pawn.stale"))
                    .isEqualTo(true);

            pawn.say("alice@example.com", BUSY);
            pawn.refuse(false);

            page.showsWithin(15000, "Alice Example: Busy");
            List<JsonNode> hellos = pawn.heard("hello");
            assertThat(hellos.get(hellos.size() - 1).path("resume").asText()).isEqualTo("c.1");
        }

        @Test
        void anExpiredTokenIsReplacedAndTheFeedGoesOn() {
            int before = site.tokens.get();

            pawn.close(4401);
            await().until(() -> pawn.heard("hello").size() > 1);
            pawn.say("alice@example.com", BUSY);

            page.showsWithin(5000, "Alice Example: Busy");
            assertThat(site.tokens.get()).isGreaterThan(before);
        }

        @Test
        void whoeverLosesTheRightToSeeHerSeesUnknown() {
            pawn.withdraw("alice@example.com");

            page.shows("Alice Example: Unknown");
        }

        @Test
        void eventsTellThePage() {
            page.tab.evaluate("() => { window.told = []; addEventListener('presence-change', (event) => told.push("
                    + "event.detail.address + ' ' + event.detail.presence.availability)); }");

            pawn.say("alice@example.com", BUSY);

            page.shows("Alice Example: Busy");
            assertThat(page.tab.evaluate("() => told")).isEqualTo(List.of("alice@example.com Busy"));
        }

        @Test
        void aSecondTabSharesTheFeedAndTakesItOverWhenTheFirstCloses() {
            PawnPage second = new PawnPage(window, site.page(ALICE_DOT + pawnOf("carol@example.com")));
            second.shows("Alice Example: Available");
            second.shows("carol@example.com: Unknown");
            assertThat(pawn.feeds()).isEqualTo(1);

            pawn.say("carol@example.com", AVAILABLE);
            second.shows("carol@example.com: Available");
            page.tab.close();
            await().until(() -> pawn.heard("hello").size() == 2);
            await().until(() -> pawn.heard("watch").size() > 2);
            pawn.say("alice@example.com", BUSY);

            second.showsWithin(5000, "Alice Example: Busy");
            assertThat(pawn.feeds()).isEqualTo(1);
        }

        @Test
        void aTabOfAnotherViewerHasAFeedOfItsOwn() {
            pawn.viewer("carol@example.com");

            PawnPage second = new PawnPage(window, site.page(ALICE_DOT));
            second.shows("Alice Example: Available");

            assertThat(pawn.feeds()).isEqualTo(2);
        }

        @Test
        void aPawnThatIsRemovedIsNoLongerWatchedNorKept() {
            page.tab.evaluate("() => { window.gone = new WeakRef(document.querySelector('presence-pawn')); }");

            page.tab.evaluate("() => document.querySelector('presence-pawn').remove()");

            await().until(() -> pawn.heard("unwatch").stream()
                    .anyMatch(frame -> "pawns".equals(frame.path("id").asText())));
            page.tab.requestGC();
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                page.tab.requestGC();
                return (Boolean) page.tab.evaluate("() => window.gone.deref() === undefined");
            });
        }
    }

    @Test
    void aTokenIsRenewedOnTheOpenFeedBeforeItExpires() {
        site.tokenLife(3);
        pawn.say("alice@example.com", AVAILABLE);

        PawnPage page = new PawnPage(window, site.page(ALICE_DOT));
        page.shows("Alice Example: Available");

        await().atMost(Duration.ofSeconds(20)).until(() -> !pawn.heard("token").isEmpty());
        assertThat(pawn.heard("hello")).hasSize(1);
    }

    @Test
    void anAliasOfTheDirectoryShowsThePersonAndGoesOnToDoSo() {
        pawn.say("alice@example.com", AVAILABLE);
        pawn.alias("a.example@example.com", "alice@example.com");
        PawnPage page = new PawnPage(window, site.page(pawnOf("A.Example@example.com")));
        page.shows("A.Example@example.com: Available");

        pawn.say("alice@example.com", BUSY);

        page.shows("A.Example@example.com: Busy");
    }

    @Test
    void aGermanPageReadsGerman() {
        pawn.say("alice@example.com", "{\"availability\":\"DoNotDisturb\",\"activity\":\"Presenting\"}");

        PawnPage page = new PawnPage(window, site.page("<div lang='de'>" + ALICE_DOT + "</div>"));

        page.shows("Alice Example: Bitte nicht stören, präsentiert");
    }

    @Test
    void fiveHundredPawnsAreOneFeedInOneFrame() {
        StringBuilder many = new StringBuilder();
        for (int person = 0; person < 500; person++) {
            pawn.say("p" + person + "@example.com", AVAILABLE);
            many.append("<p><a href='mailto:p%1$d@example.com'>Person %1$d</a></p>".formatted(person));
        }

        PawnPage page = new PawnPage(window, site.page(many.toString()));

        page.showsWithin(5000, "Person 499: Available");
        assertThat(pawn.feeds()).isEqualTo(1);
        assertThat(pawn.heard("watch")).hasSize(1);
        pawn.say("p250@example.com", BUSY);
        page.shows("Person 250: Busy");
        assertThat(page.complaints).isEmpty();
    }

    private static String pawnOf(String address) {
        return "<presence-pawn address='%s'></presence-pawn>".formatted(address);
    }
}
