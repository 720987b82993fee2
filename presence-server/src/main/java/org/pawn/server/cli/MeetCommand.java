package org.pawn.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.MeetingQuery;
import org.pawn.sdk.MeetingTime;
import org.pawn.sdk.MeetingTimes;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.TimeSpan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn meet}: when people can meet. */
@Command(name = "meet", description = "Tells when people can meet: the best times first.")
final class MeetCommand extends ClientCommand {
    private static final Duration AHEAD = Duration.ofDays(7);

    @Parameters(arity = "1..*", paramLabel = "ADDRESS", description = "Whom the meeting needs.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<String> required;

    @Option(names = "--optional", paramLabel = "ADDRESS", description = "Who is welcome; may be given more than once.")
    private List<String> optional = List.of();

    @Option(
            names = "--duration",
            paramLabel = "D",
            defaultValue = "PT30M",
            description = "For how long (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String lasting;

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "Not before (default now): 17:30, or 2030-03-04T09:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "Over by then (default seven days after --from).")
    private @Nullable String to;

    @Option(
            names = "--every",
            paramLabel = "D",
            defaultValue = "PT15M",
            description = "Starts at multiples of it after midnight (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String every;

    @Option(names = "--any-hour", description = "Outside working hours too.")
    private boolean anyHour;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "So many times at most (default ${DEFAULT-VALUE}).")
    private int limit;

    MeetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        MeetingTimes found = client.calendars().meetingTimes(query());
        Table table = new Table("START", "END", "STATE", "WHY");
        for (MeetingTime time : found.times()) {
            table.row(
                    output.time(time.span().start()),
                    output.time(time.span().end()),
                    time.state().name().toLowerCase(Locale.ROOT),
                    String.join(" ", time.reasons()));
        }
        output.table(found, table, "No time suits them all.");
        if (!output.isJson()) {
            found.unknown().forEach(unknown -> output.remark(told(unknown)));
        }
        return found.unknown().stream().allMatch(unknown -> unknown.problem().isEmpty()) ? 0 : CommandFailure.FAILED;
    }

    private MeetingQuery query() {
        Instant start =
                from == null ? surroundings().clock().instant() : TimeArgument.instant("--from", from, surroundings());
        Instant end = to == null ? start.plus(AHEAD) : TimeArgument.instant("--to", to, surroundings());
        if (!start.isBefore(end)) {
            throw CommandFailure.wrongUsage("--to: the meeting may not end before it starts");
        }
        MeetingQuery query = MeetingQuery.of(
                        required, TimeArgument.duration("--duration", lasting), new TimeSpan(start, end))
                .withOptional(optional)
                .withZone(surroundings().zone())
                .every(TimeArgument.duration("--every", every))
                .withLimit(limit);
        return anyHour ? query.atAnyHour() : query;
    }

    private static String told(MeetingTimes.Unknown unknown) {
        return unknown.requested() + " counts as free nowhere: "
                + unknown.problem()
                        .map(problem -> problem.text())
                        .orElse(
                                switch (unknown.coverage()) {
                                    case HIDDEN -> "you may not see their calendar";
                                    case STALE -> "their calendar could not be read for a day";
                                    case NONE, KNOWN -> "there is no calendar";
                                });
    }
}
