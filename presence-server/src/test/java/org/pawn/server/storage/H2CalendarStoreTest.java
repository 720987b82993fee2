package org.pawn.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.pawn.freebusy.CalendarStore;
import org.pawn.freebusy.CalendarStoreContract;

final class H2CalendarStoreTest extends ReopenedStores<CalendarStore> implements CalendarStoreContract {
    H2CalendarStoreTest() {
        super(Stores::calendars);
    }

    @Test
    void theFileDoesNotShowAFeedsAddress() throws IOException {
        store().put(CalendarStoreContract.feed("work", FEED));

        close();

        String file = Files.readString(directory.resolve("pawn.mv.db"), StandardCharsets.ISO_8859_1);
        open();
        assertThat(file).contains("alice@example.com").doesNotContain("s3cret");
    }

    @Test
    void theFileDoesNotShowAFeedsPassword() throws IOException {
        store().put(CalendarStoreContract.guarded("work", "open sesame"));

        close();

        String file = Files.readString(directory.resolve("pawn.mv.db"), StandardCharsets.ISO_8859_1);
        open();
        assertThat(store().find(ALICE, "work")).contains(CalendarStoreContract.guarded("work", "open sesame"));
        assertThat(file).contains("alice@example.com").doesNotContain("open sesame");
    }

    @Test
    void withAnotherKeyACopyIsKeptWithoutItsFeed() throws IOException {
        store().put(CalendarStoreContract.feed("read", FEED).withCopy(CalendarStoreContract.copy("one")));
        store().put(CalendarStoreContract.feed("unread", FEED));
        close();
        Files.delete(directory.resolve("secret.key"));
        open();

        assertThat(store().of(ALICE)).singleElement().satisfies(calendar -> {
            assertThat(calendar.id()).isEqualTo("read");
            assertThat(calendar.feed()).isEmpty();
        });
    }
}
