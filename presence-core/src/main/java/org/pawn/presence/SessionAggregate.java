package org.pawn.presence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.time.Moment;

/**
 * What all devices and applications of a person say together: DoNotDisturb over Busy over Available over BeRightBack
 * over Away, the latest among equals. Only a source that reports activity decays; the most recent report of all counts.
 */
final class SessionAggregate {
    private final CompositionPolicy policy;
    private final WorkingTime working;
    private final Optional<ManualState> available;
    private final Duration quiet;
    private @Nullable PresenceRecord winner;

    Rule rule = Rule.NO_DEVICE;
    Availability availability = Availability.OFFLINE;
    List<Activity> activities = List.of();
    /** Whether idle decay made the Away. */
    boolean decayed;
    /** Whether no activity was reported for a while by the source that won. */
    boolean quietWinner;

    /** @param available the manual Available, if there is one: what was said before it no longer counts */
    SessionAggregate(
            List<PresenceRecord> reaching,
            Optional<ManualState> available,
            WorkingTime working,
            CompositionPolicy policy,
            Moment now,
            Wake wake) {
        this.policy = policy;
        this.working = working;
        this.available = available;
        Optional<Moment> active = latestActivity(reaching).map(report -> withManual(report, now));
        this.quiet = active.map(report -> Duration.ofNanos(now.nanos() - report.nanos()))
                .orElse(Duration.ZERO);
        active.ifPresent(report -> {
            wake.after(report, policy.idleAfter());
            wake.after(report, policy.awayAfter());
        });
        reaching.forEach(this::consider);
        if (winner != null) {
            take(winner);
        }
    }

    Optional<PresenceRecord> winner() {
        return Optional.ofNullable(winner);
    }

    static Optional<Moment> latestActivity(List<PresenceRecord> records) {
        Moment latest = null;
        for (PresenceRecord record : records) {
            Moment report = record.lastActive().orElse(null);
            if (report != null && (latest == null || report.nanos() - latest.nanos() > 0)) {
                latest = report;
            }
        }
        return Optional.ofNullable(latest);
    }

    /** Choosing Available is activity. */
    private Moment withManual(Moment report, Moment now) {
        return available
                .map(state -> new Moment(state.setAt(), now.nanosAt(state.setAt())))
                .filter(set -> set.nanos() - report.nanos() > 0)
                .orElse(report);
    }

    private void consider(PresenceRecord record) {
        if (winner == null) {
            winner = record;
            return;
        }
        int byRank = Integer.compare(effective(record).rank(), effective(winner).rank());
        if (byRank > 0 || byRank == 0 && LiveRecords.LATEST.compare(record, winner) > 0) {
            winner = record;
        }
    }

    private void take(PresenceRecord record) {
        availability = effective(record);
        decayed = availability != published(record);
        quietWinner = record.lastActive().isPresent() && quiet.compareTo(policy.idleAfter()) >= 0;
        activities = isLifted(record) ? List.of() : record.activities();
        boolean saidOtherwise = record.availability().orElse(Availability.AVAILABLE) != Availability.AVAILABLE
                || !record.activities().isEmpty();
        if (isLifted(record) && saidOtherwise) {
            rule = Rule.LIFTED;
        } else if (record.source() != Source.REGISTRATION) {
            rule = Rule.PUBLISHED;
        } else if (isRegisteredOffHours(record) && !isLifted(record)) {
            rule = Rule.REGISTERED_OFF_HOURS;
        } else {
            rule = Rule.REGISTERED;
        }
    }

    private Availability effective(PresenceRecord record) {
        Availability said = published(record);
        boolean decays = said == Availability.AVAILABLE
                && record.lastActive().isPresent()
                && quiet.compareTo(policy.awayAfter()) >= 0;
        return decays ? Availability.AWAY : said;
    }

    private Availability published(PresenceRecord record) {
        if (isLifted(record)) {
            return Availability.AVAILABLE;
        }
        if (record.source() == Source.REGISTRATION) {
            boolean away = policy.registration() == CompositionPolicy.Registration.AWAY || isRegisteredOffHours(record);
            return away ? Availability.AWAY : Availability.AVAILABLE;
        }
        return record.availability().orElse(Availability.AVAILABLE);
    }

    private boolean isRegisteredOffHours(PresenceRecord record) {
        return record.source() == Source.REGISTRATION && working.state() == WorkingTime.State.OFF;
    }

    private boolean isLifted(PresenceRecord record) {
        return available.isPresent() && !record.since().isAfter(available.get().setAt());
    }
}
