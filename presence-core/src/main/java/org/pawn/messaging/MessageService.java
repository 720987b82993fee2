package org.pawn.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.PresenceListener;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages to every live device of their recipient, or keeps them, durably, until one signs in. A recipient
 * who shows DoNotDisturb gets nothing that rings until that ends. Thread-safe.
 */
public final class MessageService implements PresenceListener {
    /** How it went: a device took it, or it waits on disk. */
    public enum Outcome {
        DELIVERED,
        KEPT
    }

    private static final Logger LOG = LoggerFactory.getLogger(MessageService.class);
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_LATE = 1_000;

    /** The user part under which an administrator writes on the server's own behalf, {@code pawn@example.com}. */
    public static final String SERVER_USER = "pawn";

    private final PolicyService policy;
    private final PresenceService presence;
    private final OfflineMessageStore store;
    private final Lanes diskLanes;
    private final List<MessageRoute> routes = new CopyOnWriteArrayList<>();
    private final Set<List<Object>> takenLate = new LinkedHashSet<>(); // guarded by itself
    private final Set<AddressOfRecord> delivering = ConcurrentHashMap.newKeySet();
    private final Set<AddressOfRecord> again = ConcurrentHashMap.newKeySet();

    /** @param diskLanes lanes on which reads and writes of the store may wait */
    public MessageService(PolicyService policy, PresenceService presence, OfflineMessageStore store, Lanes diskLanes) {
        this.policy = policy;
        this.presence = presence;
        this.store = store;
        this.diskLanes = diskLanes;
    }

    public void addRoute(MessageRoute route) {
        routes.add(route);
    }

    /**
     * Sends one message; completes when a device has taken it or it is on disk.
     *
     * @throws Refusal.Forbidden if the sender is neither the caller nor, for an administrator, the server itself
     * @throws Refusal.NotFound if the recipient does not exist
     * @throws Refusal.NotVisible if the caller may not know of the recipient
     * @throws Refusal.LimitExceeded (in the future) if too many messages wait for the recipient already
     */
    public CompletableFuture<Outcome> send(Caller caller, InstantMessage message) {
        caller.require(Scope.MESSAGE);
        boolean asServer = caller.isAdministrator() && message.from().user().equals(SERVER_USER);
        if (!caller.is(message.from()) && !asServer) {
            throw new Refusal.Forbidden("A message is sent in one's own name.");
        }
        Grant grant = policy.shown(caller, message.to());
        if (grant.isDisguised()) { // to this sender nobody is there
            return keep(message).whenComplete((kept, failure) -> deliverWaiting(message.to()));
        }
        boolean alert = grant.mayBreakIn() || mayRing(message.to());
        return deliver(message, alert)
                .thenCompose(taken -> taken ? CompletableFuture.completedFuture(Outcome.DELIVERED) : keep(message));
    }

    /** Delivers what waits for a person, in order, to whatever devices are there now; one round at a time. */
    public void deliverWaiting(AddressOfRecord recipient) {
        if (!delivering.add(recipient)) {
            again.add(recipient); // the round that runs may have looked already: it looks once more
            return;
        }
        waiting(recipient).thenCompose(this::deliverInOrder).whenComplete((done, failure) -> {
            delivering.remove(recipient);
            if (failure != null) {
                LOG.warn("messages that wait for {} could not be delivered", recipient, failure);
            } else if (again.remove(recipient)) {
                deliverWaiting(recipient);
            }
        });
    }

    private CompletableFuture<Void> deliverInOrder(List<InstantMessage> messages) {
        if (messages.isEmpty() || !mayRing(messages.get(0).to())) {
            return CompletableFuture.completedFuture(null);
        }
        InstantMessage first = messages.get(0);
        return deliver(first, true)
                .thenCompose(taken -> taken
                        ? store.remove(first)
                                .thenCompose(removed -> deliverInOrder(messages.subList(1, messages.size())))
                        : CompletableFuture.completedFuture(null)); // the rest waits for the next sign-in, in order
    }

    /** What waits for a person; for their own eyes only. */
    public CompletableFuture<List<InstantMessage>> waiting(AddressOfRecord recipient) {
        return diskLanes.run(recipient, () -> store.waiting(recipient));
    }

    public CompletableFuture<Void> forget(AddressOfRecord recipient) {
        return store.removeAll(recipient);
    }

    @Override
    public void changed(PresenceDocument before, PresenceDocument after) {
        if (before.availability() == Availability.DO_NOT_DISTURB
                && after.availability() != Availability.DO_NOT_DISTURB) {
            deliverWaiting(after.presentity());
        }
    }

    private boolean mayRing(AddressOfRecord recipient) {
        return presence.current(recipient).availability() != Availability.DO_NOT_DISTURB;
    }

    private CompletableFuture<Boolean> deliver(InstantMessage message, boolean alert) {
        List<CompletableFuture<Boolean>> attempts = new ArrayList<>();
        for (MessageRoute route : routes) {
            attempts.add(attempt(route, message, alert));
        }
        return CompletableFuture.allOf(attempts.toArray(CompletableFuture[]::new))
                .thenApply(done -> attempts.stream().anyMatch(CompletableFuture::join));
    }

    /** A route that fails has not delivered; the others go on. */
    private static CompletableFuture<Boolean> attempt(MessageRoute route, InstantMessage message, boolean alert) {
        try {
            return route.deliver(message, alert).exceptionally(failure -> {
                LOG.warn("{} could not be delivered by one route", message, failure);
                return false;
            });
        } catch (RuntimeException failure) {
            LOG.error("a message route failed", failure);
            return CompletableFuture.completedFuture(false);
        }
    }

    /**
     * A device took it after its route had given it up: it is not to come again. Whether it is kept already or about to
     * be, since both happen on the recipient's lane.
     */
    public void takenLate(InstantMessage message) {
        diskLanes.execute(message.to(), () -> {
            synchronized (takenLate) {
                takenLate.add(keyOf(message));
                if (takenLate.size() > MAX_LATE) {
                    takenLate.remove(takenLate.iterator().next());
                }
            }
            store.remove(message).join();
        });
    }

    private static List<Object> keyOf(InstantMessage message) {
        return List.of(message.from(), message.to(), message.id());
    }

    private CompletableFuture<Outcome> keep(InstantMessage message) {
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
            return Outcome.KEPT;
        });
    }
}
