package org.pawn.messaging;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.messaging.MessageService.Outcome;
import org.pawn.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that wait on disk, and the rounds in which they are delivered: one round a person at a time. */
final class WaitingMessages {
    /** A round that runs: whether it found anything is known once the store has been read. */
    private record Round(CompletableFuture<Boolean> found, boolean again) {
        static Round fresh() {
            return new Round(new CompletableFuture<>(), false);
        }
    }

    /** Messages to one person of which it is not settled whether they wait, and whether a round began meanwhile. */
    private record Underway(int count, boolean missed) {}

    /** How far a round came on one page: what it left behind, and whether it goes on. */
    private record Passed(int left, boolean goesOn) {}

    private static final Logger LOG = LoggerFactory.getLogger(WaitingMessages.class);
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_LATE = 1_000;
    private static final int PAGE = 16; // at most a megabyte in memory for each round

    private final OfflineMessageStore store;
    private final Lanes diskLanes;
    private final Function<InstantMessage, CompletableFuture<Boolean>> delivery;
    private final Consumer<AddressOfRecord> changed;
    private final Set<List<Object>> takenLate = new LinkedHashSet<>(); // guarded by itself
    private final Set<AddressOfRecord> recipients = ConcurrentHashMap.newKeySet(); // changed on the person's disk lane
    private volatile boolean knowsRecipients; // before that, anybody may be one
    private final Map<AddressOfRecord, Round> rounds = new ConcurrentHashMap<>();
    private final Map<AddressOfRecord, Underway> underway = new ConcurrentHashMap<>();

    /**
     * @param delivery tries the devices that are there now, and says whether one took the message
     * @param changed told after one more or one less waits for somebody
     */
    WaitingMessages(
            OfflineMessageStore store,
            Lanes diskLanes,
            Function<InstantMessage, CompletableFuture<Boolean>> delivery,
            Consumer<AddressOfRecord> changed) {
        this.store = store;
        this.diskLanes = diskLanes;
        this.delivery = delivery;
        this.changed = changed;
    }

    CompletableFuture<List<InstantMessage>> of(AddressOfRecord recipient) {
        return diskLanes.run(recipient, () -> store.waiting(recipient));
    }

    CompletableFuture<Integer> count(AddressOfRecord recipient) {
        return diskLanes.run(recipient, () -> store.count(recipient));
    }

    CompletableFuture<Void> forget(AddressOfRecord recipient) {
        return store.removeAll(recipient).thenRun(() -> changed.accept(recipient));
    }

    /** Whether a round runs that found earlier messages, which go first. */
    CompletableFuture<Boolean> areGoing(AddressOfRecord recipient) {
        Round round = rounds.get(recipient);
        return round == null ? CompletableFuture.completedFuture(false) : round.found();
    }

    /**
     * Keeps the message where {@code attempt} finds nobody to take it. A round that begins in between would miss it, so
     * another follows.
     */
    CompletableFuture<Outcome> keepUnlessTaken(InstantMessage message, Supplier<CompletableFuture<Boolean>> attempt) {
        AddressOfRecord recipient = message.to();
        underway.merge(recipient, new Underway(1, false), (now, one) -> new Underway(now.count() + 1, now.missed()));
        return NOTHING.thenCompose(underwayNow -> attempt.get()) // so that whatever fails is settled below
                .thenCompose(taken -> taken ? CompletableFuture.completedFuture(Outcome.DELIVERED) : keep(message))
                .whenComplete((outcome, failure) -> {
                    if (settle(recipient) && outcome == Outcome.KEPT) {
                        deliver(recipient);
                    }
                });
    }

    /** Keeps the message behind those that wait already. */
    CompletableFuture<Outcome> keepBehind(InstantMessage message) {
        return keep(message).whenComplete((kept, failure) -> deliver(message.to()));
    }

    private boolean settle(AddressOfRecord recipient) {
        boolean[] missed = new boolean[1];
        underway.computeIfPresent(recipient, (person, now) -> {
            missed[0] = now.missed();
            return now.count() == 1 ? null : new Underway(now.count() - 1, now.missed());
        });
        return missed[0];
    }

