package org.pawn.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.concurrent.WriteBehind;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.refusal.Refusal;
import org.pawn.registration.BindingInfo.Event;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/**
 * Which devices a person can be reached at. Each live binding is also a registration record of the person's presence,
 * and a publication over the same flow ends with it. Changes run on the address's lane. Thread-safe.
 */
public final class RegistrationService implements AutoCloseable {
    private static final int GRAINS = 16;
    private static final int UNTOLD_GRAINS = 4;

    /** A person's live bindings. */
    private static final class Devices {
        private volatile List<Binding> bindings = List.of(); // immutable; written on the lane
        private List<BindingInfo> infos = List.of(); // immutable; lane only
        private Timers.@Nullable Timer timer; // lane only
        private long timerNanos; // lane only
        private final Set<String> readBack = new HashSet<>(0); // lane only: keys of those not heard of since the start
    }

    private final Lanes lanes;
    private final TimeSource time;
    private final Timers timers;
    private final PresenceService presence;
    private final BindingStore store;
    private final int maxBindings;
    private final WriteBehind<BindingStore.Change> writer;
    private final List<RegistrationListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<AddressOfRecord, Devices> devices = new ConcurrentHashMap<>();

    public RegistrationService(
            Lanes lanes,
            TimeSource time,
            Timers timers,
            PresenceService presence,
            BindingStore store,
            int maxBindings) {
        this.lanes = lanes;
        this.time = time;
        this.timers = timers;
        this.presence = presence;
        this.store = store;
        this.maxBindings = maxBindings;
        this.writer = new WriteBehind<>("bindings", RegistrationService::keyOf, store::apply);
    }

    public void addListener(RegistrationListener listener) {
        listeners.add(listener);
    }

    /** Brings back the live bindings and starts the write-behind; call once, before the edges open. */
    public void start() {
        Moment now = time.moment();
        store.purge(now.wall());
        for (Binding binding : store.live(now)) {
            Devices known = devices.computeIfAbsent(binding.address(), first -> new Devices());
            known.bindings = ordered(joined(known.bindings, binding));
            known.readBack.add(binding.key());
            presence.put(binding.address(), reachable(binding, now).readBack());
            known.infos = BindingHistory.live(known.infos, known.bindings, now);
            expireLater(binding.address(), known, now);
        }
        writer.start();
    }

    /**
     * Applies one REGISTER and gives the live bindings after it, best q first.
     *
     * @throws Refusal.OutOfOrder (in the future) if a later request of the same Call-ID was served; nothing changes
     * @throws Refusal.LimitExceeded (in the future) if there would be too many bindings; nothing changes
     */
    public CompletableFuture<List<Binding>> register(Register register) {
        return lanes.run(register.address(), () -> {
            Moment now = time.moment();
            List<Binding> before = live(register.address(), now);
            if (register.contacts().isEmpty() && !register.removeAll()) {
                return before;
            }
            List<Binding> after = register.removeAll() ? removeAll(register, before) : apply(register, before, now);
            store(register.address(), before, after, Event.UNREGISTERED, now);
            return after;
        });
    }

    /** The live bindings, best q first; never waits. */
    public List<Binding> bindings(AddressOfRecord address) {
        return live(address, time.moment());
    }

    /**
     * The live bindings and what became of each, handed over on the address's lane: what listeners hear after that came
     * after it.
     */
    public CompletableFuture<Void> infos(AddressOfRecord address, Consumer<List<BindingInfo>> taker) {
        return lanes.run(address, () -> {
            Moment now = time.moment();
            taker.accept(BindingHistory.live(infos(address), live(address, now), now));
            return null;
        });
    }

    /**
     * The live devices, best q first, each by the flow that it registered over last: of one device's several flows only
     * one is ever used at a time (RFC 5626 section 7).
     */
    public List<Binding> devices(AddressOfRecord address) {
        List<Binding> all = bindings(address);
        if (all.stream().allMatch(one -> one.flowNumber().isEmpty())) {
            return all;
        }
        Map<String, Binding> newest = new LinkedHashMap<>();
        all.forEach(one -> newest.merge(one.device(), one, (earlier, later) -> later));
        return ordered(List.copyOf(newest.values()));
    }

    /** Those of everybody, in no order; one that has just expired may be among them. */
    public List<Binding> all() {
        return devices.values().stream()
                .flatMap(person -> person.bindings.stream())
                .toList();
    }

