package org.pawn.policy;

import java.time.Instant;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.policy.RuleDocument.Validity;

/**
 * One of a person's own rules: what somebody sees of them. A person goes before a group, a group before a domain, a
 * domain before everyone; among equals the one that denies more counts.
 *
 * @param who one person, a group, a domain, or everyone
 * @param level what is shown when {@code handling} is allow; never Self
 * @param validity when it holds; always where absent
 * @param since when the person began to say so
 */
public record PrivacyRule(
        Matcher who, Handling handling, Level level, boolean mayBreakIn, Optional<Validity> validity, Instant since) {

    public PrivacyRule {
        if (level == Level.SELF || handling == Handling.ALLOW && level == Level.BLOCKED) {
            throw new IllegalArgumentException("a rule that allows names External, Company, Team or Personal");
        }
        if (who instanceof Matcher.Teammates) {
            throw new IllegalArgumentException("name the group");
        }
        if (handling != Handling.ALLOW && mayBreakIn) {
            throw new IllegalArgumentException("who is not let in cannot break in");
        }
    }

    /** How narrow it is: the narrower rule counts. */
    int rank() {
        if (who instanceof Matcher.One) {
            return 3;
        } else if (who instanceof Matcher.Members) {
            return 2;
        } else if (who instanceof Matcher.Domain) {
            return 1;
        }
        return 0;
    }

    /** Whether it says the same, whenever it was said. */
    public boolean saysTheSameAs(PrivacyRule other) {
        return withSince(other.since).equals(other);
    }

    PrivacyRule withSince(Instant newSince) {
        return new PrivacyRule(who, handling, level, mayBreakIn, validity, newSince);
    }
}
