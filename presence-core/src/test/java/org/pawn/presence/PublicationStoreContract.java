package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** What every {@link PublicationStore} does. */
public interface PublicationStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    Moment NOON = new Moment(Instant.parse("2030-03-04T12:00:00Z"), 5_000_000_000L);
    Duration HOUR = Duration.ofHours(1);

    PublicationStore store();

    /** The store after a restart of what keeps it. */
    PublicationStore reopened();

    @Test
    default void everythingInAPublicationComesBack() {
        PresenceRecord record = new PresenceRecord(
                Source.DEVICE,
                "desk",
                Optional.of(Availability.BUSY),
                List.of(
                        Activity.of(Activity.Kind.IN_A_CALL),
                        Activity.custom("at the zoo"),
                        Activity.custom("CUSTOM:\"x\"\n")),
                Optional.of(new Note("Ça va, \"moi\"", Optional.of("fr"))),
                Optional.of("Zürich, \"Büro\""),
                Optional.of("sip:alice@192.0.2.7"),
                Optional.of("desktop"),
                List.of("message", "audio"),
                700,
                NOON.wall().minusSeconds(90),
                Optional.of(earlier(Duration.ofSeconds(30))),
                NOON.nanos(),
                NOON.deadline(HOUR),
                Optional.of("tcp/192.0.2.7:40000"),
                false);

        store().apply(List.of(saved(ALICE, record, Optional.of(new EntityTag("a1")))));

        assertThat(reopened().live(NOON))
                .containsExactly(new Publication(
                        ALICE,
                        record,
                        Optional.of(new EntityTag("a1")),
                        NOON.wall().plus(HOUR)));
    }

    @Test
    default void aRecordThatSaysLittleComesBackAsSuch() {
        PresenceRecord record = new PresenceRecord(
                Source.SESSION,
                "crm/1",
                Optional.empty(),
                List.of(),
                Optional.of(Note.of("note")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                NOON.wall(),
                Optional.empty(),
                NOON.nanos(),
                NOON.deadline(HOUR),
                Optional.empty(),
                false);

        store().apply(List.of(saved(ALICE, record, Optional.empty())));

        assertThat(reopened().live(NOON))
                .containsExactly(new Publication(
                        ALICE, record, Optional.empty(), NOON.wall().plus(HOUR)));
    }

    @Test
    default void deadlinesAreCountedFromTheMonotonicClockOfTheOneWhoReads() {
        Moment afterRestart = new Moment(NOON.wall().plusSeconds(60), -7_000_000_000L);

        store().apply(List.of(saved(ALICE, record("desk"), Optional.empty())));

        PresenceRecord live = reopened().live(afterRestart).get(0).record();
        assertThat(live.deadlineNanos()).isEqualTo(afterRestart.deadline(HOUR.minusSeconds(60)));
        assertThat(live.renewedNanos()).isEqualTo(afterRestart.nanos());
        assertThat(live.since()).isEqualTo(NOON.wall());
    }

    @Test
    default void aPublicationIsGoneAtTheInstantItExpires() {
        store().apply(List.of(saved(ALICE, record("desk"), Optional.empty())));

        assertThat(reopened().live(later(HOUR.minusMillis(1)))).hasSize(1);
        assertThat(reopened().live(later(HOUR))).isEmpty();
    }

    @Test
    default void savingTheSameRecordAgainReplacesItAndItsTag() {
        store().apply(List.of(saved(ALICE, record("desk"), Optional.of(new EntityTag("a1")))));
        store().apply(List.of(saved(ALICE, record("desk"), Optional.of(new EntityTag("a2")))));

        assertThat(reopened().live(NOON))
                .extracting(Publication::tag)
                .containsExactly(Optional.of(new EntityTag("a2")));
    }

    @Test
    default void oneIdOfTwoSourcesOrTwoPeopleIsApart() {
        PresenceRecord session =
                PresenceRecord.of(Source.SESSION, "desk", Availability.AVAILABLE, NOON, NOON.deadline(HOUR));
        store().apply(List.of(
                saved(ALICE, record("desk"), Optional.empty()),
                saved(ALICE, session, Optional.empty()),
                saved(BOB, record("desk"), Optional.empty())));

        store().apply(List.of(new PublicationStore.Change.Removed(ALICE, Source.DEVICE, "desk")));

        assertThat(reopened().live(NOON))
                .extracting(Publication::presentity, live -> live.record().source())
                .containsExactlyInAnyOrder(tuple(ALICE, Source.SESSION), tuple(BOB, Source.DEVICE));
    }

    @Test
    default void severalRecordsOfOnePublicationShareItsTag() {
        Optional<EntityTag> tag = Optional.of(new EntityTag("a1"));
        PresenceRecord one = PresenceRecord.of(Source.CALL, "a1/d1", Availability.BUSY, NOON, NOON.deadline(HOUR));
        PresenceRecord other = PresenceRecord.of(Source.CALL, "a1/d2", Availability.BUSY, NOON, NOON.deadline(HOUR));

        store().apply(List.of(saved(ALICE, one, tag), saved(ALICE, other, tag)));
        store().apply(List.of(new PublicationStore.Change.Removed(ALICE, Source.CALL, "a1/d1")));

        assertThat(reopened().live(NOON))
                .extracting(live -> live.record().id(), Publication::tag)
                .containsExactly(tuple("a1/d2", tag));
    }

    @Test
    default void aBatchAppliesInOrder() {
        store().apply(List.of(
                saved(ALICE, record("desk"), Optional.empty()),
                new PublicationStore.Change.Removed(ALICE, Source.DEVICE, "desk"),
                new PublicationStore.Change.Removed(ALICE, Source.DEVICE, "phone"),
                saved(ALICE, record("phone"), Optional.empty())));

        assertThat(reopened().live(NOON)).extracting(live -> live.record().id()).containsExactly("phone");
    }

    @Test
    default void purgingForgetsWhatHadExpiredByThen() {
        store().apply(List.of(saved(ALICE, record("desk"), Optional.empty())));

        store().purge(NOON.wall().plus(HOUR).minusMillis(1));
        assertThat(store().live(NOON)).hasSize(1);

        store().purge(NOON.wall().plus(HOUR));
        assertThat(reopened().live(NOON)).isEmpty();
    }

    @Test
    default void anEmptyBatchAndRemovingWhatIsNotThereAreNoErrors() {
        store().apply(List.of());
        store().apply(List.of(new PublicationStore.Change.Removed(ALICE, Source.DEVICE, "desk")));

        assertThat(store().live(NOON)).isEmpty();
    }

    @Test
    default void whoeverHadADeviceIsRemembered() {
        store().apply(List.of(new PublicationStore.Change.FirstDevice(ALICE)));
        store().apply(List.of(new PublicationStore.Change.FirstDevice(ALICE)));
        store().purge(NOON.wall());

        assertThat(reopened().everHadDevice()).containsExactly(ALICE);
    }

    private static Moment later(Duration by) {
        return new Moment(NOON.wall().plus(by), NOON.nanos() + by.toNanos());
    }

    private static Moment earlier(Duration by) {
        return later(by.negated());
    }

    private static PresenceRecord record(String id) {
        return PresenceRecord.of(Source.DEVICE, id, Availability.AVAILABLE, NOON, NOON.deadline(HOUR));
    }

    private static PublicationStore.Change saved(
            AddressOfRecord presentity, PresenceRecord record, Optional<EntityTag> tag) {
        return new PublicationStore.Change.Saved(
                new Publication(presentity, record, tag, NOON.wallAt(record.deadlineNanos())));
    }
}
