package org.pawn.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/**
 * Keeps what people chose of their notifications, and says when something may come to them that had to wait: at the end
 * of their quiet hours, and after an edit. An edit is durable before it is answered. Thread-safe.
 */
public final class NotificationService {
    private final NotificationStore store;
    private final Function<AddressOfRecord, ZoneId> zones;
    private final Lanes diskLanes;
    private final TimeSource time;
    private final Timers timers;
    private final List<Consumer<AddressOfRecord>> listeners = new CopyOnWriteArrayList<>();
    private final Map<AddressOfRecord, NotificationChoices> kept = new ConcurrentHashMap<>();
    private final Map<AddressOfRecord, Timers.Timer> ends = new ConcurrentHashMap<>();

    /**
     * @param zones where each person's clock is set
     * @param diskLanes lanes on which writes of the store may wait
     */
    public NotificationService(
            NotificationStore store,
            Function<AddressOfRecord, ZoneId> zones,
            Lanes diskLanes,
            TimeSource time,
            Timers timers) {
        this.store = store;
        this.zones = zones;
        this.diskLanes = diskLanes;
        this.time = time;
        this.timers = timers;
    }

    /** Told of everyone for whom something may come now that had to wait; on no presence lane. */
    public void onLetThrough(Consumer<AddressOfRecord> listener) {
        listeners.add(listener);
    }

    /** Brings back what the store holds; call once, before the edges open. */
    public void start() {
        store.all().forEach((person, choices) -> {
            kept.put(person, choices);
            wakeAtTheEnd(person);
        });
    }

    /** What the person chose; {@link NotificationChoices#NONE} where they chose nothing. Never waits. */
    public NotificationChoices choices(AddressOfRecord person) {
        return kept.getOrDefault(person, NotificationChoices.NONE);
    }

    /** Whether the person's quiet hours run now. Never waits. */
    public boolean isQuiet(AddressOfRecord person) {
        QuietHours hours = choices(person).quietHours();
        return hours.areSet() && hours.contain(time.now(), zones.apply(person));
    }

    /** When the person's quiet time that runs now ends. */
    public Optional<Instant> quietUntil(AddressOfRecord person) {
        QuietHours hours = choices(person).quietHours();
        return hours.areSet() ? hours.until(time.now(), zones.apply(person)) : Optional.empty();
    }

    /** Changes the choices by {@code edit}, which sees them as they are now; durable and in force when it completes. */
    public CompletableFuture<NotificationChoices> edit(
            AddressOfRecord person, UnaryOperator<NotificationChoices> edit) {
        return diskLanes.run(person, () -> {
            NotificationChoices next = edit.apply(choices(person));
            store.save(person, next).join();
            if (next.equals(NotificationChoices.NONE)) {
                kept.remove(person);
            } else {
                kept.put(person, next);
            }
            lookAgain(person);
            return next;
        });
    }

    /** The person's clock may have been set otherwise. */
    public void zoneChanged(AddressOfRecord person) {
        if (kept.containsKey(person)) {
            diskLanes.execute(person, () -> lookAgain(person));
        }
    }

    /** Forgets a person who is no more; waits for no lane, so that any may call it. */
    public CompletableFuture<Void> forget(AddressOfRecord person) {
        kept.remove(person);
        Optional.ofNullable(ends.remove(person)).ifPresent(Timers.Timer::cancel);
        return store.save(person, NotificationChoices.NONE);
    }

    private void lookAgain(AddressOfRecord person) {
        wakeAtTheEnd(person);
        listeners.forEach(listener -> listener.accept(person));
    }

    /** At start, else on the person's lane. A wall clock that was set back meanwhile only means looking once more. */
    private void wakeAtTheEnd(AddressOfRecord person) {
        Instant now = time.now();
        QuietHours hours = choices(person).quietHours();
        Optional<Timers.Timer> next = hours.nextEnd(now, zones.apply(person))
                .map(end -> timers.after(
                        Duration.between(now, end), () -> diskLanes.execute(person, () -> lookAgain(person))));
        Timers.Timer before = next.isPresent() ? ends.put(person, next.get()) : ends.remove(person);
        if (before != null) {
            before.cancel();
        }
    }
}
