package org.pawn.server.sip.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.dialoginfo.Dialog;
import org.pawn.policy.CallDetail;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;
import org.pawn.watching.SubscriptionService;

/**
 * The event {@code dialog} (RFC 4235): a person's calls that go through us, to whoever may see them. All of one person
 * happens on their lane.
 */
public final class DialogStates implements EventStates {
    private static final int MAX_CALLS = 64;
    private static final int MAX_RINGING = 16;

    /**
     * A call as it is for one of its sides.
     *
     * @param id names it among the calls of this server, and tells nothing
     * @param other who is at the other end, where that is known and may be
     */
    public record Side(
            AddressOfRecord person, String id, Dialog.Direction direction, Optional<AddressOfRecord> other) {}

    private final Lanes lanes;
    private final PolicyService policy;
    private final TimeSource time;
    private final Map<AddressOfRecord, Map<String, LiveDialog>> calls = new ConcurrentHashMap<>(); // values: lane only
    private final Map<AddressOfRecord, List<DialogWatch>> watches = new ConcurrentHashMap<>(); // values: lane only

    public DialogStates(Lanes lanes, PolicyService policy, SubscriptionService subscriptions, TimeSource time) {
        this.lanes = lanes;
        this.policy = policy;
        this.time = time;
        subscriptions.onRecheck(person ->
                List.copyOf(watches.getOrDefault(person, List.of())).forEach(watch -> recheck(person, watch)));
    }

    /**
     * A call is on its way for one side, {@code TRYING} to {@code EARLY}; it never goes back. Of calls that ring so many are
     * told of, so that nobody can hide others by letting somebody ring.
     */
    public void begun(Side side, Dialog.State state) {
        LiveDialog begun = new LiveDialog(side.id(), side.direction(), state, side.other(), time.now());
        step(
                side.person(),
                side.id(),
                known -> known.map(call -> call.state().compareTo(state) < 0 ? call.in(state) : call)
                        .or(() -> Optional.of(begun)));
    }

    /** A call is answered, whether or not it was told of before. */
    public void confirmed(Side side) {
        LiveDialog confirmed =
                new LiveDialog(side.id(), side.direction(), Dialog.State.CONFIRMED, side.other(), time.now());
        step(
                side.person(),
                side.id(),
                known -> Optional.of(
                        known.map(call -> confirmed.since(call.since())).orElse(confirmed)));
    }

    /** A call is over. One that is not known is no error. */
    public void ended(AddressOfRecord person, String id) {
        step(person, id, known -> known.map(call -> call.in(Dialog.State.TERMINATED)));
    }

    private void step(AddressOfRecord person, String id, UnaryOperator<Optional<LiveDialog>> step) {
        lanes.execute(person, () -> {
            Map<String, LiveDialog> all = calls.getOrDefault(person, Map.of());
            Optional<LiveDialog> known = Optional.ofNullable(all.get(id));
            step.apply(known)
                    .filter(next -> !next.equals(known.orElse(null)))
                    .filter(next -> known.isPresent() || hasRoom(all, next))
                    .ifPresent(next -> {
                        keep(person, next);
                        watches.getOrDefault(person, List.of()).forEach(watch -> watch.changed(next));
                    });
        });
    }

    private static boolean hasRoom(Map<String, LiveDialog> all, LiveDialog next) {
        long ringing = all.values().stream().filter(LiveDialog::isRinging).count();
        return all.size() < MAX_CALLS && !(next.isRinging() && ringing >= MAX_RINGING);
    }

    private void keep(AddressOfRecord person, LiveDialog call) {
        Map<String, LiveDialog> all = calls.computeIfAbsent(person, first -> new LinkedHashMap<>(4));
        if (call.isOver()) {
            all.remove(call.id());
        } else {
            all.put(call.id(), call);
        }
        if (all.isEmpty()) {
            calls.remove(person);
        }
    }

    /** Refuses whoever may not see the person, or sees no more of them than whether they are there (section 7). */
    @Override
    public CompletableFuture<EventState> watch(Interest interest, Outlet outlet) {
        AddressOfRecord person = interest.resource();
        return lanes.run(person, () -> {
            Grant grant = policy.grant(interest.watcher(), person);
            requireSeen(grant);
            DialogWatch watch = new DialogWatch(interest.watcher(), person, outlet, time, this::ask, this::close);
            watches.computeIfAbsent(person, first -> new ArrayList<>(2)).add(watch);
            watch.judged(grant, current(person));
            return watch;
        });
    }

    private void recheck(AddressOfRecord person, DialogWatch watch) {
        try {
            Grant grant = policy.grant(watch.watcher(), person);
            requireSeen(grant);
            if (!grant.equals(watch.grant())) {
                watch.judged(grant, current(person));
            }
        } catch (Refusal.NotFound gone) {
            watch.outlet().ended(Outlet.Reason.NORESOURCE);
        } catch (Refusal.NotVisible rejected) {
            watch.outlet().ended(Outlet.Reason.REJECTED);
        }
    }

    private static void requireSeen(Grant grant) {
        if (!grant.isPending() && grant.calls() == CallDetail.NONE) {
            throw new Refusal.NotVisible();
        }
    }

    private void ask(DialogWatch watch) {
        lanes.execute(watch.person(), () -> watch.judged(watch.grant(), current(watch.person())));
    }

    private void close(DialogWatch watch) {
        lanes.execute(watch.person(), () -> {
            List<DialogWatch> all = watches.getOrDefault(watch.person(), new ArrayList<>());
            all.remove(watch);
            if (all.isEmpty()) {
                watches.remove(watch.person());
            }
        });
    }

    private List<LiveDialog> current(AddressOfRecord person) {
        return List.copyOf(calls.getOrDefault(person, Map.of()).values());
    }
}
