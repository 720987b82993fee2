package org.pawn.presence;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the sources say, keeps it in memory, composes, and tells its listeners of every change. Each presentity's
 * changes run on its lane; futures complete there, with a {@link Refusal} where the request cannot be. Thread-safe.
 */
public final class PresenceService implements AutoCloseable {
    /** How long what depended on a lost connection still counts. */
    public static final Duration FLOW_GRACE = Duration.ofSeconds(10);

    /** How long what was read back after a restart counts as stale, unless it is refreshed. */
    public static final Duration STALE_FOR = Duration.ofSeconds(120);

    private static final Logger LOG = LoggerFactory.getLogger(PresenceService.class);

    private final Lanes lanes;
    private final TimeSource time;
    private final Timers timers;
    private final PublicationStore publications;
    private final ManualStateStore manualStates;
    private final Composer composer;
    private final long restoredUntilNanos;
    private final RecordKeeper records;
    private final EventStateCompositor compositor;
    private final List<PresenceListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<AddressOfRecord, PersonState> people = new ConcurrentHashMap<>();

    /** With the default policy. */
    public PresenceService(
            Lanes lanes,
            TimeSource time,
            Timers timers,
            PublicationStore publications,
            ManualStateStore manualStates,
            SecureRandom random) {
        this(lanes, time, timers, publications, manualStates, random, CompositionPolicy.DEFAULT);
    }

    public PresenceService(
            Lanes lanes,
            TimeSource time,
            Timers timers,
            PublicationStore publications,
            ManualStateStore manualStates,
            SecureRandom random,
            CompositionPolicy policy) {
        this.lanes = lanes;
        this.time = time;
        this.timers = timers;
        this.publications = publications;
        this.manualStates = manualStates;
        this.composer = new Composer(policy);
        this.restoredUntilNanos = time.moment().deadline(STALE_FOR);
        this.records = new RecordKeeper(publications, time);
        this.compositor = new EventStateCompositor(records, random);
    }

    /** Told in the order in which they were added; one that throws does not stop the next. */
    public void addListener(PresenceListener listener) {
        listeners.add(listener);
    }

    /** Brings back what the stores hold and starts the write-behind; call once, before the edges open. */
    public void start() {
        Moment now = time.moment();
        publications.purge(now.wall());
        StoredPerson.all(publications, manualStates, now)
                .forEach((presentity, stored) -> change(presentity, state -> {
                    stored.restore(state);
                    return state;
                }));
        records.start();
    }

    /**
     * One PUBLISH, with the life already bounded by the caller's policy (RFC 3903 section 6).
     *
     * @throws Refusal.StaleEntityTag (in the future) if no live publication has the tag: nothing is written; or if a
     *     partial body does not follow the last one: the publication has ended
     */
    public CompletableFuture<Published> publish(Publish publish) {
        return change(publish.presentity(), state -> compositor.publish(state, publish, time.moment()))
                .thenApply(published -> published.orElseThrow(Refusal.StaleEntityTag::new));
    }

    /**
     * What a document of the person's says as a device would, from now on and for so long, without anybody renewing it
     * (RFC 4827); in place of what it said before.
     *
     * @param said empty: nothing any more
     */
    public CompletableFuture<Void> stand(
            AddressOfRecord presentity, String document, Optional<DeviceTimeline> said, Duration life) {
        return change(presentity, state -> {
            Moment now = time.moment();
            compositor.stand(state, document, said, now.deadline(life), now);
            return null;
        });
    }

    /** Follows a call that this server carries itself: {@code edit} makes of it as it stood what it is now. */
    CompletableFuture<PresenceDocument> carry(
            AddressOfRecord presentity, String call, Optional<String> flow, UnaryOperator<Optional<Call>> edit) {
        return change(presentity, state -> {
                    compositor.carry(state, call, flow, edit, time.moment());
                    return state;
                })
                .thenApply(state -> state.document);
    }

    /** Puts a record in place of the one with its source and id; unchanged words keep their {@code since}. */
    public CompletableFuture<PresenceDocument> put(AddressOfRecord presentity, PresenceRecord record) {
        return change(presentity, state -> {
                    records.keep(state, record, Optional.empty());
                    return state;
                })
                .thenApply(state -> state.document);
    }