    /** Begins a round for everybody for whom something waits, after a start. */
    CompletableFuture<Void> deliverAll() {
        return diskLanes
                .run("waiting", store::recipients)
                .thenAccept(found -> {
                    recipients.addAll(found);
                    knowsRecipients = true;
                    found.forEach(this::deliver);
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("what waited before the start could not be delivered", failure);
                    }
                });
    }

    /** Delivers what waits, in order, to whatever devices are there now; a round that runs looks once more at its end. */
    void deliver(AddressOfRecord recipient) {
        underway.computeIfPresent(recipient, (person, now) -> new Underway(now.count(), true));
        if (knowsRecipients && !recipients.contains(recipient)) {
            return; // a phone that refreshes its registration asks nobody's disk
        }
        Round fresh = Round.fresh();
        Round round = rounds.compute(
                recipient, (person, running) -> running == null ? fresh : new Round(running.found(), true));
        if (round.found() == fresh.found()) {
            run(recipient, fresh);
        }
    }

    private void run(AddressOfRecord recipient, Round round) {
        page(recipient, round.found(), 0).whenComplete((done, failure) -> {
            round.found().complete(false); // where the store could not be read
            if (failure != null) {
                LOG.warn("messages that wait for {} could not be delivered", recipient, failure);
            }
            Round next = rounds.computeIfPresent(recipient, (person, ended) -> ended.again() ? Round.fresh() : null);
            if (next != null) {
                run(recipient, next);
            }
        });
    }

    private CompletableFuture<Void> page(AddressOfRecord recipient, CompletableFuture<Boolean> found, int skip) {
        return diskLanes.run(recipient, () -> read(recipient, skip)).thenCompose(messages -> {
            found.complete(!messages.isEmpty());
            return messages.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : inOrder(messages, 0)
                            .thenCompose(passed -> passed.goesOn()
                                    ? page(recipient, found, skip + passed.left())
                                    : CompletableFuture.completedFuture(null));
        });
    }

    private List<InstantMessage> read(AddressOfRecord recipient, int skip) {
        List<InstantMessage> messages = store.waiting(recipient, skip, PAGE);
        if (messages.isEmpty() && skip == 0) {
            recipients.remove(recipient);
        }
        return messages;
    }

    /** Text that nobody takes stops the round; what perhaps no device can show must not stand in the way of the rest. */
    private CompletableFuture<Passed> inOrder(List<InstantMessage> messages, int left) {
        if (messages.isEmpty()) {
            return CompletableFuture.completedFuture(new Passed(left, true));
        }
        InstantMessage first = messages.get(0);
        List<InstantMessage> rest = messages.subList(1, messages.size());
        return delivery.apply(first).thenCompose(taken -> {
            if (taken) {
                return store.remove(first)
                        .thenRun(() -> changed.accept(first.to()))
                        .thenCompose(removed -> inOrder(rest, left));
            }
            return first.isText()
                    ? CompletableFuture.completedFuture(new Passed(left, false))
                    : inOrder(rest, left + 1);
        });
    }

    /**
     * A device took it after its route had given it up: it is not to come again. Whether it is kept already or about to
     * be, since both happen on the recipient's lane.
     */
    void takenLate(InstantMessage message) {
        diskLanes.execute(message.to(), () -> {
            synchronized (takenLate) {
                takenLate.add(keyOf(message));
                if (takenLate.size() > MAX_LATE) {
                    takenLate.remove(takenLate.iterator().next());
                }
            }
            store.remove(message).join();
            changed.accept(message.to());
        });
    }

    private static List<Object> keyOf(InstantMessage message) {
        return List.of(message.from(), message.to(), message.id());
    }

    private CompletableFuture<Outcome> keep(InstantMessage message) {
        if (message.isComposing()) {
            return CompletableFuture.completedFuture(Outcome.KEPT); // as if: nobody wants it tomorrow
        }
        return diskLanes.run(message.to(), () -> {
            synchronized (takenLate) {
                if (takenLate.remove(keyOf(message))) {
                    return Outcome.DELIVERED;
                }
            }
            if (store.count(message.to()) >= MAX_WAITING) {
                throw new Refusal.LimitExceeded("Too many messages wait for this person.", Duration.ZERO);
            }
            store.add(message).join();
            recipients.add(message.to());
            changed.accept(message.to());
            return Outcome.KEPT;
        });
    }
}
