package org.pawn.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.address.AddressOfRecord;

final class CompetenceTest {
    private static final Competence FRENCH_SUPERVISOR =
            new Competence(List.of("Supervisor", "First aider"), List.of("Français", "Routers"));

    @Test
    void oneOfTheRolesIsEnoughAndAllOfTheSkillsAreNeeded() {
        assertThat(FRENCH_SUPERVISOR.hasAnyRole(Set.of("supervisor", "manager")))
                .isTrue();
        assertThat(FRENCH_SUPERVISOR.hasAnyRole(Set.of("manager"))).isFalse();
        assertThat(FRENCH_SUPERVISOR.hasAllSkills(Set.of("francais", "routers")))
                .isTrue();
        assertThat(FRENCH_SUPERVISOR.hasAllSkills(Set.of("francais", "spanish")))
                .isFalse();
    }

    @Test
    void theSameWordInAnotherSpellingIsKeptOnceAsFirstWritten() {
        Competence doubled = new Competence(List.of("Supervisor", "SUPERVISOR"), List.of("Français", "francais"));

        assertThat(doubled.roles()).containsExactly("Supervisor");
        assertThat(doubled.skills()).containsExactly("Français");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " padded ", "two\nlines", "\u0000"})
    void whatIsNoShortWordIsRefused(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Competence(List.of(word), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Competence(List.of(), List.of(word)));
    }

    @Test
    void thereAreFiftyOfSixtyFourCharactersAtMost() {
        List<String> fifty = java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> ("%02d" + "x".repeat(62)).formatted(i))
                .toList();

        assertThat(new Competence(fifty, fifty).skills()).hasSize(50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Competence(List.of(), Collections.nCopies(51, "same")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Competence(List.of("x".repeat(65)), List.of()));
    }

    @Test
    void peopleAreFoundByWhatTheyAreThereForAndWhatTheyKnow() {
        Directory directory = new Directory(new InMemoryPersonStore());
        AddressOfRecord alice = new AddressOfRecord("alice", "example.com");
        directory.save(person(alice)).join();
        directory.save(Person.of(new AddressOfRecord("bob", "example.com"))).join();

        assertThat(directory.search("supervisor francais"))
                .extracting(Person::address)
                .containsExactly(alice);
        assertThat(directory.search("supervisor spanish")).isEmpty();
    }

    private static Person person(AddressOfRecord address) {
        return new Person(
                address,
                "Alice",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(ZoneId.of("Europe/Berlin")),
                FRENCH_SUPERVISOR);
    }
}
