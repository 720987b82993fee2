package org.pawn.server.storage;

import org.pawn.policy.Matcher;

/** How whom a rule is for stands in two columns, both ways. */
final class MatcherColumns {
    private MatcherColumns() {}

    static String kind(Matcher who) {
        if (who instanceof Matcher.One) {
            return "person";
        } else if (who instanceof Matcher.Members) {
            return "group";
        }
        return who instanceof Matcher.Domain ? "domain" : "everyone";
    }

    static String who(Matcher who) {
        if (who instanceof Matcher.One one) {
            return one.address().toString();
        } else if (who instanceof Matcher.Members members) {
            return members.group();
        }
        return who instanceof Matcher.Domain domain ? domain.domain() : "-";
    }

    static Matcher matcher(String kind, String who) {
        return switch (kind) {
            case "person" -> new Matcher.One(Columns.address(who));
            case "group" -> new Matcher.Members(who);
            case "domain" -> new Matcher.Domain(who);
            case "everyone" -> new Matcher.Everyone();
            default -> throw new IllegalStateException("a privacy rule for " + kind);
        };
    }
}
