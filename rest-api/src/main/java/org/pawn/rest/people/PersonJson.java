package org.pawn.rest.people;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.directory.Person;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;

/** A person as a viewer of some level sees them in the directory; what they may not see is absent. */
record PersonJson(
        String address,
        String name,
        Optional<String> email,
        Optional<List<String>> aliases,
        Optional<String> title,
        Optional<String> department,
        Optional<String> phone,
        Optional<List<String>> workPhones,
        Optional<List<String>> privatePhones,
        Optional<String> timeZone,
        Optional<List<String>> roles,
        Optional<List<String>> skills,
        Optional<String> version) {

    static PersonJson of(Person person, Level level) {
        if (!level.atLeast(Level.COMPANY)) {
            return stranger(person);
        }
        PersonJson plain = new PersonJson(
                person.address().toString(),
                person.displayName(),
                person.emails().stream().findFirst(),
                Optional.of(person.emails().stream().skip(1).toList()),
                person.title(),
                person.department(),
                person.workPhones().stream().findFirst(),
                Optional.of(person.workPhones()),
                level.atLeast(Level.PERSONAL) ? Optional.of(person.privatePhones()) : Optional.empty(),
                person.timeZone().map(ZoneId::getId),
                Optional.of(person.competence().roles()),
                Optional.of(person.competence().skills()),
                Optional.empty());
        return plain.withVersion(Versions.of(WireJson.write(plain)));
    }

    private static PersonJson stranger(Person person) {
        String address = person.address().toString();
        Optional<String> none = Optional.empty();
        return new PersonJson(
                address,
                address,
                none,
                Optional.empty(),
                none,
                none,
                none,
                Optional.empty(),
                Optional.empty(),
                none,
                Optional.empty(),
                Optional.empty(),
                none);
    }

    private PersonJson withVersion(String newVersion) {
        return new PersonJson(
                address,
                name,
                email,
                aliases,
                title,
                department,
                phone,
                workPhones,
                privatePhones,
                timeZone,
                roles,
                skills,
                Optional.of(newVersion));
    }
}
