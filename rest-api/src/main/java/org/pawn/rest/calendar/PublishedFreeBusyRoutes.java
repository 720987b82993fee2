package org.pawn.rest.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.LookService;
import org.pawn.directory.Directory;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.TimeSpan;
import org.pawn.policy.PolicyService;
import org.pawn.rest.access.SignedLinks;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.ProblemException;
import org.pawn.rest.http.ProblemType;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.time.TimeSource;

/**
 * {@code /v1/people/ADDRESS/freebusy.ifb} and {@code .ics}: busy time of the coming days for calendar programs, by a link or
 * with a token. A link's eyes are those of a guest at the level that its owner chose.
 */
public final class PublishedFreeBusyRoutes implements Routes {
    private static final String TYPE = "text/calendar;charset=utf-8";

    /** Somebody's window and what is seen in it. */
    private record Shown(PublishedWindow window, FreeBusy time) {
        /** The same as long as nothing changes that shows; not the age of the copy. */
        String version() {
            return Versions.of(window + " " + time.from() + " " + time.coverage() + TakenTime.of(time));
        }
    }

    private final Directory directory;
    private final PolicyService policy;
    private final VisibleFreeBusy visible;
    private final SignedLinks links;
    private final BearerAuthentication authentication;
    private final TimeSource time;

    public PublishedFreeBusyRoutes(
            Directory directory,
            PolicyService policy,
            LookService looks,
            FreeBusyService freeBusy,
            SignedLinks links,
            BearerAuthentication authentication,
            TimeSource time) {
        this.directory = directory;
        this.policy = policy;
        this.visible = new VisibleFreeBusy(looks, freeBusy);
        this.links = links;
        this.authentication = authentication;
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/people/{address}/freebusy.ifb", this::freeBusy, RouteAccess.OPEN);
        routes.get("/v1/people/{address}/freebusy.ics", this::events, RouteAccess.OPEN);
    }

    private void freeBusy(Context ctx) {
        Shown shown = shown(ctx);
        AddressOfRecord person = shown.window().person();
        if (!Versions.answeredNotModified(ctx, shown.version() + "-ifb")) {
            named(ctx, person, "ifb").result(FreeBusyText.published(person, "days ahead", shown.time(), time.now()));
        }
    }

    private void events(Context ctx) {
        Shown shown = shown(ctx);
        AddressOfRecord person = shown.window().person();
        if (!Versions.answeredNotModified(ctx, shown.version() + "-ics")) {
            named(ctx, person, "ics").result(BusyEventsText.of(person, TakenTime.of(shown.time()), time.now()));
        }
    }

    private static Context named(Context ctx, AddressOfRecord person, String ending) {
        String name = person.user().replaceAll("[^A-Za-z0-9._-]", "_");
        return ctx.contentType(TYPE).header("Content-Disposition", "inline; filename=\"" + name + "." + ending + "\"");
    }

    private Shown shown(Context ctx) {
        AddressOfRecord person = Input.address(directory, ctx);
        Optional<Token> link =
                links.given(ctx, what -> PublishedWindow.parse(what).person().equals(person));
        return link.map(token -> byLink(token, person)).orElseGet(() -> byToken(ctx, person));
    }

    private Shown byToken(Context ctx, AddressOfRecord person) {
        Caller caller = authentication
                .ifGiven(ctx)
                .orElseThrow(() -> new ProblemException(ProblemType.UNAUTHENTICATED, "This needs a link or a token."));
        caller.require(Scope.FREEBUSY_READ);
        PublishedWindow window = new PublishedWindow(person, PublishedWindow.DEFAULT_DAYS);
        return new Shown(window, visible.ofMany(caller, person, days(window)));
    }

    private Shown byLink(Token link, AddressOfRecord person) {
        PublishedWindow window = PublishedWindow.parse(links.what(link));
        Caller guest = new Caller(link.name(), Optional.empty(), Level.COMPANY, Set.of(), Optional.of(link.id()));
        FreeBusy seen = visible.ofMany(guest, person, days(window));
        return new Shown(window, link.level() == Level.COMPANY ? seen : withoutTypes(seen));
    }

    private TimeSpan days(PublishedWindow window) {
        return window.at(time.now(), policy.zone(window.person()));
    }

    /** When somebody is taken, and not how: outsiders need not learn who is out of office. */
    private static FreeBusy withoutTypes(FreeBusy time) {
        List<BusyInterval> busy = new ArrayList<>();
        for (BusyInterval interval : time.busy()) {
            busy.add(new BusyInterval(interval.start(), interval.end(), BusyType.BUSY));
        }
        return new FreeBusy(
                time.from(),
                time.to(),
                time.asOf(),
                time.coverage(),
                BusyInterval.merge(busy),
                time.unknown(),
                time.workingHours(),
                time.usableHours());
    }
}
