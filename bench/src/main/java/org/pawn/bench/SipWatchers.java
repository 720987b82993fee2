package org.pawn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;

/** The subscriptions of a run, numbered from 0; the number stands in the Call-ID, so that each NOTIFY finds its own. */
final class SipWatchers implements SipClient.Notified {
    private static final String CALL_ID = "watch-";

    private final Marks marks;
    private final IntUnaryOperator slot;
    private final List<CompletableFuture<Void>> begun = new ArrayList<>();
    private final long[] latest; // reading thread only: the highest CSeq
    private volatile long repeated; // written by the reading thread only

    /** @param slot which of its person's watchers that subscription is */
    SipWatchers(int count, Marks marks, IntUnaryOperator slot) {
        this.marks = marks;
        this.slot = slot;
        this.latest = new long[count];
        for (int i = 0; i < count; i++) {
            begun.add(new CompletableFuture<>());
        }
    }

    static String callId(int subscription) {
        return CALL_ID + subscription;
    }

    /** Done once the first NOTIFY of that subscription came. */
    CompletableFuture<Void> begun(int subscription) {
        return begun.get(subscription);
    }

    /** NOTIFYs that came again, or too late to tell anything new. */
    long repeated() {
        return repeated;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    public void notified(SipMessage notify, long nanos) {
        String callId = notify.header("Call-ID").orElse("");
        if (!callId.startsWith(CALL_ID)) {
            return;
        }
        int subscription = Integer.parseInt(callId, CALL_ID.length(), callId.length(), 10);
        long sequence = notify.sequence();
        if (sequence <= latest[subscription]) {
            repeated++;
            return;
        }
        latest[subscription] = sequence;
        begun.get(subscription).complete(null);
        marks.look(notify.text(), slot.applyAsInt(subscription), nanos);
    }
}
