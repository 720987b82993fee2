package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.browser.Chromium;
import org.pawn.server.main.TestServer;

/** JsSIP, which nobody here wrote, in a page of a real browser against the whole server (RFC 7118). */
@Tag("browser")
@Tag("clients")
@Timeout(240)
@ExtendWith(Chromium.class)
final class JsSipTest {
    private static final String PASSWORD = "open-sesame";

    @TempDir
    private Path folder;

    private TestServer server;
    private JsSipSite site;
    private BrowserContext window;

    @BeforeEach
    void start(Browser browser, @TempDir Path files) throws IOException, InterruptedException {
        site = new JsSipSite(files);
        server = TestServer.start(folder.resolve("data"));
        server.person("alice@example.com", "Alice", PASSWORD);
        server.person("bob@example.com", "Bob", PASSWORD);
        window = Chromium.window(browser);
    }

    @AfterEach
    void stop() {
        Stream.of(window, server, site)
                .filter(opened -> opened != null) // a skipped test opened some of them only
                .forEach(JsSipTest::close);
    }

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private Page phoneIn(String host, String password) {
        return phoneIn(host, "alice", password);
    }

    private Page phoneIn(String host, String user, String password) {
        Page page = window.newPage();
        page.navigate(site.page(host));
        String url = server.http().replace("http:", "ws:") + "/sip";
        page.evaluate("([url, user, password]) => signIn(url, user, password)", List.of(url, user, password));
        return page;
    }

    /** Of a message only its end counts: baresip 1.0 puts the address before the text. */
    private static void awaitSeen(Page page, String start, String end) {
        await().pollInSameThread() // Playwright's objects belong to one
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat((List<?>) page.evaluate("() => seen"))
                        .map(Object::toString)
                        .anyMatch(line -> line.startsWith(start) && line.endsWith(end)));
    }

    @Test
    void aPageRegistersWithDigestAndWritesToAPhoneAndBack() {
        assumeThat(Phone.isInstalled("baresip"))
                .as("skipped: baresip is not installed")
                .isTrue();
        Phone.Account account = new Phone.Account("bob", PASSWORD, "alice", server.sip(), "udp");
        try (Phone bob = new Baresip(account, folder.resolve("bob"))) {
            Page alice = phoneIn("127.0.0.1", PASSWORD);
            awaitSeen(alice, "registered", "");
            bob.awaitLog("alice shows", "NOTIFY sip:.*<basic>open</basic>");

            bob.write("alice", "hello-from-the-phone");
            awaitSeen(alice, "bob wrote: ", "hello-from-the-phone");
            alice.evaluate("() => write('bob', 'Grüße von der Seite')");
            awaitSeen(alice, "sent: 200", "");
            bob.awaitLog("the page's message arrives", "MESSAGE sip:bob.*Grüße von der Seite");

            alice.close();
            bob.awaitLog("the closed page shows", "NOTIFY sip:.*<basic>closed</basic>");
            bob.write("alice", "for-later");
            bob.awaitLog("the server keeps it", "for-later.*SIP/2\\.0 202 ");
            awaitSeen(phoneIn("127.0.0.1", PASSWORD), "bob wrote: ", "for-later");
        }
    }

    @Test
    void twoPagesTalkWithSoundAndEverybodySeesItUntilTheyHangUp() {
        RestSurface rest = new RestSurface(server.http(), server.adminToken());
        Page alice = phoneIn("127.0.0.1", "alice", PASSWORD);
        Page bob = phoneIn("127.0.0.1", "bob", PASSWORD);
        awaitSeen(alice, "registered", "");
        awaitSeen(bob, "registered", "");

        alice.evaluate("() => call('bob')");
        awaitSeen(bob, "rung by alice", "");
        awaitSeen(alice, "ringing", "");
        awaitActivity(rest, "alice", "InACall");
        assertThat(rest.activity("bob@example.com")).isEqualTo("null");
        bob.evaluate("() => answer()");
        awaitSeen(alice, "talking", "");
        awaitActivity(rest, "bob", "InACall");
        awaitSound(alice);
        awaitSound(bob);
        bob.evaluate("() => hangUp()");

        awaitSeen(alice, "hung up", "");
        awaitActivity(rest, "alice", "null");
        awaitActivity(rest, "bob", "null");
    }

    private static void awaitActivity(RestSurface rest, String user, String activity) {
        await(user + " shows " + activity)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(rest.activity(user + "@example.com")).isEqualTo(activity));
    }

    private static void awaitSound(Page page) {
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(((Number) page.evaluate("() => heard()")).longValue())
                        .isGreaterThan(2_000));
    }

    @Test
    void aWrongPasswordIsRefused() {
        Page alice = phoneIn("127.0.0.1", "guess");

        awaitSeen(alice, "connected", "");
        awaitSeen(alice, "refused: Authentication Error", "");
    }

    @Test
    void aPageOfAnotherHostDoesNotConnect() {
        Page elsewhere = phoneIn("localhost", PASSWORD);

        awaitSeen(elsewhere, "disconnected", "");
        assertThat(elsewhere.evaluate("() => seen.includes('connected')")).isEqualTo(false);
    }
}
