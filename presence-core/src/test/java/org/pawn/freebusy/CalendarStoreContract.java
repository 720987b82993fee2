package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

/** What every {@link CalendarStore} does. */
public interface CalendarStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    Instant NOON = Instant.parse("2030-03-04T12:00:00Z");
    URI FEED = URI.create("https://calendar.example.com/alice.ics?key=s3cret");

    /** An empty store; the same one for the whole of a test. */
    CalendarStore store();

    /** The store after a restart of what keeps it. */
    CalendarStore reopened();

    static StoredCalendar upload(AddressOfRecord person, String id, String text) {
        return new StoredCalendar(
                person,
                id,
                new CalendarOrigin.Upload(),
                StoredCalendar.Effect.BUSY,
                Optional.of(StoredCalendar.Copy.uploaded(CalendarBytes.of(text), NOON)));
    }

    static StoredCalendar feed(String id, URI url) {
        return new StoredCalendar(ALICE, id, CalendarOrigin.Feed.of(url), StoredCalendar.Effect.BUSY, Optional.empty());
    }

    /** A feed that wants a password. */
    static StoredCalendar guarded(String id, String password) {
        CalendarOrigin.Feed feed = new CalendarOrigin.Feed(FEED, Optional.of(new FeedCredentials("alice", password)));
        return new StoredCalendar(ALICE, id, feed, StoredCalendar.Effect.BUSY, Optional.empty());
    }

    static StoredCalendar.Copy copy(String text) {
        return new StoredCalendar.Copy(
                CalendarBytes.of(text), NOON, Optional.of("\"v1\""), Optional.of("Mon, 04 Mar 2030 12:00:00 GMT"));
    }

    @Test
    default void aCalendarComesBackAsItWasPut() {
        StoredCalendar calendar = feed("work", FEED).withCopy(copy("naïve\r\n"));

        boolean replaced = store().put(calendar);

        assertThat(replaced).isFalse();
        assertThat(store().find(ALICE, "work")).contains(calendar);
        assertThat(reopened().of(ALICE)).containsExactly(calendar);
    }

    @Test
    default void puttingAgainReplaces() {
        store().put(upload(ALICE, "work", "one"));

        boolean replaced = store().put(upload(ALICE, "work", "two"));

        assertThat(replaced).isTrue();
        assertThat(reopened().of(ALICE)).containsExactly(upload(ALICE, "work", "two"));
    }

    @Test
    default void peopleKeepTheirCalendarsApart() {
        store().put(upload(BOB, "work", "bob"));
        store().put(upload(ALICE, "work", "alice"));
        store().put(upload(ALICE, "home", "alice"));

        assertThat(store().of(ALICE)).extracting(StoredCalendar::id).containsExactly("home", "work");
        assertThat(store().people()).containsExactly(ALICE, BOB);
    }

    @Test
    default void whatIsRemovedIsGone() {
        store().put(upload(ALICE, "work", "alice"));

        boolean removed = store().remove(ALICE, "work");
        boolean again = store().remove(ALICE, "work");

        assertThat(removed).isTrue();
        assertThat(again).isFalse();
        assertThat(store().find(ALICE, "work")).isEmpty();
        assertThat(store().of(ALICE)).isEmpty();
        assertThat(store().people()).isEmpty();
    }

    @Test
    default void aFetchedCopyIsKeptWithItsFeed() {
        store().put(feed("work", FEED));

        boolean written = store().putCopy(feed("work", FEED), copy("one"));

        assertThat(written).isTrue();
        assertThat(reopened().find(ALICE, "work")).contains(feed("work", FEED).withCopy(copy("one")));
    }

    @Test
    default void aCopyMayBeConfirmedAndMayBeChanged() {
        Instant later = NOON.plusSeconds(900);
        store().put(feed("work", FEED).withCopy(copy("one")));

        store().putCopy(feed("work", FEED), copy("one").confirmedAt(later));
        assertThat(reopened().find(ALICE, "work"))
                .contains(feed("work", FEED).withCopy(copy("one").confirmedAt(later)));

        store().putCopy(feed("work", FEED), copy("two"));
        assertThat(reopened().find(ALICE, "work")).contains(feed("work", FEED).withCopy(copy("two")));
    }

    @Test
    default void aFeedNeverReadComesBackWithoutACopyAndEveryOriginAndEffectAsItWas() {
        StoredCalendar ignored = feed("home", FEED).withCopy(copy("")).with(StoredCalendar.Effect.IGNORE);
        StoredCalendar shifts = new StoredCalendar(
                ALICE,
                "shifts",
                new CalendarOrigin.FolderFile(),
                StoredCalendar.Effect.WORKING_HOURS,
                Optional.of(StoredCalendar.Copy.uploaded(CalendarBytes.of("file"), NOON)));
        store().put(feed("work", FEED));
        store().put(ignored);
        store().put(shifts);
        store().put(guarded("team", "open sesame"));

        assertThat(reopened().of(ALICE))
                .containsExactly(ignored, shifts, guarded("team", "open sesame"), feed("work", FEED));
    }

    @Test
    default void whatComesFromTheFolderIsFound() {
        StoredCalendar file = new StoredCalendar(
                BOB,
                "shifts",
                new CalendarOrigin.FolderFile(),
                StoredCalendar.Effect.BUSY,
                Optional.of(StoredCalendar.Copy.uploaded(CalendarBytes.of("file"), NOON)));
        store().put(file);
        store().put(upload(BOB, "work", "bob"));
        store().put(feed("work", FEED));

        assertThat(reopened().fromFolder()).containsExactly(new CalendarStore.Key(BOB, "shifts"));
    }

    @Test
    default void anEffectChangesAndNothingElseOfTheCalendar() {
        store().put(feed("work", FEED).withCopy(copy("one")));

        boolean changed = store().putEffect(ALICE, "work", StoredCalendar.Effect.WORKING_HOURS);
        store().putCopy(feed("work", FEED), copy("two"));

        assertThat(changed).isTrue();
        assertThat(reopened().find(ALICE, "work"))
                .contains(feed("work", FEED).withCopy(copy("two")).with(StoredCalendar.Effect.WORKING_HOURS));
    }

    @Test
    default void anEffectMakesNoCalendar() {
        assertThat(store().putEffect(ALICE, "work", StoredCalendar.Effect.IGNORE))
                .isFalse();
        assertThat(store().people()).isEmpty();
    }

    @Test
    default void aCopyFetchedWithAnOldPasswordIsNotKept() {
        store().put(guarded("work", "new"));

        boolean written = store().putCopy(guarded("work", "old"), copy("late"));

        assertThat(written).isFalse();
        assertThat(store().find(ALICE, "work")).contains(guarded("work", "new"));
    }

    @Test
    default void theBiggestCalendarComesBack() {
        StoredCalendar big = upload(ALICE, "big", "0123456789abcdef".repeat(10 * 1024 * 1024 / 16));

        store().put(big);
        assertThat(reopened().find(ALICE, "big")).contains(big);

        store().put(upload(ALICE, "big", "small"));
        assertThat(reopened().find(ALICE, "big")).contains(upload(ALICE, "big", "small"));
    }

    @Test
    default void whileItsOwnerAndItsFeedBothWriteTheOwnersCalendarStays() {
        store().put(feed("work", FEED));
        CompletableFuture<Void> fetching = CompletableFuture.runAsync(() -> {
            while (store().putCopy(feed("work", FEED), copy("fetched"))) {
                Thread.onSpinWait();
            }
        });

        store().put(upload(ALICE, "work", "by hand"));
        fetching.orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(reopened().find(ALICE, "work")).contains(upload(ALICE, "work", "by hand"));
    }

    @Test
    default void aLateCopyNeverOverwritesWhatTheOwnerPutMeanwhile() {
        store().put(feed("work", FEED));
        store().put(upload(ALICE, "work", "by hand"));

        boolean written = store().putCopy(feed("work", FEED), copy("late"));

        assertThat(written).isFalse();
        assertThat(store().find(ALICE, "work")).contains(upload(ALICE, "work", "by hand"));
    }

    @Test
    default void aLateCopyNeverBringsBackWhatWasRemoved() {
        store().put(feed("work", FEED));
        store().remove(ALICE, "work");

        boolean written = store().putCopy(feed("work", FEED), copy("late"));

        assertThat(written).isFalse();
        assertThat(store().of(ALICE)).isEmpty();
    }
}
