package org.pawn.policy;

import org.pawn.address.AddressOfRecord;

/** Which viewers an identity condition speaks of (RFC 4745 section 7.1); groups are the directory's. */
public sealed interface Matcher {
    /** One person (RFC 4745 section 7.1.2). */
    record One(AddressOfRecord address) implements Matcher {}

    /** Everybody of a domain (section 7.1.3). */
    record Domain(String domain) implements Matcher {}

    /** The members of a directory group. */
    record Members(String group) implements Matcher {}

    /** Whoever is in a team with the person; for an organisation's default. */
    record Teammates() implements Matcher {}

    /** Everybody who proved who they are. */
    record Everyone() implements Matcher {}

    /** Whether the asker is meant. */
    private boolean matches(Asker asker) {
        if (this instanceof One one) {
            return one.address().equals(asker.viewer());
        } else if (this instanceof Domain many) {
            return many.domain().equals(asker.viewer().domain());
        } else if (this instanceof Members members) {
            return asker.directory()
                    .group(members.group())
                    .filter(group -> group.members().contains(asker.viewer()))
                    .isPresent();
        } else if (this instanceof Teammates) {
            return asker.directory().sameTeam(asker.viewer(), asker.presentity());
        }
        return true;
    }

    static boolean anyMatches(Iterable<Matcher> matchers, Asker asker) {
        for (Matcher matcher : matchers) {
            if (matcher.matches(asker)) {
                return true;
            }
        }
        return false;
    }
}
