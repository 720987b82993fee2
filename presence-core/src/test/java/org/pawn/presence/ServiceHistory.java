package org.pawn.presence;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;
import org.pawn.time.SettableTime;

/**
 * The same calls on the real {@link PresenceService} and on {@link NaivePresence}, one after the other, and after each
 * what both show, told and keep. A call's details come from its own seed, so that leaving others out does not change it.
 */
final class ServiceHistory implements AutoCloseable {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Instant START = Instant.parse("2030-03-04T09:00:00Z");
    private static final Source[] PUT = {
        Source.REGISTRATION, Source.SESSION, Source.REMOTE, Source.CALL, Source.CONFERENCE, Source.ADMINISTRATOR
    };

    /** What can be asked of the service, and what passes. */
    enum Kind {
        PUBLISH,
        REFRESH,
        MODIFY,
        UNPUBLISH,
        PUT,
        REMOVE,
        LOSE_FLOW,
        SET_MANUAL,
        CLEAR_MANUAL,
        SIGN_IN,
        NOTE,
        ABSENCE,
        WORK_PLACE,
        CALENDAR,
        FORGET,
        RESTART,
        SET_CLOCK,
        ADVANCE,
        ADVANCE_TO_NEXT
    }

    /** One call; {@code seed} decides its details. */
    record Step(Kind kind, long seed) {}

    /** Where the two differed. */
    static final class Difference extends RuntimeException {
        Difference(String what, Object expected, Object actual) {
            super(what + "\nexpected: " + expected + "\n but was: " + actual);
        }
    }

    private final SettableTime time = new SettableTime(START);
    private final PublicationStore publications;
    private final ManualStateStore manualStates;
    private final SecureRandom random = seeded();
    private final CompositionPolicy policy;
    private final NaivePresence naive;
    private final List<EntityTag> tags = new ArrayList<>();
    private ServiceLife life;

    ServiceHistory(CompositionPolicy policy, PublicationStore publications, ManualStateStore manualStates) {
        this.policy = policy;
        this.publications = publications;
        this.manualStates = manualStates;
        this.naive = new NaivePresence(ALICE, policy, time.moment());
        this.life = live();
    }

    private ServiceLife live() {
        return new ServiceLife(time, publications, manualStates, random, policy);
    }

    /** Equal histories give equal entity tags, and these break ties. */
    private static SecureRandom seeded() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(1);
            return random;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** @throws Difference when the two do not agree afterwards */
    void run(Step step) {
        RandomWords words = new RandomWords(new Random(step.seed()));
        switch (step.kind()) {
            case PUBLISH -> publish(Optional.empty(), Optional.of(device(words)), words);
            case REFRESH -> tag(words).ifPresent(tag -> publish(Optional.of(tag), Optional.empty(), words));
            case MODIFY -> tag(words).ifPresent(tag -> publish(Optional.of(tag), Optional.of(device(words)), words));
            case UNPUBLISH -> tag(words).ifPresent(this::unpublish);
            case PUT -> put(words);
            case REMOVE -> remove(words.one(PUT), "r" + words.below(2));
            case LOSE_FLOW -> loseFlow("flow" + words.below(2));
            case SET_MANUAL -> setManual(words);
            case CLEAR_MANUAL -> {
                life.presence.clearManual(ALICE).join();
                naive.edit(hand -> hand.with(Optional.empty()), now());
            }
            case SIGN_IN -> {
                life.presence.signedIn(ALICE).join();
                naive.signedIn(now());
            }
            case NOTE -> note(words);
            case ABSENCE -> absence(words);
            case WORK_PLACE -> workPlace(words);
            case CALENDAR -> {
                CalendarState calendar = words.calendar(now());
                life.presence.calendar(ALICE, calendar).join();
                naive.calendar(calendar, now());
            }
            case FORGET -> {
                life.presence.forget(ALICE).join();
                naive.forget(now());
            }
            case RESTART -> restart();
            case SET_CLOCK -> {
                time.jumpTo(time.now().plus(words.jump()));
                remove(Source.CALL, "nobody"); // looks again; by itself it does at what was next
            }
            case ADVANCE -> advance(words.step());
            case ADVANCE_TO_NEXT -> advanceToNext(words.below(3) - 1);
        }
        compare("after " + step);
    }

    private Moment now() {
        return time.moment();
    }

    // Publications

    private DeviceState device(RandomWords words) {
        PresenceRecord said = words.record(Source.DEVICE, "any", now());
        return new DeviceState(
                said.availability().orElse(Availability.AVAILABLE),
                said.activities(),
                said.note(),
                said.place(),
                said.contact(),
                said.device(),
                said.capabilities(),
                said.q(),
                said.lastActive());
    }

    private Optional<EntityTag> tag(RandomWords words) {
        return tags.isEmpty()
                ? Optional.empty()
                : Optional.of(tags.get(tags.size() - 1 - words.below(Math.min(4, tags.size()))));
    }

