package org.pawn.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Level;

/**
 * Authorization rules (RFC 4745, with the actions of RFC 5025 and our levels as permissions). Every rule whose
 * conditions hold has a say; together they grant the most that any of them does (RFC 4745 section 10).
 */
public record RuleDocument(List<Rule> rules) {

    /**
     * One rule.
     *
     * @param who whom it is for; an empty list is everyone
     * @param except whom of these it is not for
     * @param spheres it holds only in one of these; empty: in any
     * @param validity it holds only then; empty: always
     * @param mayBreakIn whether do-not-disturb does not hold for these viewers
     * @param since when the person began to say so
     */
    public record Rule(
            List<Matcher> who,
            List<Matcher> except,
            List<String> spheres,
            List<Validity> validity,
            Handling handling,
            Level level,
            boolean mayBreakIn,
            Instant since) {

        public Rule {
            who = List.copyOf(who);
            except = List.copyOf(except);
            spheres = List.copyOf(spheres);
            validity = List.copyOf(validity);
        }

        /** Whether it says the same, whenever it was said. */
        public boolean saysTheSameAs(Rule other) {
            return withSince(other.since).equals(other);
        }

        private Rule withSince(Instant newSince) {
            return new Rule(who, except, spheres, validity, handling, level, mayBreakIn, newSince);
        }

        private boolean holds(Asker asker) {
            boolean meant = (who.isEmpty() || Matcher.anyMatches(who, asker)) && !Matcher.anyMatches(except, asker);
            return meant
                    && (spheres.isEmpty()
                            || asker.sphere().filter(spheres::contains).isPresent())
                    && (validity.isEmpty() || validity.stream().anyMatch(one -> one.contains(asker.now())));
        }
    }

    /** A time in which a rule holds, {@code [from, until)} (RFC 4745 section 7.3). */
    public record Validity(Instant from, Instant until) {
        boolean contains(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }

    public RuleDocument {
        rules = List.copyOf(rules);
    }

    /** The same rules, those that already stood as old as they are. */
    RuleDocument keepingSince(Optional<RuleDocument> before) {
        return new RuleDocument(rules.stream()
                .map(rule -> before.stream()
                        .flatMap(document -> document.rules.stream())
                        .filter(rule::saysTheSameAs)
                        .findFirst()
                        .orElse(rule))
                .toList());
    }

    /** What the rules grant, by union and maximum; empty where none of them has a say. */
    Optional<Grant> evaluate(Asker asker) {
        Handling handling = null;
        Level level = Level.BLOCKED;
        boolean mayBreakIn = false;
        Instant since = Instant.MIN;
        for (Rule rule : rules) {
            if (!rule.holds(asker)) {
                continue;
            }
            handling = handling == null || rule.handling().compareTo(handling) > 0 ? rule.handling() : handling;
            level = rule.level().atLeast(level) ? rule.level() : level;
            mayBreakIn |= rule.mayBreakIn();
            since = rule.handling() == Handling.POLITE_BLOCK && rule.since().isAfter(since) ? rule.since() : since;
        }
        if (handling == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (handling) {
                    case BLOCK -> Grant.BLOCKED;
                    case CONFIRM -> Grant.PENDING;
                    case POLITE_BLOCK -> new Grant(handling, level, false, Optional.of(since));
                    case ALLOW -> new Grant(handling, level, mayBreakIn, Optional.empty());
                });
    }
}
