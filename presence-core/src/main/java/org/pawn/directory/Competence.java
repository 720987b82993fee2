package org.pawn.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person is there for and what they know: "supervisor", "French", "routers". Kept as written; compared without
 * case and accents, in which no two of a list are the same.
 *
 * @param roles at most 50 of at most 64 characters, in the directory's order
 * @param skills likewise
 */
public record Competence(List<String> roles, List<String> skills) {
    public static final Competence NONE = new Competence(List.of(), List.of());

    private static final int MAX_ENTRIES = 50;
    private static final int MAX_LENGTH = 64;

    public Competence {
        roles = checked(roles);
        skills = checked(skills);
    }

    /** Whether one of these, as {@link Words#fold} writes them, is a role of theirs. */
    public boolean hasAnyRole(Set<String> folded) {
        return roles.stream().map(Words::fold).anyMatch(folded::contains);
    }

    /** Whether all of these, as {@link Words#fold} writes them, are skills of theirs. */
    public boolean hasAllSkills(Set<String> folded) {
        return skills.stream().map(Words::fold).collect(Collectors.toSet()).containsAll(folded);
    }

    /**
     * What can be a role or a skill.
     *
     * @throws IllegalArgumentException if that cannot
     */
    public static void check(String word) {
        boolean broken = word.isBlank() || word.length() > MAX_LENGTH || !word.equals(word.strip());
        if (broken || word.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a role or skill has 1 to " + MAX_LENGTH + " printable characters");
        }
    }

    private static List<String> checked(List<String> words) {
        if (words.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("a person has at most " + MAX_ENTRIES + " roles and as many skills");
        }
        Set<String> seen = new HashSet<>();
        words.forEach(Competence::check);
        return words.stream().filter(word -> seen.add(Words.fold(word))).toList();
    }
}
