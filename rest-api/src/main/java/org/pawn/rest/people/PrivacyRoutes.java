package org.pawn.rest.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.PrivacyService;
import org.pawn.policy.RuleDocument.Validity;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.time.TimeSource;

/** {@code /v1/people/ADDRESS/privacy}: who may see what of a person, as the person decides. */
public final class PrivacyRoutes implements Routes {
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record WhoJson(
            Optional<String> person, Optional<String> group, Optional<String> domain, Optional<Boolean> everyone) {}

    private record RuleRequest(
            WhoJson who,
            String handling,
            Optional<String> level,
            Optional<Boolean> mayBreakIn,
            Optional<String> from,
            Optional<String> until) {}

    private record OneRequest(String handling, Optional<String> level, Optional<Boolean> mayBreakIn) {}

    private record ListRequest(List<RuleRequest> rules) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record RuleJson(
            WhoJson who,
            String handling,
            Optional<String> level,
            boolean mayBreakIn,
            Optional<Instant> from,
            Optional<Instant> until,
            Instant since) {}

    /** @param custom whether a document of the person's own holds, which rules cannot say and replace */
    private record ListJson(String owner, String version, List<RuleJson> rules, boolean custom) {}

    private final Directory directory;
    private final PrivacyService privacy;
    private final TimeSource time;

    public PrivacyRoutes(Directory directory, PrivacyService privacy, TimeSource time) {
        this.directory = directory;
        this.privacy = privacy;
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess own = RouteAccess.scope(Scope.PRESENCE_WRITE);
        String all = "/v1/people/{address}/privacy";
        routes.get(all, ctx -> answer(ctx, privacy.rules(owner(ctx))), own);
        routes.put(all, this::replace, own);
        routes.put(all + "/people/{viewer}", this::putOne, own);
        routes.delete(all + "/people/{viewer}", this::removeOne, own);
    }

    private void replace(Context ctx) {
        ListRequest asked = RequestBody.json(ctx, ListRequest.class);
        List<PrivacyRule> rules = asked.rules().stream().map(this::rule).toList();
        edit(ctx, before -> new PrivacyRules(before.owner(), before.version(), rules));
    }

    /** One person's rule, whatever the others are: what "allow" and "block" beside a watcher's name do. */
    private void putOne(Context ctx) {
        Matcher who = viewer(ctx);
        OneRequest asked = RequestBody.json(ctx, OneRequest.class);
        PrivacyRule rule = rule(who, asked.handling(), asked.level(), asked.mayBreakIn(), Optional.empty());
        edit(ctx, before -> {
            requireRanked(before);
            List<PrivacyRule> rules = new ArrayList<>(before.rules());
            rules.removeIf(one -> one.who().equals(who));
            rules.add(rule);
            return new PrivacyRules(before.owner(), before.version(), rules);
        });
    }

    private void removeOne(Context ctx) {
        Matcher who = viewer(ctx);
        edit(ctx, before -> {
            requireRanked(before);
            List<PrivacyRule> rules = new ArrayList<>(before.rules());
            if (!rules.removeIf(one -> one.who().equals(who))) {
                throw new Refusal.NotFound("There is no rule for this person.");
            }
            return new PrivacyRules(before.owner(), before.version(), rules);
        });
    }

    /** One rule beside a document would change what the document says; all rules may take its place. */
    private static void requireRanked(PrivacyRules rules) {
        if (rules.custom().isPresent()) {
            throw new Refusal.Conflict(
                    "A document put by XCAP holds, which rules cannot say; replace it by a whole list of rules.");
        }
    }

    private void edit(Context ctx, UnaryOperator<PrivacyRules> edit) {
        AddressOfRecord owner = owner(ctx);
        Optional<Long> expected = Versions.ifMatch(ctx)
                .filter(tag -> !tag.equals("*"))
                .map(tag -> tag.matches("[0-9]{1,18}") ? Long.parseLong(tag) : -1L);
        UnaryOperator<PrivacyRules> checked = before -> Input.value("rules", () -> edit.apply(before));
        answer(ctx, Await.result(privacy.edit(owner, expected, checked)));
    }

