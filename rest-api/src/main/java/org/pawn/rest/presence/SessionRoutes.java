package org.pawn.rest.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;

/** {@code /v1/presence/ADDRESS/sessions/ID}: what an application says its user is doing in it. */
public final class SessionRoutes implements Routes {
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(5);
    private static final Duration MIN_LIFE = Duration.ofSeconds(30);
    private static final Duration MAX_LIFE = Duration.ofDays(7);

    private record Session(
            String availability,
            Optional<String> activity,
            Optional<String> activityText,
            Optional<StateRequest.NoteInput> note,
            Optional<String> expires) {}

    private final Directory directory;
    private final PresenceService presence;
    private final PresenceLookup lookup;
    private final TimeSource time;

    public SessionRoutes(Directory directory, PresenceService presence, PresenceLookup lookup, TimeSource time) {
        this.directory = directory;
        this.presence = presence;
        this.lookup = lookup;
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        String path = "/v1/presence/{address}/sessions/{sessionId}";
        RouteAccess write = RouteAccess.scope(Scope.PRESENCE_WRITE);
        routes.get(path, this::read, write);
        routes.put(path, this::write, write);
        routes.delete(path, this::end, write);
    }

    private void read(Context ctx) {
        AddressOfRecord person = person(ctx);
        PresenceRecord record = Await.result(presence.record(person, Source.SESSION, recordId(ctx)))
                .orElseThrow(() -> new Refusal.NotFound("There is no such live session."));
        answer(ctx, record);
    }

    private void write(Context ctx) {
        AddressOfRecord person = person(ctx);
        Session session = RequestBody.json(ctx, Session.class);
        Availability availability = StateRequest.availability(session.availability());
        Duration life = life(session.expires());
        Moment now = time.moment();
        PresenceRecord record = new PresenceRecord(
                Source.SESSION,
                recordId(ctx),
                Optional.of(availability),
                StateRequest.activities(session.activity(), session.activityText()),
                session.note().map(StateRequest.NoteInput::note),
                Optional.empty(),
                Optional.of("application"),
                List.of(),
                0,
                now.wall(),
                Optional.empty(),
                now.nanos(),
                now.deadline(life),
                Optional.empty(),
                false);
        boolean isNew = Await.result(presence.record(person, Source.SESSION, record.id()))
                .isEmpty();
        Await.result(presence.put(person, record));
        ctx.status(isNew ? 201 : 200);
        answer(
                ctx,
                Await.result(presence.record(person, Source.SESSION, record.id()))
                        .orElse(record)); // with the since that a renewal keeps
    }

    private void end(Context ctx) {
        Await.result(presence.remove(person(ctx), Source.SESSION, recordId(ctx)));
        ctx.status(204);
    }

    private void answer(Context ctx, PresenceRecord record) {
        Caller caller = BearerAuthentication.caller(ctx);
        ObjectNode body = WireJson.object();
        ObjectNode session = body.putObject("session")
                .put("id", ctx.pathParam("sessionId"))
                .put("application", caller.name())
                .put("availability", record.availability().orElseThrow().label());
        session.put(
                "activity",
                record.activities().stream()
                        .findFirst()
                        .map(one -> one.kind().label())
                        .orElse(null));
        record.activities().stream()
                .flatMap(one -> one.text().stream())
                .forEach(text -> session.put("activityText", text));
        session.set("note", record.note().map(PresenceJson::note).orElse(null));
        session.put("since", PresenceJson.instant(record.since()))
                .put("expiresAt", PresenceJson.instant(time.moment().wallAt(record.deadlineNanos())));
        AddressOfRecord person = Input.address(directory, ctx);
        body.set("effective", PresenceJson.of(lookup.view(caller, person)));
        body.put("why", why(record, lookup.document(person)));
        ctx.header("Cache-Control", "private, no-cache")
                .contentType("application/json")
                .result(WireJson.write(body));
    }

    /**
     * Whom this application may speak of: everybody it may see where the token is an application's, its own person
     * otherwise.
     */
    private AddressOfRecord person(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord person = Input.address(directory, ctx);
        if (!isApplication(caller)) {
            caller.requireOwnerOf(person, Scope.PRESENCE_WRITE);
        }
        lookup.requireVisible(caller, person);
        return person;
    }

    private static boolean isApplication(Caller caller) {
        return caller.person().isEmpty() && !caller.name().startsWith(Caller.GUEST);
    }

    /** The application is the token's, so that none can end or replace another's session. */
    private static String recordId(Context ctx) {
        return Input.value(
                "sessionId", () -> bounded(BearerAuthentication.caller(ctx).name() + "/" + ctx.pathParam("sessionId")));
    }

    private static String bounded(String id) {
        if (id.length() > 255) {
            throw new IllegalArgumentException("the session's name is too long");
        }
        return id;
    }

    private Duration life(Optional<String> expires) {
        Duration life = expires.map(given -> Input.life("expires", given, time)).orElse(DEFAULT_LIFE);
        if (life.compareTo(MIN_LIFE) < 0) {
            throw new Refusal.IntervalTooBrief(MIN_LIFE);
        }
        if (life.compareTo(MAX_LIFE) > 0) {
            throw new Refusal.Invalid("expires", "A session lives for at most P7D; renew it.");
        }
        return life;
    }

    private static String why(PresenceRecord record, PresenceDocument document) {
        Availability said = record.availability().orElseThrow();
        return document.availability() == said
                ? "The person shows " + said.label() + ", as this session says."
                : "This session says " + said.label() + "; together with the person's other sources that shows as "
                        + document.availability().label() + ".";
    }
}
