package org.pawn.rest.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.PolicyService;
import org.pawn.presence.Explanation;
import org.pawn.presence.ExplanationSentence;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Language;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

/** What the resources share with which a person speaks of themself: whose they are, how they end, how they answer. */
public final class OwnPresence {
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final Directory directory;
    private final PolicyService policy;
    private final PresenceLookup lookup;
    private final TimeSource time;

    public OwnPresence(Directory directory, PolicyService policy, PresenceLookup lookup, TimeSource time) {
        this.directory = directory;
        this.policy = policy;
        this.lookup = lookup;
        this.time = time;
    }

    /** The person in the path, who must be the caller unless an administrator calls. */
    AddressOfRecord person(Context ctx, Scope scope) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord person = Input.address(directory, ctx);
        caller.requireOwnerOf(person, scope);
        lookup.requireVisible(caller, person); // refuses an administrator who means nobody
        return person;
    }

    /** The end that {@code for} or {@code until} gives, if one does. */
    Optional<Instant> end(Optional<String> life, Optional<String> until) {
        if (life.isPresent() && until.isPresent()) {
            throw new Refusal.Invalid("until", "Give \"for\" or \"until\", not both.");
        }
        Instant now = time.now();
        Optional<Instant> end =
                life.map(text -> now.plus(lasting(text))).or(() -> until.map(text -> Input.instant("until", text)));
        if (end.filter(instant -> !instant.isAfter(now)).isPresent()) {
            throw new Refusal.Invalid("until", "That is already over.");
        }
        return end;
    }

    /** Why the person shows so, in the reader's language and by the person's clock. */
    ExplanationSentence sentence(Context ctx, Explanation explanation) {
        AddressOfRecord person = explanation.document().presentity();
        return new ExplanationSentence(explanation, policy.zone(person), Language.of(ctx));
    }

    /** Answers with {@code body} and, beside it, what shows now. */
    void answer(Context ctx, ObjectNode body, AddressOfRecord person) {
        body.set("effective", PresenceJson.of(lookup.view(BearerAuthentication.caller(ctx), person)));
        ctx.header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization, Origin, Accept-Language")
                .contentType("application/json")
                .result(WireJson.write(body));
    }

    private static Duration lasting(String text) {
        Duration life = Input.duration("for", text);
        if (life.compareTo(LONGEST) > 0) {
            throw new Refusal.Invalid("for", "At most ten years.");
        }
        return life;
    }
}
