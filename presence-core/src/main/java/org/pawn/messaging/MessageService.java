package org.pawn.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.notification.NotificationService;
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
 * who shows DoNotDisturb, or whose quiet hours run, gets nothing that rings until that ends; senders are not told which
 * of these it is. Thread-safe.
 */
public final class MessageService implements PresenceListener {
    /** How it went: a device took it, or it waits on disk. */
    public enum Outcome {
        DELIVERED,
        KEPT
    }

    private static final Logger LOG = LoggerFactory.getLogger(MessageService.class);

    /** The user part under which an administrator writes on the server's own behalf, {@code pawn@example.com}. */
    public static final String SERVER_USER = "pawn";

    private final PolicyService policy;
    private final PresenceService presence;
    private final NotificationService notifications;
    private final WaitingMessages waiting;
    private final List<MessageRoute> routes = new CopyOnWriteArrayList<>();
    private final List<Consumer<AddressOfRecord>> waitingListeners = new CopyOnWriteArrayList<>();

    /** @param diskLanes lanes on which reads and writes of the store may wait */
    public MessageService(
            PolicyService policy,
            PresenceService presence,
            NotificationService notifications,
            OfflineMessageStore store,
            Lanes diskLanes) {
        this.policy = policy;
        this.presence = presence;
        this.notifications = notifications;
        this.waiting = new WaitingMessages(
                store,
                diskLanes,
                message -> deliver(message, alert(message.to())),
                recipient -> waitingListeners.forEach(listener -> listener.accept(recipient)));
        notifications.onLetThrough(this::deliverWaiting);
    }

    public void addRoute(MessageRoute route) {
        routes.add(route);
    }

    /**
     * Delivers what had to wait for something that ended while the server was down; call once all routes are there. Done
     * when it is known for whom something waits.
     */
    public CompletableFuture<Void> start() {
        return waiting.deliverAll();
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
            return waiting.keepBehind(message);
        }
        if (grant.mayBreakIn()) {
            return waiting.keepUnlessTaken(message, () -> deliver(message, Alert.RING));
        }
        return waiting.areGoing(message.to())
                .thenCompose(first -> first
                        ? waiting.keepBehind(message)
                        : waiting.keepUnlessTaken(message, () -> deliver(message, alert(message.to()))));
    }

    /** Delivers what waits for a person, in order, to whatever devices are there now; one round at a time. */
    public void deliverWaiting(AddressOfRecord recipient) {
        waiting.deliver(recipient);
    }

    /** What waits for a person; for their own eyes only. */
    public CompletableFuture<List<InstantMessage>> waiting(AddressOfRecord recipient) {
        return waiting.of(recipient);
    }

    /** How many messages wait for a person; for their own eyes only. */
    public CompletableFuture<Integer> waitingCount(AddressOfRecord recipient) {
        return waiting.count(recipient);
    }

    /** Told after more or fewer messages wait for somebody; must not block. */
    public void onWaitingChange(Consumer<AddressOfRecord> listener) {
        waitingListeners.add(listener);
    }

    public CompletableFuture<Void> forget(AddressOfRecord recipient) {
        return waiting.forget(recipient);
    }

    /** A device took it after its route had given it up: it is not to come again. */
    public void takenLate(InstantMessage message) {
        waiting.takenLate(message);
    }

    @Override
    public void changed(PresenceDocument before, PresenceDocument after) {
        if (before.availability() == Availability.DO_NOT_DISTURB
                && after.availability() != Availability.DO_NOT_DISTURB) {
            deliverWaiting(after.presentity());
        }
    }

    private Alert alert(AddressOfRecord recipient) {
        boolean isLeftAlone = presence.current(recipient).availability() == Availability.DO_NOT_DISTURB
                || notifications.isQuiet(recipient);
        if (!isLeftAlone) {
            return Alert.RING;
        }
        return notifications.choices(recipient).deliverToPhones() ? Alert.SILENT_WHERE_ABLE : Alert.SILENT;
    }

    private CompletableFuture<Boolean> deliver(InstantMessage message, Alert alert) {
        List<CompletableFuture<Boolean>> attempts = new ArrayList<>();
        for (MessageRoute route : routes) {
            attempts.add(attempt(route, message, alert));
        }
        return CompletableFuture.allOf(attempts.toArray(CompletableFuture[]::new))
                .thenApply(done -> attempts.stream().anyMatch(CompletableFuture::join));
    }

    /** A route that fails has not delivered; the others go on. */
    private static CompletableFuture<Boolean> attempt(MessageRoute route, InstantMessage message, Alert alert) {
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
}