    /** Ends a record at once; one that is not there is no error. */
    public CompletableFuture<PresenceDocument> remove(AddressOfRecord presentity, Source source, String id) {
        return change(presentity, state -> {
                    records.drop(state, source, id);
                    return state;
                })
                .thenApply(state -> state.document);
    }

    /** The live record of that name, if any. */
    public CompletableFuture<Optional<PresenceRecord>> record(AddressOfRecord presentity, Source source, String id) {
        return lanes.run(
                presentity,
                () -> Optional.ofNullable(people.get(presentity))
                        .flatMap(state -> state.find(source, id))
                        .map(PersonState.Held::record)
                        .filter(record -> !time.moment().isPast(record.deadlineNanos())));
    }

    /** What depends on that connection dies {@link #FLOW_GRACE} from now, unless renewed over another. */
    public CompletableFuture<Void> flowLost(AddressOfRecord presentity, String flow) {
        return change(presentity, state -> {
            records.loseFlow(state, flow, time.moment().deadline(FLOW_GRACE));
            return null;
        });
    }

    /**
     * Sets a state by hand from now on; completes once it is on disk and composed, with what the person now shows. One
     * without an end gets the usual life of its kind.
     */
    public CompletableFuture<PresenceDocument> setManual(AddressOfRecord presentity, ManualChoice choice) {
        return lanes.run(presentity, () -> state(presentity).calendar.working()).thenCompose(working -> {
            ManualState manual = choice.from(time.now(), working);
            return byHand(presentity, byHand -> byHand.with(Optional.of(manual)));
        });
    }

    /** The person has signed in with their password: an absence set by hand that waited for that ends. */
    public CompletableFuture<Void> signedIn(AddressOfRecord presentity) {
        return lanes.run(presentity, () -> endsEarly(presentity, ManualState.EndsEarly.AT_SIGN_IN))
                .thenCompose(ends -> ends ? clearManual(presentity) : CompletableFuture.completedFuture(null))
                .thenApply(done -> null);
    }

    /** Leaves things as if it had never been set; durable like setting it. */
    public CompletableFuture<PresenceDocument> clearManual(AddressOfRecord presentity) {
        return byHand(presentity, byHand -> byHand.with(Optional.empty()));
    }

    public CompletableFuture<PresenceDocument> setNote(AddressOfRecord presentity, PersonalNote note) {
        return byHand(presentity, byHand -> byHand.withNote(Optional.of(note)));
    }

    public CompletableFuture<PresenceDocument> clearNote(AddressOfRecord presentity) {
        return byHand(presentity, byHand -> byHand.withNote(Optional.empty()));
    }

    /** Sets or, when empty, clears the person's own out of office; durable like the manual state. */
    public CompletableFuture<PresenceDocument> setAbsence(AddressOfRecord presentity, Optional<Absence> absence) {
        return byHand(presentity, byHand -> byHand.withAbsence(absence));
    }

    /** Sets or, when empty, clears where the person says they work; durable like the manual state. */
    public CompletableFuture<PresenceDocument> setWorkPlace(AddressOfRecord presentity, Optional<WorkPlace> place) {
        return byHand(presentity, byHand -> byHand.withWorkPlace(place));
    }

    /** What the person has set by hand and has not ended. */
    public CompletableFuture<ByHand> byHand(AddressOfRecord presentity) {
        return lanes.run(
                presentity,
                () -> Optional.ofNullable(people.get(presentity))
                        .map(state -> state.byHand.liveAt(time.now()))
                        .orElse(ByHand.NOTHING));
    }

    /** Why the person shows as they do at this moment. */
    public CompletableFuture<Explanation> explain(AddressOfRecord presentity) {
        return lanes.run(presentity, () -> {
            Moment now = time.moment();
            Sources sources = sources(state(presentity));
            Composition composition = composer.compose(presentity, sources, now);
            PresenceDocument shown = current(presentity);
            return Explanation.of(
                    new Composition(
                            composition.document().withSince(shown.since()),
                            composition.trace(),
                            next(composition, state(presentity), now)),
                    sources,
                    now);
        });
    }

    /** Takes what the person's calendars say from now on. */
    public CompletableFuture<PresenceDocument> calendar(AddressOfRecord presentity, CalendarState calendar) {
        return change(presentity, state -> {
                    state.calendar = calendar;
                    return state;
                })
                .thenApply(state -> state.document);
    }

    /** The presence as last composed; never waits. */
    public PresenceDocument current(AddressOfRecord presentity) {
        PersonState state = people.get(presentity);
        return state == null ? PresenceDocument.offline(presentity) : state.document;
    }

