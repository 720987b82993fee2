package org.pawn.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.time.Moment;

/** The records that count at one moment, by what each can do: reach the person, say what they do, or decide. */
final class LiveRecords {
    /** An application that keeps renewing is a way to reach the person; one that has gone quiet tells what they do. */
    static final Duration SESSION_REACHES_FOR = Duration.ofMinutes(15);

    /** Ties: the later since, then source and id in order; the greatest wins. */
    static final Comparator<PresenceRecord> LATEST = Comparator.comparing(PresenceRecord::since)
            .thenComparing(PresenceRecord::source, Comparator.reverseOrder())
            .thenComparing(PresenceRecord::id, Comparator.reverseOrder());

    private static final Comparator<PresenceRecord> IN_ORDER =
            Comparator.comparing(PresenceRecord::source).thenComparing(PresenceRecord::id);

    final List<PresenceRecord> reaching = new ArrayList<>(4);
    final List<PresenceRecord> situations = new ArrayList<>(2);
    final List<PresenceRecord> publications = new ArrayList<>(4);
    private @Nullable PresenceRecord lostPeer;
    private @Nullable PresenceRecord administrator;
    private final Moment now;
    private final Wake wake;

    LiveRecords(Sources sources, CompositionPolicy policy, Moment now, Wake wake) {
        this.now = now;
        this.wake = wake;
        sources.records().forEach(this::sort);
        sources.calendar().situations().forEach(this::sort);
        boolean isRegistrationSilent =
                policy.registration() == CompositionPolicy.Registration.NONE || isAnythingPublished();
        if (isRegistrationSilent) {
            reaching.removeIf(record -> record.source() == Source.REGISTRATION);
        }
        situations.sort(IN_ORDER);
        publications.sort(IN_ORDER);
    }

    Optional<PresenceRecord> administrator() {
        return Optional.ofNullable(administrator);
    }

    /** The server that speaks for the person, where it cannot be reached. */
    Optional<PresenceRecord> lostPeer() {
        return Optional.ofNullable(lostPeer);
    }

    /** The latest activity that any live source reported, whether or not it reaches the person. */
    Optional<Moment> lastActive() {
        return SessionAggregate.latestActivity(publications);
    }

    private static PresenceRecord later(@Nullable PresenceRecord known, PresenceRecord record) {
        return known == null || LATEST.compare(record, known) > 0 ? record : known;
    }

    private void sort(PresenceRecord record) {
        if (now.isPast(record.deadlineNanos())) {
            return;
        }
        wake.at(record.deadlineNanos());
        switch (record.source().nature()) {
            case SITUATION -> situations.add(record);
            case DECISION -> administrator = later(administrator, record);
            case REACHABILITY -> sortReachability(record);
        }
    }

    private void sortReachability(PresenceRecord record) {
        publications.add(record);
        Availability availability = record.availability().orElse(Availability.AVAILABLE);
        if (record.source() == Source.SESSION && isQuiet(record)) {
            situations.add(record);
        } else if (availability.reaches()) {
            reaching.add(record);
        } else if (record.source() == Source.REMOTE && availability == Availability.UNKNOWN) {
            lostPeer = later(lostPeer, record);
        }
    }

    private boolean isQuiet(PresenceRecord session) {
        long quietAt = session.renewedNanos() + SESSION_REACHES_FOR.toNanos();
        wake.at(quietAt);
        return now.isPast(quietAt);
    }

    /** A device that published {@code closed} has spoken too; one that says Unknown has not. */
    private boolean isAnythingPublished() {
        return publications.stream()
                        .anyMatch(record -> record.source() == Source.DEVICE
                                && record.availability().orElse(Availability.AVAILABLE) != Availability.UNKNOWN)
                || reaching.stream().anyMatch(record -> record.source() != Source.REGISTRATION);
    }
}
