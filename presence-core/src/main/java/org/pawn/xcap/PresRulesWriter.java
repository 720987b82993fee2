package org.pawn.xcap;

import static org.pawn.xcap.Namespaces.COMMON_POLICY;
import static org.pawn.xcap.Namespaces.PAWN;
import static org.pawn.xcap.Namespaces.PRES_RULES;

import java.util.ArrayList;
import java.util.List;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.RuleDocument;
import org.pawn.xml.MarkupElement;

/** Writes rules as a document that other programs read as the standards say (RFC 4745, RFC 5025). */
final class PresRulesWriter {
    private PresRulesWriter() {}

    static MarkupElement root() {
        return policy("ruleset")
                .with(new MarkupElement.Binding("cp", COMMON_POLICY))
                .with(new MarkupElement.Binding("pr", PRES_RULES))
                .with(new MarkupElement.Binding("pawn", PAWN));
    }

    /** @param id one that no other rule has */
    static MarkupElement rule(PresRulesReader.Reading reading, String id) {
        RuleDocument.Rule rule = reading.rule();
        List<MarkupElement> actions = new ArrayList<>();
        actions.add(new MarkupElement(PRES_RULES, "pr", "sub-handling", List.of(), List.of(), List.of())
                .withText(handling(rule.handling())));
        if (rule.mayBreakIn()) {
            actions.add(ours("may-break-in"));
        }
        if (reading.elseWider()) {
            actions.add(ours("else-wider"));
        }
        List<MarkupElement> transformations =
                rule.handling() == Handling.ALLOW ? PresRulesLevel.permissions(rule.level()) : List.of();
        return policy("rule")
                .with("id", id)
                .withChildren(List.of(
                        policy("conditions").withChildren(conditions(rule)),
                        policy("actions").withChildren(actions),
                        policy("transformations").withChildren(transformations)));
    }

    private static List<MarkupElement> conditions(RuleDocument.Rule rule) {
        List<MarkupElement> conditions = new ArrayList<>();
        conditions.add(policy("identity")
                .withChildren(
                        rule.who().stream().map(who -> who(who, rule.except())).toList()));
        rule.spheres().forEach(sphere -> conditions.add(policy("sphere").with("value", sphere)));
        if (!rule.validity().isEmpty()) {
            List<MarkupElement> edges = new ArrayList<>();
            rule.validity().forEach(span -> {
                edges.add(policy("from").withText(span.from().toString()));
                edges.add(policy("until").withText(span.until().toString()));
            });
            conditions.add(policy("validity").withChildren(edges));
        }
        return conditions;
    }

    private static MarkupElement who(Matcher who, List<Matcher> except) {
        if (who instanceof Matcher.One one) {
            return policy("one").with("id", one.address().sipUri());
        } else if (who instanceof Matcher.Members members) {
            return ours("group")
                    .with("id", members.group())
                    .withChildren(
                            except.stream().map(one -> exception(one, true)).toList());
        }
        MarkupElement many = policy("many");
        MarkupElement some = who instanceof Matcher.Domain domain ? many.with("domain", domain.domain()) : many;
        return some.withChildren(
                except.stream().map(one -> exception(one, false)).toList());
    }

    private static MarkupElement exception(Matcher who, boolean ofGroup) {
        if (who instanceof Matcher.Members members) {
            return ours("except").with("group", members.group());
        }
        MarkupElement except = ofGroup ? ours("except") : policy("except");
        if (who instanceof Matcher.One one) {
            return except.with("id", one.address().sipUri());
        } else if (who instanceof Matcher.Domain domain) {
            return except.with("domain", domain.domain());
        }
        throw new IllegalArgumentException("everyone is no exception");
    }

    private static String handling(Handling handling) {
        return switch (handling) {
            case BLOCK -> "block";
            case CONFIRM -> "confirm";
            case POLITE_BLOCK -> "polite-block";
            case ALLOW -> "allow";
        };
    }

    private static MarkupElement policy(String name) {
        return new MarkupElement(COMMON_POLICY, "cp", name, List.of(), List.of(), List.of());
    }

    private static MarkupElement ours(String name) {
        return new MarkupElement(PAWN, "pawn", name, List.of(), List.of(), List.of());
    }
}
