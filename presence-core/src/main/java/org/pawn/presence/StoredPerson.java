package org.pawn.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** What the stores hold of one person, taken together, so that a restart composes and tells each person once. */
final class StoredPerson {
    private final List<Publication> publications = new ArrayList<>(2);
    private ByHand byHand = ByHand.NOTHING;
    private boolean hadDevice;

    private StoredPerson() {}

    static Map<AddressOfRecord, StoredPerson> all(
            PublicationStore publications, ManualStateStore manualStates, Moment now) {
        Map<AddressOfRecord, StoredPerson> people = new HashMap<>();
        manualStates.all().forEach((presentity, byHand) -> of(presentity, people).byHand = byHand);
        publications.everHadDevice().forEach(presentity -> of(presentity, people).hadDevice = true);
        publications
                .live(now)
                .forEach(publication ->
                        of(publication.presentity(), people).publications.add(publication));
        return people;
    }

    private static StoredPerson of(AddressOfRecord presentity, Map<AddressOfRecord, StoredPerson> people) {
        return people.computeIfAbsent(presentity, none -> new StoredPerson());
    }

    /** On the person's lane. */
    void restore(PersonState state) {
        state.byHand = byHand;
        state.saving = byHand;
        state.hadDevice |= hadDevice;
        for (Publication publication : publications) {
            state.put(publication.record().readBack(), publication.tag());
            publication.tag().ifPresent(tag -> state.put(LivePublication.readBack(publication)));
        }
    }
}
