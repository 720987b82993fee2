package org.pawn.resourcelist;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one NOTIFY tells of a list, beside the states themselves (RFC 4662 section 5).
 *
 * @param uri of the list
 * @param version counts the notices of one subscription from zero
 * @param full whether all resources are named; else those of which there is news
 */
public record ListNotice(String uri, long version, boolean full, Optional<String> name, List<Resource> resources) {
    /** @param instance empty while nothing is known of it */
    public record Resource(String uri, Optional<String> name, Optional<Instance> instance) {}

    /**
     * The subscription to one resource behind the list.
     *
     * @param reason why it is terminated
     * @param cid the part that holds its state
     */
    public record Instance(String id, State state, Optional<String> reason, Optional<String> cid) {}

    /** Where it stands. */
    public enum State {
        PENDING,
        ACTIVE,
        TERMINATED;

        /** The wire name. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ListNotice {
        resources = List.copyOf(resources);
    }
}
