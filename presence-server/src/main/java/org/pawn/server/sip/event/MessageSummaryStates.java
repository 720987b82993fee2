package org.pawn.server.sip.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.MessageService;

/** The event {@code message-summary} (RFC 3842): how many messages wait for oneself. */
public final class MessageSummaryStates implements EventStates {
    /** The media type of the body (RFC 3842 section 5). */
    public static final String CONTENT_TYPE = "application/simple-message-summary";

    private static final int NOTHING_TOLD = -1;

    private final MessageService messages;
    private final Map<AddressOfRecord, List<Watch>> open = new ConcurrentHashMap<>();

    public MessageSummaryStates(MessageService messages) {
        this.messages = messages;
        messages.onWaitingChange(
                account -> open.getOrDefault(account, List.of()).forEach(Watch::look));
    }

    /** Refuses everybody but the person and administrators, whether there is such a person or not. */
    @Override
    public CompletableFuture<EventState> watch(Interest interest, Outlet outlet) {
        interest.watcher().requireOwnerOf(interest.resource(), Scope.MESSAGE);
        Watch watch = new Watch(interest.resource(), outlet);
        open(watch);
        return watch.look().handle((counted, failure) -> {
            if (failure != null) {
                watch.close(); // it is refused: nobody else will
                throw new CompletionException(failure);
            }
            return watch;
        });
    }

    private void open(Watch watch) {
        open.compute(watch.account, (about, known) -> { // at once, or it could join those that the last one left
            List<Watch> all = known == null ? new CopyOnWriteArrayList<>() : known;
            all.add(watch);
            return all;
        });
    }

    private final class Watch implements EventState {
        private final AddressOfRecord account;
        private final Outlet outlet;
        private int count; // guarded by this
        private int told = NOTHING_TOLD; // guarded by this

        Watch(AddressOfRecord account, Outlet outlet) {
            this.account = account;
            this.outlet = outlet;
        }

        CompletableFuture<Void> look() {
            return messages.waitingCount(account).thenAccept(waiting -> {
                synchronized (this) {
                    count = waiting;
                }
                outlet.changed();
            });
        }

        @Override
        public Optional<EventBody> next() {
            int waiting;
            synchronized (this) {
                if (count == told) {
                    return Optional.empty();
                }
                told = count;
                waiting = count;
            }
            String summary = "Messages-Waiting: " + (waiting > 0 ? "yes" : "no") + "\r\nMessage-Account: "
                    + account.sipUri() + "\r\nText-Message: " + waiting + "/0\r\n";
            return Optional.of(new EventBody(CONTENT_TYPE, summary.getBytes(StandardCharsets.UTF_8), summary(waiting)));
        }

        /** The same number is the same state, whoever asks and whenever. */
        private static String summary(int waiting) {
            return "m" + waiting;
        }

        @Override
        public void refresh() {
            synchronized (this) {
                told = NOTHING_TOLD;
            }
            look();
        }

        @Override
        public void close() {
            open.computeIfPresent(account, (about, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
