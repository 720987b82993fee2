package org.pawn.rest.presence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Explanation;
import org.pawn.presence.ExplanationSentence;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.presence.Trace;
import org.pawn.presence.WorkingTime;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Problems;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;

/** {@code …/explain}: why a person shows as they do, for themself; and with {@code ?as=}, what somebody sees of it. */
public final class ExplainRoutes implements Routes {
    private final PresenceService presence;
    private final PolicyService policy;
    private final Directory directory;
    private final OwnPresence own;

    public ExplainRoutes(PresenceService presence, PolicyService policy, Directory directory, OwnPresence own) {
        this.presence = presence;
        this.policy = policy;
        this.directory = directory;
        this.own = own;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/presence/{address}/explain", this::explain, RouteAccess.scope(Scope.PRESENCE_READ));
    }

    private void explain(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_READ);
        Explanation explanation = Await.result(presence.explain(person));
        ExplanationSentence sentence = own.sentence(ctx, explanation);
        ObjectNode body = WireJson.object()
                .put("address", person.toString())
                .put("sentence", sentence.text())
                .put("at", PresenceJson.instant(explanation.at()))
                .put("timeZone", policy.zone(person).getId())
                .put("nextChange", PresenceJson.instant(explanation.nextChange()))
                .put("workingUntil", PresenceJson.instant(workingUntil(explanation.working())));
        ArrayNode changes = body.putArray("wouldChangeIt");
        sentence.changes().forEach(changes::add);
        ArrayNode rules = body.putArray("rules");
        explanation.trace().steps().forEach(step -> rules.add(json(step)));
        ArrayNode sources = body.putArray("sources");
        explanation.voices().forEach(voice -> sources.add(json(voice)));
        String viewer = ctx.queryParam("as");
        if (viewer != null) {
            body.set("seenAs", seenAs(viewer, person));
        }
        own.answer(ctx, body, person);
    }

    /**
     * What that viewer sees, or the problem they get; the same policy that answers them decides. A level stands for
     * anybody who is let in at it.
     */
    private ObjectNode seenAs(String asked, AddressOfRecord person) {
        Optional<Level> level = Level.ofLabel(asked).filter(named -> named.atLeast(Level.EXTERNAL));
        if (level.isPresent()) {
            PresenceView view = policy.view(presence.current(person), level.get());
            return WireJson.object().put("level", level.get().label()).set("presence", PresenceJson.of(view));
        }
        AddressOfRecord viewer = Input.address(directory, "as", asked);
        ObjectNode seen = WireJson.object().put("viewer", viewer.toString());
        try {
            Caller other = Caller.of(viewer);
            seen.set("presence", PresenceJson.of(policy.view(other, presence.current(person))));
        } catch (Refusal refused) { // that is the answer
            seen.set("problem", WireJson.tree(Problems.of(refused)));
        }
        return seen;
    }

    /** The end of the working day that runs. */
    private static Optional<Instant> workingUntil(WorkingTime working) {
        return working.until().filter(end -> working.state() == WorkingTime.State.WORKING);
    }

    private static ObjectNode json(Trace.Step step) {
        ObjectNode json = WireJson.object().put("rule", camelCase(step.rule()));
        step.by()
                .ifPresent(cause ->
                        json.put("source", camelCase(cause.source())).put("id", publicId(cause.source(), cause.id())));
        return json.put("availability", step.availability().label());
    }

    private static ObjectNode json(Explanation.Voice voice) {
        ObjectNode json = WireJson.object()
                .put("source", camelCase(voice.source()))
                .put("id", publicId(voice.source(), voice.id()))
                .put(
                        "availability",
                        voice.availability().map(one -> one.label()).orElse(null));
        PresenceJson.putActivities(json, voice.activities());
        return json.put("since", PresenceJson.instant(voice.since()))
                .put("until", PresenceJson.instant(voice.until()))
                .put("lastActive", PresenceJson.instant(voice.lastActive()));
    }

    /** An entity tag is a key to a publication, and an event's UID may name people: not shown, only told apart. */
    private static @Nullable String publicId(Source source, String id) {
        boolean isOnlyToldApart = source == Source.DEVICE || source == Source.CALENDAR;
        return isOnlyToldApart ? Integer.toHexString(id.hashCode()) : id;
    }

    private static String camelCase(Enum<?> name) {
        String[] words = name.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder text = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            text.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return text.toString();
    }
}
