package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;
import org.pawn.time.Moment;

/**
 * One agent's publication while it lives (RFC 3903 section 6): it holds some records of one source, none perhaps.
 *
 * @param id names it among its source's; its records have that id, or that id, a slash and their own
 * @param tag names its present form; absent where no publish is behind it
 * @param content absent where it was read back after a restart: the records are all that is known
 * @param edge when the content next says something else by itself
 */
record LivePublication(
        Source source,
        String id,
        Optional<EntityTag> tag,
        long deadlineNanos,
        Optional<String> flow,
        Optional<PublishedContent> content,
        Optional<Instant> edge) {

    /** As it was stored; of several records of one publication any will do. */
    static LivePublication readBack(Publication stored) {
        PresenceRecord record = stored.record();
        int slash = record.source() == Source.CALL ? record.id().indexOf('/') : -1;
        return new LivePublication(
                record.source(),
                slash < 0 ? record.id() : record.id().substring(0, slash),
                stored.tag(),
                record.deadlineNanos(),
                record.flow(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with what it says now and from now on. */
    LivePublication saying(PublishedContent said, Moment now) {
        return new LivePublication(source, id, tag, deadlineNanos, flow, Optional.of(said), said.nextEdge(now.wall()));
    }

    LivePublication dyingBy(long latestNanos) {
        long earlier = deadlineNanos - latestNanos <= 0 ? deadlineNanos : latestNanos;
        return new LivePublication(source, id, tag, earlier, flow, content, edge);
    }

    boolean isLive(Moment now) {
        return !now.isPast(deadlineNanos);
    }

    boolean holds(PresenceRecord record) {
        return record.source() == source
                && (record.id().equals(id) || record.id().startsWith(id + "/"));
    }

    /** Of a call in a publication of several; one that is carried by ourselves is a publication of its own. */
    String idOf(Call call) {
        return tag.isPresent() ? id + "/" + call.id() : id;
    }

    boolean isChangedBy(Moment now) {
        return edge.filter(at -> !at.isAfter(now.wall())).isPresent();
    }
}
