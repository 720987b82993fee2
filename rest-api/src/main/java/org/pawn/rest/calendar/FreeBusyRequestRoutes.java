package org.pawn.rest.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.audit.LookService;
import org.pawn.directory.Directory;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.FreeBusyRequest;
import org.pawn.freebusy.FreeBusyRequestReader;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.time.TimeSource;

/**
 * {@code POST /v1/freebusy-requests}: a question after busy time as calendar programs write it, and one reply for each
 * attendee (RFC 5546 section 3.3). Who asks is whose token it is; the message's ORGANIZER is only carried back.
 */
public final class FreeBusyRequestRoutes implements Routes {
    private static final String CALENDAR = "text/calendar";
    private static final int MAX_BYTES = 128 * 1024;
    private static final Duration MAX_TIME = Duration.ofSeconds(60);

    /** An attendee's time, and how it went (RFC 5546 section 3.6). */
    private record Reply(FreeBusy time, String status) {}

    private final Directory directory;
    private final FreeBusyRequestReader reader;
    private final VisibleFreeBusy visible;
    private final TimeSource time;

    public FreeBusyRequestRoutes(
            Directory directory,
            LookService looks,
            FreeBusyService freeBusy,
            FreeBusyRequestReader reader,
            TimeSource time) {
        this.directory = directory;
        this.reader = reader;
        this.visible = new VisibleFreeBusy(looks, freeBusy);
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/freebusy-requests", this::answer, RouteAccess.scope(Scope.FREEBUSY_READ));
    }

    private void answer(Context ctx) {
        if (!RequestBody.mediaType(ctx).equals(CALENDAR)) {
            throw new Refusal.UnsupportedContent(List.of(CALENDAR));
        }
        FreeBusyRequest request = reader.read(CalendarBytes.of(RequestBody.bytes(ctx, MAX_BYTES)));
        TimeSpan window = FreeBusyService.windowOfMany(
                request.window().start(), request.window().end());
        Caller caller = BearerAuthentication.caller(ctx);
        long deadlineNanos = time.moment().deadline(MAX_TIME);
        ByteArrayOutputStream replies = new ByteArrayOutputStream();
        for (String attendee : request.attendees()) {
            replies.writeBytes(text(request, attendee, reply(caller, attendee, window, deadlineNanos)));
        }
        ctx.header("Cache-Control", "private, no-cache")
                .contentType(CALENDAR + ";charset=utf-8;method=REPLY")
                .result(replies.toByteArray());
    }

    private Reply reply(Caller caller, String attendee, TimeSpan window, long deadlineNanos) {
        try {
            if (time.moment().isPast(deadlineNanos)) {
                throw new Refusal.Unavailable("So many calendars take longer to read.");
            }
            FreeBusy known = visible.ofMany(caller, Input.address(directory, "attendee", attendee), window);
            return new Reply(known, "2.0;Success");
        } catch (Refusal refused) { // one who is not to be seen does not spoil the rest; nobody unknown is free
            return new Reply(FreeBusy.unknown(window, Coverage.NONE, Optional.empty()), status(refused));
        }
    }

    private static String status(Refusal refused) {
        return switch (refused.kind()) { // no default: a new kind must not compile until it is mapped
            case NOT_FOUND, INVALID -> "3.7;Invalid calendar user";
            case NOT_VISIBLE, FORBIDDEN, NOT_AUTHENTICATED -> "3.8;No authority";
            case STALE_ENTITY_TAG,
                    STALE_VERSION,
                    INTERVAL_TOO_BRIEF,
                    UNSUPPORTED_EVENT,
                    UNSUPPORTED_CONTENT,
                    NO_SUCH_SUBSCRIPTION,
                    OUT_OF_ORDER,
                    TOO_LARGE,
                    LIMIT_EXCEEDED,
                    CONFLICT,
                    UNAVAILABLE,
                    NOT_SUPPORTED -> "5.1;Service unavailable";
        };
    }

    /** Section 3.3.3: one VFREEBUSY and one ATTENDEE in each object. */
    private byte[] text(FreeBusyRequest request, String attendee, Reply reply) {
        ContentLines text = new ContentLines()
                .begin()
                .line("METHOD:REPLY")
                .line("BEGIN:VFREEBUSY")
                .line("UID:" + request.uid())
                .line("DTSTAMP:" + ContentLines.start(time.now()))
                .line("ORGANIZER:" + request.organizer())
                .line("ATTENDEE:" + attendee);
        FreeBusyText.addTime(text, reply.time());
        return text.line("REQUEST-STATUS:" + reply.status())
                .line("END:VFREEBUSY")
                .line("END:VCALENDAR")
                .toByteArray();
    }
}
