package org.pawn.rest.recognize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.Look;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;
import org.pawn.rest.presence.PresenceJson;
import org.pawn.rest.presence.PresenceLookup;

/** {@code /v1/recognize}: who is named in a text, how they are, and what one could do. */
public final class RecognizeRoutes implements Routes {
    private static final int MAX_CHARS = 256 * 1024;

    private record TextRequest(String text) {}

    private record Action(String id, String label, Optional<String> uri) {}

    private record SpanJson(
            int start,
            int end,
            String kind,
            String text,
            Optional<String> address,
            Optional<String> name,
            Optional<String> group,
            Optional<String> phone,
            Optional<ObjectNode> presence,
            List<Action> actions) {}

    private final Directory directory;
    private final PresenceLookup lookup;
    private final PolicyService policy;
    private final AtomicReference<@Nullable NameIndex> index = new AtomicReference<>();

    /** Listens for changes of the directory, so that names are indexed once for many texts. */
    public RecognizeRoutes(Directory directory, PresenceLookup lookup, PolicyService policy) {
        this.directory = directory;
        this.lookup = lookup;
        this.policy = policy;
        directory.onChange(person -> index.set(null));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/recognize", this::recognize, RouteAccess.scope(Scope.PEOPLE_READ));
    }

    private void recognize(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        String text = RequestBody.json(ctx, TextRequest.class).text();
        if (text.length() > MAX_CHARS) {
            throw new Refusal.TooLarge(MAX_CHARS);
        }
        List<SpanJson> spans = new ArrayList<>();
        for (Recognition.Span span : Recognition.spans(directory, names(), text)) {
            json(caller, span).ifPresent(spans::add);
        }
        ctx.header("Cache-Control", "private, no-cache")
                .contentType("application/json")
                .result(WireJson.write(Map.of("spans", spans)));
    }

    private NameIndex names() {
        NameIndex held = index.get();
        if (held == null) {
            held = new NameIndex(directory);
            index.set(held);
        }
        return held;
    }

    private Optional<SpanJson> json(Caller caller, Recognition.Span span) {
        if (span.person().isPresent()) {
            return view(caller, span.person().get()).map(view -> person(caller, span, view));
        }
        if (span.group().isPresent()) {
            return policy.isColleague(caller)
                    ? Optional.of(span(
                            span,
                            "group",
                            Optional.empty(),
                            span.group().map(group -> group.name()),
                            Optional.empty(),
                            List.of()))
                    : Optional.empty();
        }
        Action call = new Action(
                "call", "Call " + span.phone().orElseThrow(), span.phone().map(number -> "tel:" + number));
        return Optional.of(span(span, "phone", Optional.empty(), Optional.empty(), Optional.empty(), List.of(call)));
    }

    private SpanJson person(Caller caller, Recognition.Span span, PresenceView view) {
        AddressOfRecord address = view.document().presentity();
        Optional<Person> person =
                directory.person(address).filter(known -> view.level().atLeast(Level.COMPANY));
        Optional<ObjectNode> presence =
                caller.has(Scope.PRESENCE_READ) ? Optional.of(PresenceJson.of(view)) : Optional.empty();
        return span(
                span,
                "person",
                Optional.of(address),
                person.map(Person::displayName),
                presence,
                actions(address, person));
    }

    private static List<Action> actions(AddressOfRecord address, Optional<Person> person) {
        String name = person.map(Person::displayName).orElse(address.toString());
        List<Action> actions = new ArrayList<>();
        actions.add(new Action("message", "Send " + name + " a message", Optional.of(address.sipUri())));
        actions.add(new Action("call", "Call " + name, Optional.of(address.sipUri())));
        person.flatMap(known -> known.emails().stream().findFirst())
                .ifPresent(mail -> actions.add(new Action("mail", "Write to " + name, Optional.of("mailto:" + mail))));
        actions.add(new Action("schedule", "See when " + name + " is free", Optional.empty()));
        return actions;
    }

    /** Somebody who is not to be seen is just text. */
    private Optional<PresenceView> view(Caller caller, AddressOfRecord person) {
        try {
            return Optional.of(
                    caller.has(Scope.PRESENCE_READ)
                            ? lookup.view(caller, person, Look.Kind.MENTION)
                            : lookup.unnoted(caller, person));
        } catch (Refusal.NotFound | Refusal.NotVisible unseen) {
            return Optional.empty();
        }
    }

    private static SpanJson span(
            Recognition.Span span,
            String kind,
            Optional<AddressOfRecord> address,
            Optional<String> name,
            Optional<ObjectNode> presence,
            List<Action> actions) {
        return new SpanJson(
                span.start(),
                span.end(),
                kind,
                span.text(),
                address.map(Object::toString),
                name,
                span.group().map(group -> group.id()),
                span.phone(),
                presence,
                actions);
    }
}
