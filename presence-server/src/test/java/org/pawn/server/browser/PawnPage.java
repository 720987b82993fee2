package org.pawn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** One tab, seen as its reader sees it: by roles and accessible names. Whatever it complains of is kept. */
public final class PawnPage {
    /** Errors of scripts, refused inline scripts and styles, dialogs: a test that expects none says so. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    final Page tab;

    PawnPage(BrowserContext window, String url) {
        tab = window.newPage();
        tab.onPageError(complaints::add);
        tab.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        tab.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("TrustedHTML")) {
                complaints.add(message.text());
            }
        });
        tab.navigate(url);
    }

    /** The portal's first page, once somebody signed in there. */
    public static PawnPage ofPortal(BrowserContext window, String portal, String address, String password) {
        PawnPage page = new PawnPage(window, portal);
        page.tab.getByLabel("Address").fill(address);
        page.tab.getByLabel("Password").fill(password);
        page.tab
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        return page;
    }

    /** The pawn whose accessible name is exactly this. */
    Locator pawn(String name) {
        return tab.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator pawnThat(String nameMatches) {
        return tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(nameMatches)));
    }

    Locator card(String person) {
        return tab.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Contact card of " + person));
    }

    /** Waits until a pawn reads so, two seconds at most: as fast as a person must see it. */
    void shows(String name) {
        assertThat(pawn(name).first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(2000));
    }

    void showsWithin(double milliseconds, String name) {
        assertThat(pawn(name).first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(milliseconds));
    }

    /** The mark on the picture's head, which tells the states apart without colour. */
    String markOf(Locator pawn) {
        return pawn.locator("svg path").last().getAttribute("d");
    }
}
