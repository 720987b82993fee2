package org.pawn.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Competence;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.directory.Words;

/**
 * Whom a query can mean, however they are: a selection of the directory's people, in which all that is given must hold.
 *
 * @param group the id of a directory group; everybody where absent
 * @param words that {@link Words} finds
 * @param roles of which they have at least one, without case and accents; any where empty
 * @param skills of which they have every one, likewise
 */
public record Candidates(Optional<String> group, Optional<Words> words, Set<String> roles, Set<String> skills) {
    public static final Candidates EVERYBODY = new Candidates(Optional.empty(), Optional.empty(), Set.of(), Set.of());

    private static final int MAX_WANTED = 50;

    public Candidates {
        roles = folded(roles);
        skills = folded(skills);
    }

    /** The members of a group. */
    public static Candidates of(String group) {
        return new Candidates(Optional.of(group), Optional.empty(), Set.of(), Set.of());
    }

    /** Whether they are chosen by what colleagues alone are shown of a person. */
    boolean areForColleagues() {
        return words.isPresent() || !roles.isEmpty() || !skills.isEmpty();
    }

    boolean include(Directory directory, AddressOfRecord person) {
        return group.map(id -> directory.isMember(person, id)).orElse(true)
                && directory.person(person).filter(this::suit).isPresent();
    }

    /** All of them, in no particular order. */
    List<AddressOfRecord> in(Directory directory) {
        List<Person> all = group.isEmpty()
                ? directory.all()
                : directory.group(group.get()).map(Group::members).orElse(List.of()).stream()
                        .flatMap(member -> directory.person(member).stream())
                        .toList();
        return all.stream().filter(this::suit).map(Person::address).toList();
    }

    private boolean suit(Person person) {
        Competence competence = person.competence();
        return (roles.isEmpty() || competence.hasAnyRole(roles))
                && (skills.isEmpty() || competence.hasAllSkills(skills))
                && words.map(sought -> sought.find(person)).orElse(true);
    }

    private static Set<String> folded(Set<String> wanted) {
        if (wanted.size() > MAX_WANTED) {
            throw new IllegalArgumentException("a query names at most " + MAX_WANTED + " roles and as many skills");
        }
        wanted.forEach(Competence::check);
        return wanted.stream().map(Words::fold).collect(Collectors.toUnmodifiableSet());
    }
}
