package org.pawn.server.clients;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pawn.samples.portal.Portal;
import org.pawn.samples.portal.PortalConfig;
import org.pawn.server.browser.Chromium;
import org.pawn.server.browser.PawnPage;

/** The sample portal's department page in a real browser, read by the accessible names of its pawns. */
final class PortalSurface implements Surface {
    private final Map<String, String> names;
    private final Portal portal;
    private final BrowserContext window;
    private final PawnPage page;

    /** @param names of the people by address, as the directory has them */
    PortalSurface(Browser browser, String server, String token, String viewer, Map<String, String> names)
            throws IOException {
        this.names = names;
        portal = Portal.start(
                new PortalConfig(
                        new InetSocketAddress("127.0.0.1", 0),
                        URI.create(server),
                        "department",
                        token,
                        Map.of(viewer, "a password of the portal's own")),
                Clock.systemUTC());
        window = Chromium.window(browser);
        page = PawnPage.ofPortal(window, portal.url(), viewer, "a password of the portal's own");
    }

    @Override
    public String shows(String address) {
        Locator pawn = page.pawnThat("^" + names.get(address) + ": ");
        Matcher words = Pattern.compile(": ([^,]+)")
                .matcher(pawn.count() == 1 ? String.valueOf(pawn.getAttribute("aria-label")) : "");
        return words.find() ? words.group(1) : "";
    }

    @Override
    public void close() {
        window.close();
        portal.close();
    }
}
