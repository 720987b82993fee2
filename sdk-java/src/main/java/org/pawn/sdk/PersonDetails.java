package org.pawn.sdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to write about a person: only what you name is changed. Immutable; each call gives a new one. */
public final class PersonDetails {
    private final Map<String, Optional<String>> changes;
    private final Map<String, List<String>> lists;

    private PersonDetails(Map<String, Optional<String>> changes, Map<String, List<String>> lists) {
        this.changes = Map.copyOf(changes);
        this.lists = Map.copyOf(lists);
    }

    /** Changes nothing yet. */
    public static PersonDetails none() {
        return new PersonDetails(Map.of(), Map.of());
    }

    /** The name to show. */
    public PersonDetails name(String name) {
        return with("name", Optional.of(name));
    }

    /** The mail address, which is also an alias of the person. */
    public PersonDetails email(String email) {
        return with("email", Optional.of(email));
    }

    /** The job title. */
    public PersonDetails title(String title) {
        return with("title", Optional.of(title));
    }

    /** The department. */
    public PersonDetails department(String department) {
        return with("department", Optional.of(department));
    }

    /** The work phone. */
    public PersonDetails phone(String phone) {
        return with("phone", Optional.of(phone));
    }

    /** An IANA name, {@code Europe/Berlin}. */
    public PersonDetails timeZone(String zone) {
        return with("timeZone", Optional.of(zone));
    }

    /** What they are there for, at most 50 of at most 64 characters, instead of what stood there. */
    public PersonDetails roles(List<String> roles) {
        return with("roles", roles);
    }

    /** What they know, at most 50 of at most 64 characters, instead of what stood there. */
    public PersonDetails skills(List<String> skills) {
        return with("skills", skills);
    }

    /** Removes a field, by its name on the wire: {@code email}, {@code title}, {@code department}, and so on. */
    public PersonDetails without(String field) {
        return with(field, Optional.empty());
    }

    /** By name on the wire; an empty value removes. */
    public Map<String, Optional<String>> changes() {
        return changes;
    }

    /** The lists to write, by name on the wire; an empty one leaves nothing. */
    public Map<String, List<String>> lists() {
        return lists;
    }

    private PersonDetails with(String field, Optional<String> value) {
        Map<String, Optional<String>> more = new LinkedHashMap<>(changes);
        more.put(field, value);
        return new PersonDetails(more, lists);
    }

    private PersonDetails with(String field, List<String> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(lists);
        more.put(field, List.copyOf(values));
        return new PersonDetails(changes, more);
    }
}
