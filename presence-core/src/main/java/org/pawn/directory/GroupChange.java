package org.pawn.directory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;

/**
 * A group was saved or removed.
 *
 * @param before as it was; absent if it is new
 * @param after as it is; absent if it is gone
 */
public record GroupChange(String id, Optional<Group> before, Optional<Group> after) {

    /** Those who may see more or less of each other than before: a team's members, old and new. */
    public Set<AddressOfRecord> teamMates() {
        Set<AddressOfRecord> mates = new LinkedHashSet<>();
        for (Optional<Group> group : List.of(before, after)) {
            group.filter(Group::team).map(Group::members).ifPresent(mates::addAll);
        }
        return mates;
    }
}
