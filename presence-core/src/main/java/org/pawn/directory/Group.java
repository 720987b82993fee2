package org.pawn.directory;

import java.util.List;
import org.pawn.address.AddressOfRecord;

/**
 * A directory group.
 *
 * @param id stable, 1 to 64 of {@code a-z 0-9 - _ .}
 * @param team whether its members see each other at Team
 * @param members in the directory's order
 */
public record Group(String id, String name, boolean team, List<AddressOfRecord> members) {
    private static final int MAX_NAME = 256;

    public Group {
        if (!id.matches("[a-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("a group's id has 1 to 64 of a-z, 0-9, dot, dash, underscore");
        }
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a group's name has 1 to " + MAX_NAME + " characters");
        }
        members = members.stream().distinct().toList();
    }
}