    /** Whether a live binding came over that flow. */
    public boolean isOn(AddressOfRecord address, String flow) {
        return bindings(address).stream().anyMatch(binding -> binding.flow().equals(flow));
    }

    /** The connection is gone: its bindings end at once, its publications after their grace. */
    public CompletableFuture<Void> flowLost(AddressOfRecord address, String flow) {
        return lanes.run(address, () -> {
            Moment now = time.moment();
            List<Binding> before = live(address, now);
            store(
                    address,
                    before,
                    before.stream().filter(one -> !one.flow().equals(flow)).toList(),
                    Event.DEACTIVATED,
                    now);
            return null;
        });
    }

    /** Forgets the devices of a person who was removed from the directory. */
    public CompletableFuture<Void> forget(AddressOfRecord address) {
        return lanes.run(address, () -> {
            Moment now = time.moment();
            store(address, live(address, now), List.of(), Event.REJECTED, now);
            return null;
        });
    }

    /** Live bindings of everybody. */
    public int count() {
        return devices.values().stream()
                .mapToInt(person -> person.bindings.size())
                .sum();
    }

    @Override
    public void close() {
        writer.close();
    }

    private static List<Binding> removeAll(Register register, List<Binding> before) {
        before.forEach(binding -> requireOrder(register, binding));
        return List.of();
    }

    private List<Binding> apply(Register register, List<Binding> before, Moment now) {
        List<Binding> after = new ArrayList<>(before);
        for (Register.Contact contact : register.contacts()) {
            Binding next = new Binding(
                    register.address(),
                    contact.uri(),
                    contact.instance(),
                    contact.flowNumber(),
                    register.path(),
                    contact.q(),
                    register.callId(),
                    register.cseq(),
                    register.flow(),
                    register.userAgent(),
                    now.wall(),
                    now.deadline(contact.life()));
            List<Binding> replaced =
                    after.stream().filter(one -> one.isReplacedBy(next)).toList();
            replaced.forEach(one -> requireOrder(register, one));
            after.removeAll(replaced);
            if (!contact.life().isZero()) {
                after.add(before.stream()
                        .filter(one -> one.callId().equals(next.callId())
                                && one.device().equals(next.device()))
                        .findFirst()
                        .map(goesOn -> next.begunAt(goesOn.begunAt()))
                        .orElse(next));
            }
        }
        if (after.size() > maxBindings) {
            throw new Refusal.LimitExceeded("At most " + maxBindings + " devices can be registered.", Duration.ZERO);
        }
        return ordered(after);
    }

    private static void requireOrder(Register register, Binding binding) {
        if (binding.callId().equals(register.callId()) && register.cseq() <= binding.cseq()) {
            throw new Refusal.OutOfOrder();
        }
    }

    private void store(AddressOfRecord address, List<Binding> before, List<Binding> after, Event end, Moment now) {
        List<BindingInfo> known = infos(address);
        keep(address, after, now);
        for (Binding gone : before) {
            if (after.stream().noneMatch(one -> one.key().equals(gone.key()))) {
                writer.add(new BindingStore.Change.Removed(gone.address(), gone.key()));
                presence.remove(gone.address(), Source.REGISTRATION, recordId(gone));
            }
            if (after.stream()
                    .noneMatch(one -> one.flow().equals(gone.flow())
                            || one.flowNumber().isEmpty() && one.contact().equals(gone.contact()))) {
                presence.flowLost(gone.address(), gone.flow());
            }
        }
        for (Binding binding : after) {
            if (!before.contains(binding)) {
                if (isFirstSinceStart(binding) || isNews(binding, before, now)) {
                    writer.add(new BindingStore.Change.Saved(binding, now.wallAt(binding.deadlineNanos())));
                    presence.put(binding.address(), reachable(binding, now));
                }
            }
        }
        tell(address, known, after, end, now);
    }

    private void tell(AddressOfRecord address, List<BindingInfo> known, List<Binding> after, Event end, Moment now) {
        List<BindingInfo> infos = BindingHistory.live(known, after, now);
        Optional.ofNullable(devices.get(address)).ifPresent(person -> person.infos = infos);
        List<BindingInfo> changes = BindingHistory.changes(known, infos, end, now);
        if (!changes.isEmpty()) {
            listeners.forEach(listener -> listener.changed(address, changes));
        }
    }

