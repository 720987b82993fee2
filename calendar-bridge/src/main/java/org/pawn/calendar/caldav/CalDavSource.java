package org.pawn.calendar.caldav;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.pawn.calendar.ical.EntryName;
import org.pawn.calendar.source.FetchFailure;
import org.pawn.calendar.source.GuardedHttp;
import org.pawn.calendar.source.HttpCalendarSource;
import org.pawn.calendar.source.Round;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.time.TimeSource;

/**
 * Calendars on the web. Where a CalDAV server answers, the calendars behind the address are synchronized, in as many
 * rounds as they take; any other address is a file, and one that ends in {@code .ics} is not even asked. Which of the two
 * a feed is shows when it is first read.
 */
public final class CalDavSource implements CalendarSource {
    private static final int MAX_ROUNDS = 240; // two hours of a server that is slow beyond use
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final String NO_CALENDAR_SERVER = "The calendar's server does not answer as one.";

    private final GuardedHttp http;
    private final HttpCalendarSource files;
    private final TimeSource time;
    private final LongReadings unfinished;

    public CalDavSource(GuardedHttp http, TimeSource time) {
        this.http = http;
        this.files = new HttpCalendarSource(http);
        this.time = time;
        this.unfinished = new LongReadings(time::nanos);
    }

    @Override
    public CalendarOrigin.Feed accepted(FeedRequest request) {
        return files.accepted(request);
    }

    @Override
    public Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known) {
        boolean isFile = known.map(copy -> !EntryName.isUsedIn(copy.bytes()))
                .orElse(feed.address().getPath().toLowerCase(Locale.ROOT).endsWith(".ics"));
        try {
            Round round = http.round(feed);
            return isFile ? files.fetch(round, known) : fetch(round, feed, known);
        } catch (FetchFailure failed) {
            return new Fetch.Failed(failed.sentence());
        } catch (MalformedAnswer garbage) {
            return new Fetch.Failed("The calendar's server answered something that cannot be read.");
        } catch (IOException unreachable) {
            return new Fetch.Failed(Round.UNREACHABLE);
        }
    }

    private Fetch fetch(Round round, CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known)
            throws IOException, MalformedAnswer {
        DavClient dav = new DavClient(round);
        Optional<LongReadings.Reading> begun = unfinished.take(feed);
        if (begun.isPresent()) {
            return read(dav, feed, begun.get(), known);
        }
        HttpUrl address = round.address();
        SyncedCalendars calendars = known.map(copy -> SyncedCalendars.read(address, copy.bytes()))
                .orElseGet(() -> new SyncedCalendars(address));
        Optional<FetchFailure> missing = listed(dav, address, calendars);
        if (missing.isPresent()) {
            if (known.isPresent()) {
                throw missing.get();
            }
            return files.fetch(round, known);
        }
        return read(dav, feed, new LongReadings.Reading(calendars, EntryReading.FIRST_BATCH, 0), known);
    }

    /** Learns what has changed; answers why it cannot where no calendar server is behind the address. */
    private Optional<FetchFailure> listed(DavClient dav, HttpUrl address, SyncedCalendars calendars)
            throws IOException, MalformedAnswer {
        CollectionSync sync = new CollectionSync(dav, time);
        Discovery.Found found = new Discovery(dav).from(address, calendars.homes());
        if (found instanceof Discovery.Found.Calendars now) {
            if (now.collections().isEmpty()) {
                throw new FetchFailure("There is no calendar behind this address.");
            }
            calendars.take(now);
            for (CalendarCollection collection : now.collections()) {
                sync.list(calendars.at(collection.url()).orElseThrow(), collection);
            }
            calendars.requireRoom();
            return Optional.empty();
        }
        if (found instanceof Discovery.Found.Closed) {
            SyncedCollection closed = calendars.takeAlone(address);
            return sync.isBusyTimeTold(closed) ? Optional.empty() : Optional.of(FetchFailure.answered(FORBIDDEN));
        }
        if (found instanceof Discovery.Found.Nothing nothing) {
            boolean isRefused = nothing.status() >= BAD_REQUEST;
            return Optional.of(
                    isRefused ? FetchFailure.answered(nothing.status()) : new FetchFailure(NO_CALENDAR_SERVER));
        }
        throw new AssertionError(found);
    }

    private Fetch read(
            DavClient dav, CalendarOrigin.Feed feed, LongReadings.Reading reading, Optional<StoredCalendar.Copy> known)
            throws IOException, MalformedAnswer {
        SyncedCalendars calendars = reading.calendars();
        EntryReading entries = new EntryReading(dav, reading.batch());
        int before = calendars.pendingCount();
        try {
            entries.read(calendars);
        } catch (FetchFailure refused) {
            throw refused;
        } catch (IOException stopped) {
            boolean isStuck = before == calendars.pendingCount() && reading.batch() == 1;
            boolean isKept = !isStuck
                    && reading.rounds() < MAX_ROUNDS
                    && unfinished.keep(
                            feed, new LongReadings.Reading(calendars, entries.batch(), reading.rounds() + 1));
            if (isKept && dav.isOver()) {
                int left = calendars.pendingCount();
                return new Fetch.Unfinished("The calendar is long: " + (calendars.size() - left) + " of "
                        + calendars.size() + " entries are read, and reading goes on.");
            }
            throw stopped;
        }
        CalendarBytes bytes = calendars.written();
        boolean isKnown = known.filter(copy -> copy.bytes().equals(bytes)).isPresent();
        return isKnown ? new Fetch.Unchanged() : new Fetch.Fresh(bytes, Optional.empty(), Optional.empty());
    }
}
