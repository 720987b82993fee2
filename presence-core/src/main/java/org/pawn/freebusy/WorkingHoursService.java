package org.pawn.freebusy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;

/** When people work, by weekday; what a calendar states as available time goes before it. Thread-safe. */
public final class WorkingHoursService {
    private final WorkingHoursStore store;
    private final Lanes diskLanes;
    private final Map<AddressOfRecord, WorkingHours> hours;
    private final List<Consumer<AddressOfRecord>> listeners = new CopyOnWriteArrayList<>();

    /** @param diskLanes lanes on which writes of the store may wait */
    public WorkingHoursService(WorkingHoursStore store, Lanes diskLanes) {
        this.store = store;
        this.diskLanes = diskLanes;
        this.hours = new ConcurrentHashMap<>(store.all());
    }

    /** Told of everyone whose hours are no longer what they were. */
    public void onChange(Consumer<AddressOfRecord> listener) {
        listeners.add(listener);
    }

    /** The person's hours; {@link WorkingHours#UNKNOWN} where they gave none. */
    public WorkingHours of(AddressOfRecord person) {
        return hours.getOrDefault(person, WorkingHours.UNKNOWN);
    }

    /** Everybody who gave hours. */
    public Set<AddressOfRecord> people() {
        return Set.copyOf(hours.keySet());
    }

    /** Sets the hours, or forgets them when not known; durable when the future completes. */
    public CompletableFuture<Void> set(AddressOfRecord person, WorkingHours next) {
        return diskLanes.run(person, () -> {
            store.save(person, next).join();
            if (next.isKnown()) {
                hours.put(person, next);
            } else {
                hours.remove(person);
            }
            listeners.forEach(listener -> listener.accept(person));
            return null;
        });
    }

    /** Forgets a person who is no more; waits for no lane, so that any may call it. */
    public CompletableFuture<Void> forget(AddressOfRecord person) {
        hours.remove(person);
        return store.save(person, WorkingHours.UNKNOWN);
    }
}