    private void publish(Optional<EntityTag> ifMatch, Optional<DeviceState> body, RandomWords words) {
        Publish publish = new Publish(ALICE, Source.DEVICE, ifMatch, body.map(said -> said), words.life(), flow(words));
        Optional<Published> published = answer(life.presence.publish(publish));
        Optional<PresenceRecord> earlier = ifMatch.flatMap(tag -> naive.tagged(tag, now()));
        if (ifMatch.isPresent() && earlier.isEmpty()) {
            expect("a stale tag", Optional.empty(), published);
            return;
        }
        EntityTag tag = published
                .orElseThrow(() -> new Difference("a live tag", publish, "refused"))
                .tag();
        tags.add(tag);
        String id = earlier.map(PresenceRecord::id).orElse(tag.value());
        long deadline = now().deadline(publish.life());
        PresenceRecord record = body.map(said -> said.record(id, now(), deadline, publish.flow()))
                .orElseGet(() -> earlier.orElseThrow().renewed(now(), deadline).withFlow(publish.flow()));
        naive.keep(record, Optional.of(tag), now());
    }

    private void unpublish(EntityTag tag) {
        Optional<Published> published = answer(life.presence.publish(new Publish(
                ALICE, Source.DEVICE, Optional.of(tag), Optional.empty(), Duration.ZERO, Optional.empty())));
        Optional<PresenceRecord> earlier = naive.tagged(tag, now());
        expect("whether it was there", earlier.isPresent(), published.isPresent());
        earlier.ifPresent(record -> naive.drop(Source.DEVICE, record.id(), now()));
    }

    private static Optional<Published> answer(CompletableFuture<Published> answer) {
        try {
            return Optional.of(answer.join());
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof Refusal.StaleEntityTag) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static Optional<String> flow(RandomWords words) {
        return words.onceIn(3) ? Optional.of("flow" + words.below(2)) : Optional.empty();
    }

    // Other records

    private void put(RandomWords words) {
        PresenceRecord record =
                words.record(words.one(PUT), "r" + words.below(2), now()).withFlow(flow(words));
        life.presence.put(ALICE, record).join();
        naive.keep(record, Optional.empty(), now());
    }

    private void remove(Source source, String id) {
        life.presence.remove(ALICE, source, id).join();
        naive.drop(source, id, now());
    }

    private void loseFlow(String flow) {
        life.presence.flowLost(ALICE, flow).join();
        naive.flowLost(flow, now());
    }

    // By hand

    private void setManual(RandomWords words) {
        ManualChoice choice = new ManualChoice(
                words.manualWord(), words.activities(), words.note(), words.soon(now()), words.onceIn(4));
        life.presence.setManual(ALICE, choice).join();
        naive.edit(hand -> hand.with(Optional.of(choice.from(now().wall(), naive.working()))), now());
    }

    private void note(RandomWords words) {
        Optional<PersonalNote> note = words.note().map(text -> new PersonalNote(text, words.soon(now())));
        note.map(one -> life.presence.setNote(ALICE, one))
                .orElseGet(() -> life.presence.clearNote(ALICE))
                .join();
        naive.edit(hand -> hand.withNote(note), now());
    }

    private void absence(RandomWords words) {
        Optional<Absence> absence = words.onceIn(3) ? Optional.empty() : Optional.of(words.absence(now()));
        edit(life.presence.setAbsence(ALICE, absence), hand -> hand.withAbsence(absence));
    }

    private void workPlace(RandomWords words) {
        Optional<WorkPlace> place = words.onceIn(3) ? Optional.empty() : Optional.of(words.workPlace(now()));
        edit(life.presence.setWorkPlace(ALICE, place), hand -> hand.withWorkPlace(place));
    }

    private void edit(CompletableFuture<PresenceDocument> real, UnaryOperator<ByHand> change) {
        real.join();
        naive.edit(change, now());
    }

    // What passes

    private void restart() {
        life.close();
        life = live();
        naive.restart(now());
    }

    private void advanceToNext(int nanosBeside) {
        OptionalLong next = naive.composition().nextNanos();
        long by = next.isPresent() ? next.getAsLong() - time.nanos() + nanosBeside : 1;
        advance(Duration.ofNanos(Math.max(1, by)));
    }

    /** Stops just before and exactly at each instant at which something may change. */
    private void advance(Duration by) {
        long target = time.nanos() + by.toNanos();
        while (time.nanos() - target < 0) {
            OptionalLong next = naive.composition().nextNanos();
            if (next.isEmpty() || next.getAsLong() - target > 0) {
                time.advance(Duration.ofNanos(target - time.nanos()));
                compare("though nothing was due");
            } else {
                time.advance(Duration.ofNanos(next.getAsLong() - 1 - time.nanos()));
                compare("just before the next change");
                time.advance(Duration.ofNanos(1));
                naive.look(now());
                compare("at the next change");
            }
        }
    }

    // What both say

    private void compare(String when) {
        life.settle();
        expect("shown " + when, naive.shown(), life.presence.current(ALICE));
        expect("told " + when, naive.told(), life.told());
        expect(
                "by hand " + when,
                naive.byHand().liveAt(time.now()),
                life.presence.byHand(ALICE).join());
        Explanation why = life.presence.explain(ALICE).join();
        expect("explained " + when, naive.composition().trace(), why.trace());
    }

    private static void expect(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new Difference(what, expected, actual);
        }
    }

    @Override
    public void close() {
        life.close();
    }
}
