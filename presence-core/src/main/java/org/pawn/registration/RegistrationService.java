package org.pawn.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.concurrent.WriteBehind;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/**
 * Which devices a person can be reached at. Each live binding is also a registration record of the person's presence,
 * and a publication over the same flow ends with it. Changes run on the address's lane. Thread-safe.
 */
public final class RegistrationService implements AutoCloseable {
    private final Lanes lanes;
    private final TimeSource time;
    private final Timers timers;
    private final PresenceService presence;
    private final BindingStore store;
    private final int maxBindings;
    private final WriteBehind<BindingStore.Change> writer;
    private final List<RegistrationListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<AddressOfRecord, List<Binding>> bindings = new ConcurrentHashMap<>(); // values immutable

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
            bindings.merge(binding.address(), List.of(binding), RegistrationService::joined);
            presence.put(binding.address(), reachable(binding, now).readBack());
            expireLater(binding, now);
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
            store(register.address(), before, after, now);
            return after;
        });
    }

    /** The live bindings, best q first; never waits. */
    public List<Binding> bindings(AddressOfRecord address) {
        return live(address, time.moment());
    }

    /** Those of everybody, in no order; one that has just expired may be among them. */
    public List<Binding> all() {
        return bindings.values().stream().flatMap(List::stream).toList();
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
                    now);
            return null;
        });
    }

    /** Forgets the devices of a person who was removed from the directory. */
    public CompletableFuture<Void> forget(AddressOfRecord address) {
        return lanes.run(address, () -> {
            Moment now = time.moment();
            store(address, live(address, now), List.of(), now);
            return null;
        });
    }

    /** Live bindings of everybody. */
    public int count() {
        return bindings.values().stream().mapToInt(List::size).sum();
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
                    contact.q(),
                    register.callId(),
                    register.cseq(),
                    register.flow(),
                    register.userAgent(),
                    now.deadline(contact.life()));
            after.stream().filter(one -> sameDevice(one, next)).forEach(one -> requireOrder(register, one));
            after.removeIf(one -> sameDevice(one, next));
            if (!contact.life().isZero()) {
                after.add(next);
            }
        }
        if (after.size() > maxBindings) {
            throw new Refusal.LimitExceeded("At most " + maxBindings + " devices can be registered.", Duration.ZERO);
        }
        return ordered(after);
    }

    private static boolean sameDevice(Binding one, Binding other) {
        return one.contact().equals(other.contact()) || one.key().equals(other.key());
    }

    private static void requireOrder(Register register, Binding binding) {
        if (binding.callId().equals(register.callId()) && register.cseq() <= binding.cseq()) {
            throw new Refusal.OutOfOrder();
        }
    }

    private void store(AddressOfRecord address, List<Binding> before, List<Binding> after, Moment now) {
        if (after.isEmpty()) {
            bindings.remove(address);
        } else {
            bindings.put(address, List.copyOf(after));
        }
        for (Binding gone : before) {
            if (after.stream().noneMatch(one -> one.contact().equals(gone.contact()))) {
                hide(gone, after);
            }
        }
        boolean signedIn = false;
        for (Binding binding : after) {
            if (!before.contains(binding)) {
                signedIn = true;
                writer.add(new BindingStore.Change.Saved(binding, now.wallAt(binding.deadlineNanos())));
                presence.put(binding.address(), reachable(binding, now));
                expireLater(binding, now);
            }
        }
        boolean told = signedIn;
        listeners.forEach(listener -> listener.changed(address, told));
    }

    private void hide(Binding gone, List<Binding> after) {
        writer.add(new BindingStore.Change.Removed(gone.address(), gone.contact()));
        presence.remove(gone.address(), Source.REGISTRATION, recordId(gone));
        if (after.stream().noneMatch(one -> one.flow().equals(gone.flow()))) {
            presence.flowLost(gone.address(), gone.flow());
        }
    }

    private static PresenceRecord reachable(Binding binding, Moment now) {
        return PresenceRecord.of(
                        Source.REGISTRATION, recordId(binding), Availability.AVAILABLE, now, binding.deadlineNanos())
                .withQ(binding.q())
                .withFlow(Optional.of(binding.flow()));
    }

    private void expireLater(Binding binding, Moment now) {
        timers.after(
                now.until(binding.deadlineNanos()),
                () -> lanes.execute(binding.address(), () -> {
                    Moment then = time.moment();
                    List<Binding> all = bindings.getOrDefault(binding.address(), List.of());
                    if (all.contains(binding) && then.isPast(binding.deadlineNanos())) {
                        store(binding.address(), all, live(binding.address(), then), then);
                    }
                }));
    }

    private List<Binding> live(AddressOfRecord address, Moment now) {
        List<Binding> all = bindings.getOrDefault(address, List.of());
        return all.stream().anyMatch(binding -> now.isPast(binding.deadlineNanos()))
                ? all.stream()
                        .filter(binding -> !now.isPast(binding.deadlineNanos()))
                        .toList()
                : all;
    }

    private static List<Binding> joined(List<Binding> some, List<Binding> more) {
        List<Binding> all = new ArrayList<>(some);
        all.addAll(more);
        return ordered(all);
    }

    private static List<Binding> ordered(List<Binding> some) {
        return some.stream()
                .sorted(Comparator.comparingInt(Binding::q).reversed())
                .toList();
    }

    private static String recordId(Binding binding) {
        return Integer.toHexString(binding.contact().hashCode()) + "-"
                + Integer.toHexString(binding.key().hashCode());
    }

    private static Object keyOf(BindingStore.Change change) {
        if (change instanceof BindingStore.Change.Saved saved) {
            return List.of(saved.binding().address(), saved.binding().contact());
        } else if (change instanceof BindingStore.Change.Removed removed) {
            return List.of(removed.address(), removed.contact());
        }
        throw new AssertionError(change);
    }
}
