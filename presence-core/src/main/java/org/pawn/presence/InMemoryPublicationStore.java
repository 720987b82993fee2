package org.pawn.presence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** Keeps publications as long as the process lives. */
public final class InMemoryPublicationStore implements PublicationStore {
    private record Key(AddressOfRecord presentity, Source source, String id) {}

    private final Map<Key, Publication> publications = new LinkedHashMap<>(); // guarded by this
    private final Set<AddressOfRecord> hadDevice = new LinkedHashSet<>(); // guarded by this

    @Override
    public synchronized void apply(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Saved saved) {
                PresenceRecord record = saved.publication().record();
                publications.put(
                        new Key(saved.publication().presentity(), record.source(), record.id()), saved.publication());
            } else if (change instanceof Change.Removed removed) {
                publications.remove(new Key(removed.presentity(), removed.source(), removed.id()));
            } else if (change instanceof Change.FirstDevice first) {
                hadDevice.add(first.presentity());
            } else {
                throw new AssertionError(change);
            }
        }
    }

    @Override
    public synchronized List<Publication> live(Moment now) {
        return publications.values().stream()
                .filter(publication -> publication.expiresAt().isAfter(now.wall()))
                .map(publication -> new Publication(
                        publication.presentity(),
                        publication.record().renewed(now, now.nanosAt(publication.expiresAt())),
                        publication.tag(),
                        publication.expiresAt()))
                .toList();
    }

    @Override
    public synchronized Set<AddressOfRecord> everHadDevice() {
        return Set.copyOf(hadDevice);
    }

    @Override
    public synchronized void purge(Instant instant) {
        publications.values().removeIf(publication -> !publication.expiresAt().isAfter(instant));
    }
}