    private List<BindingInfo> infos(AddressOfRecord address) {
        return Optional.ofNullable(devices.get(address))
                .map(person -> person.infos)
                .orElse(List.of());
    }

    /** It ends with the binding, by our word; its own life is longer by what refreshes may add without one. */
    private static PresenceRecord reachable(Binding binding, Moment now) {
        long deadlineNanos = binding.deadlineNanos() + UNTOLD_GRAINS * grain(binding, now);
        return PresenceRecord.of(Source.REGISTRATION, recordId(binding), Availability.AVAILABLE, now, deadlineNanos)
                .withQ(binding.q())
                .withFlow(Optional.of(binding.flow()));
    }

    private boolean isFirstSinceStart(Binding binding) {
        Devices person = devices.get(binding.address());
        return person != null && person.readBack.remove(binding.key());
    }

    private void keep(AddressOfRecord address, List<Binding> after, Moment now) {
        if (!after.isEmpty()) {
            Devices known = devices.computeIfAbsent(address, first -> new Devices());
            known.bindings = List.copyOf(after);
            expireLater(address, known, now);
            return;
        }
        Devices gone = devices.remove(address);
        if (gone != null && gone.timer != null) {
            gone.timer.cancel();
        }
    }

    /**
     * Whether the store and presence must know. Of a refresh that lengthens a life by little it need not: the row that a restart reads
     * dies by less than a sixteenth of the life too early.
     */
    private static boolean isNews(Binding binding, List<Binding> before, Moment now) {
        long grain = grain(binding, now);
        for (Binding one : before) {
            boolean sameGrain = Math.floorDiv(one.deadlineNanos(), grain)
                    == Math.floorDiv(binding.deadlineNanos(), grain); // grains of all lives nest
            if (sameGrain && one.isRenewedBy(binding)) {
                return false;
            }
        }
        return true;
    }

    private static long grain(Binding binding, Moment now) {
        return Long.highestOneBit(Math.max(1, (binding.deadlineNanos() - now.nanos()) / GRAINS));
    }

    /** One timer a person: it wakes early enough for the first to die, and looks again then. */
    private void expireLater(AddressOfRecord address, Devices person, Moment now) {
        long first =
                person.bindings.isEmpty() ? now.nanos() : person.bindings.get(0).deadlineNanos();
        for (Binding binding : person.bindings) {
            first = binding.deadlineNanos() - first < 0 ? binding.deadlineNanos() : first;
        }
        if (person.timer != null && person.timerNanos - first <= 0) {
            return;
        }
        if (person.timer != null) {
            person.timer.cancel();
        }
        person.timerNanos = first;
        person.timer = timers.after(now.until(first), () -> lanes.execute(address, () -> expire(address, person)));
    }

    private void expire(AddressOfRecord address, Devices person) {
        if (devices.get(address) != person) {
            return;
        }
        person.timer = null;
        Moment now = time.moment();
        List<Binding> all = person.bindings;
        List<Binding> alive = live(address, now);
        if (alive.size() < all.size()) {
            store(address, all, alive, Event.EXPIRED, now);
        } else {
            expireLater(address, person, now);
        }
    }

    private List<Binding> live(AddressOfRecord address, Moment now) {
        Devices known = devices.get(address);
        List<Binding> all = known == null ? List.of() : known.bindings;
        for (Binding binding : all) {
            if (now.isPast(binding.deadlineNanos())) {
                return all.stream()
                        .filter(one -> !now.isPast(one.deadlineNanos()))
                        .toList();
            }
        }
        return all;
    }

    private static List<Binding> joined(List<Binding> some, Binding more) {
        List<Binding> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    private static List<Binding> ordered(List<Binding> some) {
        if (some.size() == 1) {
            return some;
        }
        return some.stream()
                .sorted(Comparator.comparingInt(Binding::q).reversed())
                .toList();
    }

    static String recordId(Binding binding) {
        return Integer.toHexString(binding.device().hashCode()) + "-"
                + Integer.toHexString(binding.key().hashCode());
    }

    private static Object keyOf(BindingStore.Change change) {
        if (change instanceof BindingStore.Change.Saved saved) {
            return List.of(saved.binding().address(), saved.binding().key());
        } else if (change instanceof BindingStore.Change.Removed removed) {
            return List.of(removed.address(), removed.key());
        }
        throw new AssertionError(change);
    }
}
