package org.pawn.server.sip.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.time.Timers;

/**
 * INVITE server transactions (RFC 3261 section 17.2.1, RFC 6026 section 7.1): a retransmitted INVITE gets the last answer
 * again while it is pending or refused, a refusal is repeated until it is acknowledged, and after a 2xx retransmissions
 * are swallowed while each further 2xx passes. Bounded in number. Thread-safe.
 */
final class InviteServers {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration T4 = Duration.ofSeconds(5);
    private static final Duration LONGEST = T1.multipliedBy(64);
    /** A call may ring for three minutes (timer C, RFC 3261 section 16.6), and fork to others after that. */
    private static final Duration LONGEST_PENDING = Duration.ofMinutes(30);

    /** Puts an answer's bytes on the way back. */
    @FunctionalInterface
    interface Output {
        void write(byte[] bytes);
    }

    private enum State {
        PENDING,
        REFUSED,
        CONFIRMED,
        ACCEPTED
    }

    private record Key(String branch, String sentBy, SipPeer peer) {}

    private final Timers timers;
    private final int max;
    private final Map<Key, Transaction> transactions = new HashMap<>(); // guarded by this

    InviteServers(Timers timers, int max) {
        this.timers = timers;
        this.max = max;
    }

    /** A transaction that has just begun; empty where the INVITE was known, and has been answered again if need be. */
    Optional<Transaction> begin(SipRequest invite, Via via, Output output) {
        Key key = new Key(via.branch(), via.sentBy(), invite.peer());
        Transaction known;
        synchronized (this) {
            known = transactions.get(key);
            if (known == null) {
                Transaction fresh = new Transaction(key, output);
                transactions.put(key, fresh);
                fresh.endAfter(LONGEST_PENDING);
                return Optional.of(fresh);
            }
        }
        known.repeated();
        return Optional.empty();
    }

    /** Takes an ACK; false where it belongs to no refusal of ours and may have to go on. */
    boolean acknowledged(SipRequest ack, Via via) {
        return find(ack, via).map(Transaction::acknowledged).orElse(false);
    }

    /** The INVITE that a CANCEL means (RFC 3261 section 9.2). */
    Optional<Transaction> find(SipRequest request, Via via) {
        synchronized (this) {
            return Optional.ofNullable(transactions.get(new Key(via.branch(), via.sentBy(), request.peer())));
        }
    }

    synchronized boolean isFull() {
        return transactions.size() >= max;
    }

    private synchronized void remove(Transaction transaction) {
        transactions.remove(transaction.key, transaction);
    }

    /** One INVITE and its answers. */
    final class Transaction {
        private final Key key;
        private final Output output;
        private State state = State.PENDING; // guarded by this
        private byte @Nullable [] last; // guarded by this
        private Duration interval = T1; // guarded by this
        private Duration waited = Duration.ZERO; // guarded by this
        private Timers.@Nullable Timer repeat; // guarded by this
        private Timers.@Nullable Timer end; // guarded by this
        private @Nullable Runnable whenCancelled; // guarded by this
        private boolean cancelled; // guarded by this

        private Transaction(Key key, Output output) {
            this.key = key;
            this.output = output;
        }

        void answer(int status, byte[] bytes) {
            synchronized (this) {
                boolean passes = state == State.PENDING || state == State.ACCEPTED && status >= 200 && status < 300;
                if (!passes) {
                    return;
                }
                last = bytes;
                if (status >= 300) {
                    state = State.REFUSED;
                    endAfter(LONGEST);
                    if (!key.peer().transport().isStream()) {
                        repeatAfter(interval);
                    }
                } else if (status >= 200 && state == State.PENDING) {
                    state = State.ACCEPTED;
                    endAfter(LONGEST);
                }
            }
            output.write(bytes);
        }

        /** Run once when the caller gives up before there is an answer. */
        void onCancel(Runnable action) {
            boolean now;
            synchronized (this) {
                whenCancelled = action;
                now = cancelled;
            }
            if (now) {
                action.run();
            }
        }

        void cancel() {
            Runnable action;
            synchronized (this) {
                if (state != State.PENDING || cancelled) {
                    return;
                }
                cancelled = true;
                action = whenCancelled;
            }
            if (action != null) {
                action.run();
            }
        }

        /** Nothing was proved: keep no memory of it. */
        void forget() {
            synchronized (this) {
                state = State.CONFIRMED;
                cancelTimers();
            }
            remove(this);
        }

        private void repeated() {
            byte[] again;
            synchronized (this) {
                again = state == State.PENDING || state == State.REFUSED ? last : null;
            }
            if (again != null) {
                output.write(again);
            }
        }

        private synchronized boolean acknowledged() {
            if (state != State.REFUSED && state != State.CONFIRMED) {
                return false;
            }
            if (state == State.REFUSED) {
                state = State.CONFIRMED;
                if (repeat != null) {
                    repeat.cancel();
                }
                endAfter(key.peer().transport().isStream() ? Duration.ZERO : T4);
            }
            return true;
        }

        private synchronized void endAfter(Duration life) {
            if (end != null) {
                end.cancel();
            }
            end = timers.after(life, () -> {
                synchronized (this) {
                    cancelTimers();
                }
                remove(this);
            });
        }

        private synchronized void repeatAfter(Duration wait) {
            repeat = timers.after(wait, () -> {
                byte[] again;
                synchronized (this) {
                    waited = waited.plus(wait);
                    if (state != State.REFUSED || waited.compareTo(LONGEST) >= 0) {
                        return;
                    }
                    again = last;
                    Duration doubled = interval.multipliedBy(2);
                    interval = doubled.compareTo(T2) > 0 ? T2 : doubled;
                    repeatAfter(interval);
                }
                if (again != null) {
                    output.write(again);
                }
            });
        }

        private synchronized void cancelTimers() {
            if (repeat != null) {
                repeat.cancel();
            }
            if (end != null) {
                end.cancel();
            }
        }
    }
}
