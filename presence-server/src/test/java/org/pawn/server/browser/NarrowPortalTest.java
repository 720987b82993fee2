package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The portal in a pocket: what one has to do there lies within the width of a phone. */
@Tag("browser")
@Timeout(120)
@ExtendWith(Chromium.class)
final class NarrowPortalTest {
    private static final int WIDTH = 390;

    private static PortalHouse house;

    private BrowserContext window;
    private PawnPage page;

    @BeforeAll
    static void open(@TempDir Path data) throws IOException {
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
        page = PawnPage.ofPortal(window, house.url(), "bob@example.com", PortalHouse.PASSWORD);
        assertThat(page.tab.locator("#department")).isVisible();
        page.tab.setViewportSize(WIDTH, 800);
    }

    @AfterEach
    void leave() {
        window.close();
    }

    @ParameterizedTest
    @CsvSource({"/, .person >> nth=0", "/week/, .scroll", "/privacy/, #name", "/document/, #file", "/wiki/, h1"})
    void noPageIsWiderThanThePhoneAndItsMatterHasMostOfTheWidth(String path, String matter) {
        page.tab.navigate(house.url() + path);
        assertThat(page.tab.locator(matter)).isVisible();

        BoundingBox box = page.tab.locator(matter).boundingBox();
        assertThat(page.tab.evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(WIDTH);
        assertThat(box.width).isGreaterThan(WIDTH * 0.6);
    }

    @ParameterizedTest
    @CsvSource({"/", "/week/", "/privacy/", "/document/"})
    void theFirstKeyLeadsPastThePortalsLinks(String path) {
        page.tab.navigate(house.url() + path);
        page.tab.keyboard().press("Tab");
        page.tab.keyboard().press("Enter");

        assertThat(page.tab.locator("main")).isFocused();
    }
}