    private PrivacyRule rule(RuleRequest asked) {
        if (asked.from().isPresent() != asked.until().isPresent()) {
            throw new Refusal.Invalid("until", "A rule that holds for a time has both \"from\" and \"until\".");
        }
        Optional<Validity> validity = asked.from()
                .map(from -> Input.value(
                        "until",
                        () -> new Validity(
                                Input.instant("from", from),
                                Input.instant("until", asked.until().orElseThrow()))));
        return rule(matcher(asked.who()), asked.handling(), asked.level(), asked.mayBreakIn(), validity);
    }

    private PrivacyRule rule(
            Matcher who,
            String handlingLabel,
            Optional<String> levelLabel,
            Optional<Boolean> mayBreakIn,
            Optional<Validity> validity) {
        Handling handling = Input.known("handling", Handling.ofLabel(handlingLabel));
        if (levelLabel.isPresent() != (handling == Handling.ALLOW)) {
            throw new Refusal.Invalid("level", "A rule has a level exactly where it allows.");
        }
        Level level = levelLabel
                .map(label -> Input.known("level", Level.ofLabel(label)))
                .orElse(Level.BLOCKED);
        return Input.value(
                "rules", () -> new PrivacyRule(who, handling, level, mayBreakIn.orElse(false), validity, time.now()));
    }

    private Matcher matcher(WhoJson who) {
        List<Matcher> given = new ArrayList<>();
        who.person().ifPresent(address -> given.add(new Matcher.One(Input.address(directory, "person", address))));
        who.group().ifPresent(id -> given.add(new Matcher.Members(requireGroup(id))));
        who.domain().ifPresent(domain -> given.add(new Matcher.Domain(domain.toLowerCase(java.util.Locale.ROOT))));
        who.everyone().filter(all -> all).ifPresent(all -> given.add(new Matcher.Everyone()));
        if (given.size() != 1) {
            throw new Refusal.Invalid("who", "Name exactly one of person, group, domain and everyone.");
        }
        return given.get(0);
    }

    private String requireGroup(String id) {
        return Input.known("group", directory.group(id)).id();
    }

    private Matcher.One viewer(Context ctx) {
        return new Matcher.One(Input.address(directory, "viewer", ctx.pathParam("viewer")));
    }

    private AddressOfRecord owner(Context ctx) {
        return Owner.of(ctx, directory, Scope.PRESENCE_WRITE);
    }

    private static void answer(Context ctx, PrivacyRules rules) {
        String version = String.valueOf(rules.version());
        List<RuleJson> json = rules.rules().stream().map(PrivacyRoutes::json).toList();
        Versions.json(
                ctx,
                version,
                new ListJson(
                        rules.owner().toString(), version, json, rules.custom().isPresent()));
    }

    private static RuleJson json(PrivacyRule rule) {
        return new RuleJson(
                json(rule.who()),
                rule.handling().label(),
                rule.handling() == Handling.ALLOW ? Optional.of(rule.level().label()) : Optional.empty(),
                rule.mayBreakIn(),
                rule.validity().map(Validity::from),
                rule.validity().map(Validity::until),
                rule.since());
    }

    private static WhoJson json(Matcher who) {
        Optional<String> none = Optional.empty();
        if (who instanceof Matcher.One one) {
            return new WhoJson(Optional.of(one.address().toString()), none, none, Optional.empty());
        } else if (who instanceof Matcher.Members members) {
            return new WhoJson(none, Optional.of(members.group()), none, Optional.empty());
        } else if (who instanceof Matcher.Domain domain) {
            return new WhoJson(none, none, Optional.of(domain.domain()), Optional.empty());
        }
        return new WhoJson(none, none, none, Optional.of(true));
    }
}
