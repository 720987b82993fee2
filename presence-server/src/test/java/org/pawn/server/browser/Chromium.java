package org.pawn.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Chromium for all browser tests of a run, since starting one takes seconds; a test takes contexts of its own. */
public final class Chromium implements ParameterResolver {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--allow-loopback-in-peer-connection",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(Started.class, ignored -> Started.start(), Started.class)
                .browser;
    }

    /** A window of the size of our pictures, in English as spoken in Britain and in Berlin's time. */
    public static BrowserContext window(Browser browser) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
    }

    /** Pictures are of a morning in the office, whenever they are taken. */
    static BrowserContext inTheMorning(Browser browser) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setLocale("en-GB")
                .setTimezoneId(morningZone()));
    }

    /** A zone in which it is about ten in the morning now. */
    static String morningZone() {
        int hoursAhead = Math.floorMod(10 - Instant.now().atZone(ZoneOffset.UTC).getHour() + 12, 24) - 12;
        return "Etc/GMT%+d".formatted(-hoursAhead); // POSIX counts them the other way
    }

    private record Started(Playwright playwright, Browser browser) implements AutoCloseable {
        static Started start() {
            Path chromium =
                    PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
            if (chromium == null) {
                String skipped = "SKIPPED: the browser tests need Chromium (Debian: apt-get install chromium)";
                System.err.println(skipped);
                Assumptions.abort(skipped);
            }
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium)
                            .setArgs(FLAGS));
            return new Started(playwright, browser);
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
