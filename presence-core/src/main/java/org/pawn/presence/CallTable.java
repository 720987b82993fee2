package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.time.Moment;

/** The calls of one agent and the version of what it said last, brought up to date as RFC 4235 section 4.3 says. */
record CallTable(long version, Map<String, Row> rows) implements PublishedContent {
    /** A call that nobody ends is believed no longer than this. */
    static final Duration LONGEST_CALL = Duration.ofHours(12);

    static final CallTable EMPTY = new CallTable(-1, Map.of());

    /** A call, and when this agent first told of it. */
    record Row(Call call, long begunNanos) {}

    CallTable {
        rows = Map.copyOf(rows);
    }

    static Optional<CallTable> of(PublishedContent content) {
        return content instanceof CallTable table ? Optional.of(table) : Optional.empty();
    }

    /**
     * Full state always does: an agent may begin to count anew. Partial state does unless it is older than what is known.
     * A gap in the count is no loss: each PUBLISH names the one before it.
     */
    boolean isFollowedBy(PublishedCalls said) {
        return said.full() || said.version() > version;
    }

    CallTable after(PublishedCalls said, Moment now) {
        Map<String, Row> next = new LinkedHashMap<>(said.full() ? Map.of() : rows);
        for (Call call : said.calls()) {
            long begun = Optional.ofNullable(rows.get(call.id()))
                    .map(Row::begunNanos)
                    .orElse(now.nanos());
            if (call.phase() == Call.Phase.ENDED) {
                next.remove(call.id());
            } else {
                next.put(call.id(), new Row(call, begun));
            }
        }
        return new CallTable(said.version(), next);
    }

    @Override
    public List<PresenceRecord> records(LivePublication publication, Moment now) {
        List<PresenceRecord> records = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.call().counts()) {
                records.add(record(publication, row, now));
            }
        }
        return records;
    }

    @Override
    public Optional<Instant> nextEdge(Instant now) {
        return Optional.empty(); // the records' own deadlines tell
    }

    private static PresenceRecord record(LivePublication publication, Row row, Moment now) {
        long deadline = publication.deadlineNanos();
        return PresenceRecord.of(Source.CALL, publication.idOf(row.call()), Availability.BUSY, now, deadline)
                .withoutAvailability()
                .withActivities(List.of(row.call().activity()))
                .withFlow(publication.flow())
                .dyingBy(row.begunNanos() + LONGEST_CALL.toNanos());
    }
}
