package org.pawn.xcap;

import static org.pawn.xcap.DocumentSchema.Slot.many;
import static org.pawn.xcap.DocumentSchema.Slot.optional;
import static org.pawn.xcap.DocumentSchema.Slot.others;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.PrivacyService;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.time.TimeSource;
import org.pawn.xml.MarkupElement;

/** {@code pres-rules}: who may see what of a person (RFC 4745, RFC 5025 section 9), by the OMA's name for it too. */
public final class PresRulesUsage implements ApplicationUsage {
    private static final Predicate<String> BOOLEAN = text -> text.matches("true|false|0|1");
    private static final Predicate<String> ID = id -> id.matches("[\\p{L}_][\\p{L}\\p{N}._-]{0,255}");

    private static final DocumentSchema SCHEMA = schema();

    private final PrivacyService privacy;
    private final PresRules rules;
    private final TimeSource time;

    public PresRulesUsage(PrivacyService privacy, Directory directory, TimeSource time) {
        this.privacy = privacy;
        this.rules = new PresRules(directory);
        this.time = time;
    }

    private static DocumentSchema schema() {
        DocumentSchema schema = new DocumentSchema(Namespaces.COMMON_POLICY, "ruleset")
                .element("ruleset", List.of(), many("rule"))
                .element(
                        "rule", List.of("id"), optional("conditions"), optional("actions"), optional("transformations"))
                .rule("rule", rule -> ID.test(rule.attribute("id").orElse("")))
                .element("conditions", List.of(), many("identity", "sphere", "validity", "*"))
                .element("identity", List.of(), many("one", "many", "*"))
                .rule("identity", identity -> !identity.elements().isEmpty())
                .element("one", List.of("id"), others())
                .element("many", List.of("domain?"), many("except", "*"))
                .element("except", List.of("domain?", "id?"))
                .element("sphere", List.of("value"))
                .element("validity", List.of(), many("from", "until"))
                .rule("validity", PresRulesUsage::isPairs)
                .text("from", List.of(), PresRulesUsage::isInstant)
                .text("until", List.of(), PresRulesUsage::isInstant)
                .element("actions", List.of(), others())
                .element("transformations", List.of(), others())
                .foreignText(
                        Namespaces.PRES_RULES, "sub-handling", text -> text.matches("block|confirm|polite-block|allow"))
                .foreignText(
                        Namespaces.PRES_RULES,
                        "provide-user-input",
                        text -> text.matches("false|bare|thresholds|full"));
        for (String attribute : List.of(
                "activities",
                "class",
                "deviceID",
                "mood",
                "place-is",
                "place-type",
                "privacy",
                "relationship",
                "sphere",
                "status-icon",
                "time-offset",
                "note")) {
            schema.foreignText(Namespaces.PRES_RULES, "provide-" + attribute, BOOLEAN);
        }
        for (String kind : List.of("persons", "services", "devices")) {
            schema.foreign(
                    Namespaces.PRES_RULES,
                    "provide-" + kind,
                    provided -> !provided.elements().isEmpty());
        }
        return schema;
    }

    private static boolean isPairs(MarkupElement validity) {
        List<MarkupElement> edges = validity.elements();
        for (int i = 0; i < edges.size(); i++) {
            if (!edges.get(i).name().equals(i % 2 == 0 ? "from" : "until")) {
                return false;
            }
        }
        return !edges.isEmpty() && edges.size() % 2 == 0;
    }

    private static boolean isInstant(String text) {
        return PresRulesReader.instant(text).isPresent();
    }

    @Override
    public String auid() {
        return "pres-rules";
    }

    @Override
    public List<Name> names() {
        return List.of(
                new Name(auid(), "index", Namespaces.PRES_RULES),
                new Name("org.openmobilealliance.pres-rules", "pres-rules", Namespaces.COMMON_POLICY));
    }

    @Override
    public String contentType() {
        return "application/auth-policy+xml";
    }

    @Override
    public List<String> namespaces() {
        return List.of(Namespaces.COMMON_POLICY, Namespaces.PRES_RULES);
    }

    @Override
    public Scope scope() {
        return Scope.PRESENCE_WRITE;
    }

    @Override
    public void check(AddressOfRecord owner, MarkupElement root) {
        SCHEMA.check(root);
        Set<String> ids = new HashSet<>();
        for (MarkupElement rule : root.elements(Namespaces.COMMON_POLICY, "rule")) {
            String id = rule.attribute("id").orElse("");
            if (!ids.add(id)) {
                throw new DocumentConflict(
                        Condition.UNIQUENESS_FAILURE, "Two rules have one id.", "ruleset/rule[@id=\"" + id + "\"]/@id");
            }
            rule.first(Namespaces.COMMON_POLICY, "conditions").ifPresent(PresRulesUsage::checkConditions);
        }
        try {
            rules.meaning(root, PrivacyRules.none(owner), time.now());
        } catch (IllegalArgumentException impossible) {
            throw new DocumentConflict(Condition.CONSTRAINT_FAILURE, String.valueOf(impossible.getMessage()));
        }
    }

    /** Who would be blocked by a list that we do not read would be let in: that is said and not passed over. */
    private static void checkConditions(MarkupElement conditions) {
        boolean lists = conditions.elements().stream()
                .anyMatch(condition -> condition.namespace().equals(Namespaces.OMA_COMMON_POLICY)
                        && condition.name().equals("external-list"));
        if (lists || conditions.elements(Namespaces.COMMON_POLICY, "identity").size() > 1) {
            throw new DocumentConflict(
                    Condition.CONSTRAINT_FAILURE,
                    "A rule names its people in one identity condition, and not by lists elsewhere.");
        }
    }

    @Override
    public boolean allowsContent(MarkupElement element) {
        return SCHEMA.allowsContent(element);
    }

    @Override
    public CompletableFuture<Void> edit(
            AddressOfRecord owner,
            Supplier<Optional<MarkupElement>> kept,
            UnaryOperator<Optional<MarkupElement>> turn) {
        return privacy.edit(owner, Optional.empty(), before -> {
                    Optional<MarkupElement> now = rules.document(kept.get(), before);
                    Optional<MarkupElement> next = turn.apply(now);
                    if (next.equals(now)) {
                        return before;
                    }
                    return next.map(root -> rules.meaning(root, before, time.now()))
                            .orElseGet(() -> new PrivacyRules(owner, before.version(), List.of()));
                })
                .thenApply(done -> null);
    }
}
