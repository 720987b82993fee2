package org.pawn.rest.feed;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pawn.access.Token;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;

/** Single-use tickets to open a feed with: the only credential that may stand in a URL. Thread-safe. */
final class FeedTickets {
    static final Duration LIFE = Duration.ofSeconds(30);
    private static final int MAX_TICKETS = 100_000;
    private static final int BYTES = 24;

    private record Ticket(Token token, long deadlineNanos) {}

    private final Map<String, Ticket> tickets = new LinkedHashMap<>(); // guarded by this; the eldest first
    private final SecureRandom random;
    private final TimeSource time;

    FeedTickets(SecureRandom random, TimeSource time) {
        this.random = random;
        this.time = time;
    }

    synchronized String issue(Token token) {
        Moment now = time.moment();
        Iterator<Ticket> eldest = tickets.values().iterator();
        while (eldest.hasNext() && (now.isPast(eldest.next().deadlineNanos()) || tickets.size() >= MAX_TICKETS)) {
            eldest.remove();
        }
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
        tickets.put(ticket, new Ticket(token, now.deadline(LIFE)));
        return ticket;
    }

    /** Whose ticket that is, once. */
    synchronized Optional<Token> redeem(String ticket) {
        return Optional.ofNullable(tickets.remove(ticket))
                .filter(held -> !time.moment().isPast(held.deadlineNanos()))
                .map(Ticket::token);
    }
}
