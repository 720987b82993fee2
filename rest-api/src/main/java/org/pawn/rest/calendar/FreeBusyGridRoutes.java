package org.pawn.rest.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.LookService;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.TimeSpan;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.time.TimeSource;

/** {@code /v1/freebusy-grid.svg}: busy time of several people as a picture, as far as the caller may see it. */
public final class FreeBusyGridRoutes implements Routes {
    private static final int MAX_PEOPLE = 50;
    private static final int MAX_SPANS = 20_000;

    private final Directory directory;
    private final PolicyService policy;
    private final VisibleFreeBusy visible;
    private final TimeSource time;

    public FreeBusyGridRoutes(
            Directory directory, PolicyService policy, LookService looks, FreeBusyService freeBusy, TimeSource time) {
        this.directory = directory;
        this.policy = policy;
        this.visible = new VisibleFreeBusy(looks, freeBusy);
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/freebusy-grid.svg", this::grid, RouteAccess.scope(Scope.FREEBUSY_READ));
    }

    private void grid(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        GridQuestion question = question(ctx, caller);
        List<GridRow> rows = new ArrayList<>();
        int spans = 0;
        for (String requested : people(ctx, caller)) {
            GridRow row = row(caller, requested, question.window());
            spans += row.time().busy().size()
                    + row.time().unknown().size()
                    + row.time().usableHours().size();
            if (spans > MAX_SPANS) {
                throw new Refusal.LimitExceeded("That is too much for one picture; ask for fewer days.", Duration.ZERO);
            }
            rows.add(row);
        }
        String svg = FreeBusyGrid.svg(question, rows);
        if (!Versions.answeredNotModified(ctx, Versions.of(svg))) {
            ctx.contentType("image/svg+xml").result(svg.getBytes(StandardCharsets.UTF_8));
        }
    }

    private GridQuestion question(Context ctx, Caller caller) {
        ZoneId zone = Optional.ofNullable(ctx.queryParam("timeZone"))
                .map(id -> Input.value("timeZone", () -> ZoneId.of(id)))
                .orElseGet(() -> policy.zoneOf(caller));
        LocalDate from = Optional.ofNullable(ctx.queryParam("from"))
                .map(text -> Input.value("from", () -> LocalDate.parse(text)))
                .orElseGet(() -> LocalDate.ofInstant(time.now(), zone));
        int days = Optional.ofNullable(ctx.queryParam("days"))
                .map(text -> Input.value("days", () -> Integer.parseInt(text)))
                .orElse(GridQuestion.DEFAULT_DAYS);
        return Input.value("days", () -> new GridQuestion(zone, from, days));
    }

    private List<String> people(Context ctx, Caller caller) {
        Set<String> people = new LinkedHashSet<>(ctx.queryParams("address"));
        Optional.ofNullable(ctx.queryParam("group"))
                .ifPresent(id -> group(caller, id).members().stream()
                        .filter(member -> policy.isVisible(caller, member))
                        .forEach(member -> people.add(member.toString())));
        if (people.isEmpty() || people.size() > MAX_PEOPLE) {
            throw new Refusal.Invalid("address", "A grid shows 1 to " + MAX_PEOPLE + " people.");
        }
        return List.copyOf(people);
    }

    /** Groups are for colleagues, here as everywhere. */
    private Group group(Caller caller, String id) {
        return directory
                .group(id)
                .filter(found -> policy.isColleague(caller))
                .orElseThrow(() -> new Refusal.NotFound("There is no such group."));
    }

    private GridRow row(Caller caller, String requested, TimeSpan window) {
        try {
            AddressOfRecord person = Input.address(directory, "address", requested);
            FreeBusy known = visible.ofMany(caller, person, window);
            return new GridRow(name(caller, person), remark(known), known);
        } catch (Refusal.NotFound | Refusal.NotVisible | Refusal.Invalid refused) { // does not spoil the rest
            FreeBusy none = FreeBusy.unknown(window, Coverage.NONE, Optional.empty());
            return new GridRow(requested, Optional.of(refused.getMessage()), none);
        }
    }

    private String name(Caller caller, AddressOfRecord person) {
        boolean mayKnow =
                caller.has(Scope.PEOPLE_READ) && policy.level(caller, person).atLeast(Level.COMPANY);
        return directory
                .person(person)
                .filter(any -> mayKnow)
                .map(Person::displayName)
                .orElse(person.toString());
    }

    private static Optional<String> remark(FreeBusy time) {
        return switch (time.coverage()) {
            case KNOWN -> Optional.empty();
            case STALE -> Optional.of("calendar out of date");
            case NONE -> Optional.of("no calendar");
            case HIDDEN -> Optional.of("hidden from you");
        };
    }
}