    /** Forgets a person who was removed from the directory, durably. */
    public CompletableFuture<Void> forget(AddressOfRecord presentity) {
        return change(presentity, state -> {
                    state.publications().forEach(state::remove);
                    state.records().forEach(record -> records.drop(state, record.source(), record.id()));
                    state.calendar = CalendarState.UNKNOWN;
                    return state;
                })
                .thenCompose(state -> byHand(presentity, byHand -> ByHand.NOTHING))
                .thenApply(document -> null);
    }

    @Override
    public void close() {
        records.close();
    }

    private CompletableFuture<PresenceDocument> byHand(AddressOfRecord presentity, UnaryOperator<ByHand> edit) {
        return lanes.run(presentity, () -> {
                    PersonState state = state(presentity);
                    ByHand next = edit.apply(state.saving);
                    state.saving = next;
                    return manualStates.save(presentity, next).thenApply(saved -> next);
                })
                .thenCompose(Function.identity())
                .thenCompose(next -> change(presentity, state -> {
                    state.byHand = next;
                    return state;
                }))
                .thenApply(state -> state.document);
    }

    private <T> CompletableFuture<T> change(AddressOfRecord presentity, Function<PersonState, T> edit) {
        return lanes.run(presentity, () -> {
            PersonState state = state(presentity);
            T result = edit.apply(state);
            recompose(state);
            return result;
        });
    }

    private PersonState state(AddressOfRecord presentity) {
        return people.computeIfAbsent(presentity, PersonState::new);
    }

    private void recompose(PersonState state) {
        Moment now = time.moment();
        records.dropDead(state, now);
        compositor.turn(state, now);
        Composition composition = composer.compose(state.presentity, sources(state), now);
        PresenceDocument before = state.document;
        PresenceDocument after = composition.document();
        after = after.withSince(after.showsTheSameAs(before) ? before.since() : Optional.of(now.wall()));
        next(composition, state, now).ifPresent(next -> wake(state, now, next));
        if (!after.equals(before)) {
            state.document = after;
            tell(before, after);
        }
        boolean wasReached = state.isReached;
        state.isReached = composition.trace().steps().get(0).rule() != Rule.NO_DEVICE;
        if (wasReached && !state.isReached) {
            endManualAtSignOut(state);
        }
    }

    /** What composing says, or what a publication foretells if that is earlier. */
    private static OptionalLong next(Composition composition, PersonState state, Moment now) {
        Wake wake = new Wake(now);
        composition.nextNanos().ifPresent(wake::at);
        state.publications().forEach(publication -> publication.edge().ifPresent(wake::at));
        return wake.earliest();
    }

    private Sources sources(PersonState state) {
        return new Sources(state.records(), state.byHand, state.calendar, restoredUntilNanos, !state.hadDevice);
    }

    /** By what reaches the person, not by what shows: an administrator's word may hide either from the other. */
    private void endManualAtSignOut(PersonState state) {
        if (endsEarly(state.presentity, ManualState.EndsEarly.AT_SIGN_OUT)) {
            clearManual(state.presentity).exceptionally(failure -> {
                LOG.warn("a manual state could not be cleared", failure);
                return state.document;
            });
        }
    }

    /** Lane only. */
    private boolean endsEarly(AddressOfRecord presentity, ManualState.EndsEarly when) {
        PersonState state = people.get(presentity);
        return state != null
                && state.byHand
                        .manual()
                        .filter(manual -> manual.endsEarly() == when)
                        .isPresent();
    }

    private void wake(PersonState state, Moment now, long nextNanos) {
        if (state.timer != null && state.timerNanos - nextNanos <= 0 && !now.isPast(state.timerNanos)) {
            return; // it wakes early enough, and looks again then
        }
        if (state.timer != null) {
            state.timer.cancel();
        }
        state.timerNanos = nextNanos;
        state.timer = timers.after(
                now.until(nextNanos),
                () -> lanes.execute(state.presentity, () -> {
                    state.timer = null;
                    recompose(state);
                }));
    }

    private void tell(PresenceDocument before, PresenceDocument after) {
        for (PresenceListener listener : listeners) {
            try {
                listener.changed(before, after);
            } catch (Throwable failure) { // the lane and the other listeners must live
                LOG.error("a presence listener failed", failure);
            }
        }
    }
}
