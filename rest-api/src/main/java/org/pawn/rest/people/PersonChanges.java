package org.pawn.rest.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pawn.directory.Competence;
import org.pawn.directory.Person;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;

/** A merge patch of a person (RFC 7396): absent members stay, null removes, anything else replaces. */
final class PersonChanges {
    private static final Set<String> OWN = Set.of("timeZone", "phone", "workPhones", "privatePhones");
    private static final Set<String> ALL = Set.of(
            "timeZone",
            "phone",
            "workPhones",
            "privatePhones",
            "name",
            "email",
            "aliases",
            "title",
            "department",
            "roles",
            "skills");

    private final ObjectNode patch;

    /** @throws Refusal.Invalid for a member that a person does not have */
    PersonChanges(ObjectNode patch) {
        this.patch = patch;
        patch.fieldNames().forEachRemaining(field -> {
            if (!ALL.contains(field)) {
                throw new Refusal.Invalid(field, "A person has no \"" + field + "\" that can be changed.");
            }
        });
        if (patch.isEmpty()) {
            throw new Refusal.Invalid("body", "Nothing to change.");
        }
    }

    /** Whether the person may do this themself. */
    boolean areOwn() {
        List<String> fields = new ArrayList<>();
        patch.fieldNames().forEachRemaining(fields::add);
        return OWN.containsAll(fields);
    }

    Person applyTo(Person person) {
        List<String> emails = emails(person.emails());
        Competence competence = competence(person.competence());
        Optional<List<String>> phone = text("phone").map(List::of);
        List<String> workPhones =
                patch.has("phone") ? phone.orElse(List.of()) : list("workPhones", person.workPhones());
        return Input.value(
                "person",
                () -> new Person(
                        person.address(),
                        patch.has("name") ? name() : person.displayName(),
                        patch.has("title") ? text("title") : person.title(),
                        patch.has("department") ? text("department") : person.department(),
                        emails,
                        workPhones,
                        list("privatePhones", person.privatePhones()),
                        patch.has("timeZone") ? zone() : person.timeZone(),
                        competence));
    }

    private String name() {
        return text("name").orElseThrow(() -> new Refusal.Invalid("name", "A person has a name."));
    }

    private Optional<ZoneId> zone() {
        return text("timeZone").map(id -> Input.value("timeZone", () -> ZoneId.of(id)));
    }

    /** The first is the one to write to, the others are aliases. */
    private List<String> emails(List<String> before) {
        Optional<String> first =
                patch.has("email") ? text("email") : before.stream().findFirst();
        List<String> rest = list("aliases", before.stream().skip(1).toList());
        List<String> all = new ArrayList<>(first.stream().toList());
        all.addAll(rest);
        return all;
    }

    private Competence competence(Competence before) {
        Competence roles = Input.value("roles", () -> new Competence(list("roles", before.roles()), before.skills()));
        return Input.value("skills", () -> new Competence(roles.roles(), list("skills", before.skills())));
    }

    private Optional<String> text(String field) {
        JsonNode node = patch.get(field);
        return isNothing(node) ? Optional.empty() : Optional.of(string(field, node));
    }

    private List<String> list(String field, List<String> before) {
        JsonNode node = patch.get(field);
        if (node == null) {
            return before;
        }
        if (!node.isNull() && !node.isArray()) {
            throw new Refusal.Invalid(field, "\"" + field + "\" is a list.");
        }
        List<String> all = new ArrayList<>();
        node.forEach(one -> all.add(string(field, one)));
        return all;
    }

    private static String string(String field, @Nullable JsonNode node) {
        if (node == null || !node.isTextual()) {
            throw new Refusal.Invalid(field, "\"" + field + "\" is text.");
        }
        return node.textValue();
    }

    private static boolean isNothing(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }
}
