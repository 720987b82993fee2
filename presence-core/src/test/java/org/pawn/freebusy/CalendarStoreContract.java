package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
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

    static StoredCalendar upload(AddressOfRecord person, String id, String text) {
        return new StoredCalendar(
                person,
                id,
                Optional.empty(),
                StoredCalendar.Effect.COUNTS,
                Optional.of(StoredCalendar.Copy.uploaded(CalendarBytes.of(text), NOON)));
    }

    static StoredCalendar feed(String id, URI url) {
        return new StoredCalendar(ALICE, id, Optional.of(url), StoredCalendar.Effect.COUNTS, Optional.empty());
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
        assertThat(store().of(ALICE)).containsExactly(calendar);
    }

    @Test
    default void puttingAgainReplaces() {
        store().put(upload(ALICE, "work", "one"));

        boolean replaced = store().put(upload(ALICE, "work", "two"));

        assertThat(replaced).isTrue();
        assertThat(store().of(ALICE)).containsExactly(upload(ALICE, "work", "two"));
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
        assertThat(store().find(ALICE, "work")).contains(feed("work", FEED).withCopy(copy("one")));
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
