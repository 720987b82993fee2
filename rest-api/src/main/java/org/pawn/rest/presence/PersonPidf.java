package org.pawn.rest.presence;

import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.pidf.PersonFacts;
import org.pawn.pidf.PidfDocument;
import org.pawn.pidf.PidfTuple;
import org.pawn.pidf.PidfWriter;
import org.pawn.pidf.PresencePidf;
import org.pawn.policy.PresenceView;
import org.pawn.time.TimeSource;

/** A view as PIDF: one tuple for the person as composed, reached at their address. */
final class PersonPidf {
    private final Directory directory;
    private final TimeSource time;

    PersonPidf(Directory directory, TimeSource time) {
        this.directory = directory;
        this.time = time;
    }

    byte[] of(PresenceView view) {
        AddressOfRecord person = view.document().presentity();
        Optional<String> name =
                directory.person(person).filter(known -> view.showsName()).map(Person::displayName);
        PidfDocument document =
                PresencePidf.document(view.document(), false, new PersonFacts(name, view.timeZone(), time.now()));
        List<PidfTuple> tuples = document.tuples().stream()
                .map(tuple -> tuple.open().orElse(false) ? tuple.reachedAt(person.sipUri()) : tuple)
                .toList();
        return PidfWriter.write(new PidfDocument(person.presUri(), tuples, document.person(), document.notes()));
    }
}
