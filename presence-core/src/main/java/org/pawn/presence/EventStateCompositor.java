package org.pawn.presence;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;

/**
 * Keeps what agents publish, by entity tag, and turns it into records (RFC 3903 section 6). One for all event packages: a
 * tag is good for the source that it was given for. Called on the person's lane only.
 */
final class EventStateCompositor {
    private static final int MAX_PUBLICATIONS = 256;
    private static final String CARRIED = "~"; // in no entity tag

    private final RecordKeeper records;
    private final SecureRandom random;

    EventStateCompositor(RecordKeeper records, SecureRandom random) {
        this.records = records;
        this.random = random;
    }

    /** Empty where no live publication has the tag; or where a partial body cannot follow it, which ends it. */
    Optional<Published> publish(PersonState state, Publish publish, Moment now) {
        Optional<LivePublication> earlier = publish.ifMatch().flatMap(tag -> find(state, publish.source(), tag, now));
        if (publish.ifMatch().isPresent() && earlier.isEmpty()) {
            return Optional.empty();
        }
        EntityTag tag = EntityTag.fresh(random);
        if (publish.life().isZero()) {
            earlier.ifPresent(publication -> end(state, publication));
            return Optional.of(new Published(tag, Duration.ZERO));
        }
        if (earlier.isEmpty() && count(state, publish.source(), now) >= MAX_PUBLICATIONS) {
            throw new Refusal.LimitExceeded("This person has too many live publications", Duration.ZERO);
        }
        LivePublication renewed = new LivePublication(
                publish.source(),
                earlier.map(LivePublication::id).orElse(tag.value()),
                Optional.of(tag),
                now.deadline(publish.life()),
                publish.flow(),
                earlier.flatMap(LivePublication::content),
                earlier.flatMap(LivePublication::edge));
        if (publish.body().isEmpty()) {
            renew(state, renewed, now);
            return Optional.of(new Published(tag, publish.life()));
        }
        Optional<CallTable> calls = earlier.isEmpty()
                ? Optional.of(CallTable.EMPTY)
                : renewed.content().flatMap(CallTable::of);
        Optional<PublishedContent> content = content(publish.body().get(), calls, now);
        if (content.isEmpty()) {
            end(state, renewed);
            return Optional.empty();
        }
        show(state, renewed.saying(content.get(), now), now);
        return Optional.of(new Published(tag, publish.life()));
    }

    /** A call that we carry is a publication of its own, of nobody's, with the flow of its person's end. */
    void carry(PersonState state, String call, Optional<String> flow, UnaryOperator<Optional<Call>> edit, Moment now) {
        Optional<LivePublication> earlier = state.publications().stream()
                .filter(one -> one.source() == Source.CALL && one.id().equals(CARRIED + call) && one.isLive(now))
                .findFirst();
        CallTable known =
                earlier.flatMap(LivePublication::content).flatMap(CallTable::of).orElse(CallTable.EMPTY);
        Optional<Call> after =
                edit.apply(Optional.ofNullable(known.rows().get(call)).map(CallTable.Row::call));
        if (after.isEmpty()) {
            earlier.ifPresent(publication -> end(state, publication));
            return;
        }
        if (earlier.isEmpty() && count(state, Source.CALL, now) >= MAX_PUBLICATIONS) {
            throw new Refusal.LimitExceeded("This person has too many live calls", Duration.ZERO);
        }
        LivePublication publication = new LivePublication(
                Source.CALL,
                CARRIED + call,
                Optional.empty(),
                flow.isPresent() || earlier.isEmpty()
                        ? now.deadline(CallTable.LONGEST_CALL)
                        : earlier.get().deadlineNanos(),
                flow.or(() -> earlier.flatMap(LivePublication::flow)),
                Optional.empty(),
                Optional.empty());
        PublishedCalls said = new PublishedCalls(0, true, List.of(after.get()));
        show(state, publication.saying(known.after(said, now), now), now);
    }

    /** What a document of the person's says until it says something else, or is no more. */
    void stand(PersonState state, String name, Optional<DeviceTimeline> said, long deadlineNanos, Moment now) {
        LivePublication publication = new LivePublication(
                Source.DEVICE,
                CARRIED + name,
                Optional.empty(),
                deadlineNanos,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        if (said.isEmpty()) {
            end(state, publication);
        } else {
            show(state, publication.saying(new PublishedContent.Device(said.get()), now), now);
        }
    }

    /** Forgets what has died by {@code now}, and lets come true what was foretold for now. */
    void turn(PersonState state, Moment now) {
        for (LivePublication publication : state.publications()) {
            if (!publication.isLive(now)) {
                state.remove(publication);
            } else if (publication.isChangedBy(now)) {
                publication.content().ifPresent(content -> show(state, publication.saying(content, now), now));
            }
        }
    }

    private static Optional<LivePublication> find(PersonState state, Source source, EntityTag tag, Moment now) {
        return state.publications().stream()
                .filter(one -> one.source() == source && one.isLive(now))
                .filter(one -> one.tag().filter(tag::equals).isPresent())
                .findFirst();
    }

    private static long count(PersonState state, Source source, Moment now) {
        return state.publications().stream()
                .filter(one -> one.source() == source && one.isLive(now))
                .count();
    }

    /** Empty where a partial body cannot be read with what is known of this agent's calls. */
    private static Optional<PublishedContent> content(PublishedState said, Optional<CallTable> known, Moment now) {
        if (said instanceof DeviceState device) {
            return Optional.of(new PublishedContent.Device(DeviceTimeline.of(device)));
        } else if (said instanceof DeviceTimeline timeline) {
            return Optional.of(new PublishedContent.Device(timeline));
        } else if (said instanceof PublishedCalls calls) {
            boolean follows = calls.full()
                    || known.filter(table -> table.isFollowedBy(calls)).isPresent();
            return follows ? Optional.of(known.orElse(CallTable.EMPTY).after(calls, now)) : Optional.empty();
        }
        throw new AssertionError(said);
    }

    /** Puts the publication's records as they are now in place of those that it had. */
    private void show(PersonState state, LivePublication publication, Moment now) {
        List<PresenceRecord> after = publication.content().orElseThrow().records(publication, now);
        List<PresenceRecord> before = state.recordsOf(publication);
        records.requireRoom(state, publication.source(), after.size() - before.size());
        before.stream()
                .filter(gone -> after.stream().noneMatch(one -> one.id().equals(gone.id())))
                .forEach(gone -> records.drop(state, gone.source(), gone.id()));
        after.forEach(record -> records.keep(state, record, publication.tag()));
        state.put(publication);
    }

    /** A refresh keeps the words; a call dies no later for it. */
    private void renew(PersonState state, LivePublication publication, Moment now) {
        if (publication.source() == Source.CALL && publication.content().isPresent()) {
            show(state, publication, now);
            return;
        }
        for (PresenceRecord record : state.recordsOf(publication)) {
            PresenceRecord renewed =
                    record.renewed(now, publication.deadlineNanos()).withFlow(publication.flow());
            records.keep(state, renewed, publication.tag());
        }
        state.put(publication);
    }

    private void end(PersonState state, LivePublication publication) {
        state.recordsOf(publication).forEach(record -> records.drop(state, record.source(), record.id()));
        state.remove(publication);
    }
}
