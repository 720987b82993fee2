package org.pawn.rest.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.LookService;
import org.pawn.directory.Directory;
import org.pawn.freebusy.Attendee;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.MeetingQuestion;
import org.pawn.freebusy.MeetingTimes;
import org.pawn.freebusy.TimeSpan;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Problems;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

/** When people can meet. Whoever the caller cannot see well enough is told apart and counts as free nowhere. */
public final class MeetingTimesRoutes implements Routes {
    private static final Duration MAX_TIME = Duration.ofSeconds(60);

    /** Somebody of whose time nothing is known, and as much of why as the caller may know. */
    private record Apart(
            String requested,
            Optional<String> address,
            boolean required,
            Optional<String> coverage,
            Optional<JsonNode> problem) {}

    private record MeetingAnswer(String timeZone, List<MeetingTimeJson> items, List<Apart> unknown) {}

    /** The attendees of one request, looked at one after the other. */
    private final class Gathering {
        private final Caller caller;
        private final TimeSpan whole;
        private final long deadlineNanos = time.moment().deadline(MAX_TIME);
        private final Set<AddressOfRecord> seen = new LinkedHashSet<>();
        private final List<Apart> apart = new ArrayList<>();
        private int required;
        private int optional;

        Gathering(Caller caller, TimeSpan whole) {
            this.caller = caller;
            this.whole = whole;
        }

        Stream<Attendee> attendee(String requested, Attendee.Role role) {
            boolean isRequired = role == Attendee.Role.REQUIRED;
            try {
                AddressOfRecord person = Input.address(directory, "required", requested);
                return seen.add(person) ? attendee(requested, person, role) : Stream.empty();
            } catch (Refusal.Invalid noAddress) {
                count(isRequired);
                return refused(requested, isRequired, noAddress);
            }
        }

        private Stream<Attendee> attendee(String requested, AddressOfRecord person, Attendee.Role role) {
            boolean isRequired = role == Attendee.Role.REQUIRED;
            count(isRequired);
            try {
                if (time.moment().isPast(deadlineNanos)) {
                    throw new Refusal.Unavailable("So many calendars take longer to read; ask again.");
                }
                FreeBusy known = visible.ofMany(caller, person, whole);
                Attendee attendee = new Attendee(person, role, known);
                if (!attendee.isKnown()) {
                    Optional<String> coverage = Optional.of(BusyJson.label(known.coverage()));
                    apart.add(new Apart(
                            requested, Optional.of(person.toString()), isRequired, coverage, Optional.empty()));
                }
                return Stream.of(attendee);
            } catch (Refusal refused) { // one who is not to be seen does not spoil the rest
                return refused(requested, isRequired, refused);
            }
        }

        private Stream<Attendee> refused(String requested, boolean isRequired, Refusal refused) {
            JsonNode problem = WireJson.tree(Problems.of(refused));
            apart.add(new Apart(requested, Optional.empty(), isRequired, Optional.empty(), Optional.of(problem)));
            return Stream.empty();
        }

        private void count(boolean isRequired) {
            if (isRequired) {
                required++;
            } else {
                optional++;
            }
        }

        MeetingTimeJson.Asked asked() {
            return new MeetingTimeJson.Asked(required, optional, (int)
                    apart.stream().filter(Apart::required).count());
        }
    }

    private final Directory directory;
    private final PolicyService policy;
    private final VisibleFreeBusy visible;
    private final TimeSource time;

    public MeetingTimesRoutes(
            Directory directory, PolicyService policy, LookService looks, FreeBusyService freeBusy, TimeSource time) {
        this.directory = directory;
        this.policy = policy;
        this.visible = new VisibleFreeBusy(looks, freeBusy);
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/meeting-times", this::find, RouteAccess.scope(Scope.FREEBUSY_READ));
    }

    private void find(Context ctx) {
        MeetingRequest asked = RequestBody.json(ctx, MeetingRequest.class);
        Caller caller = BearerAuthentication.caller(ctx);
        MeetingQuestion question = asked.question(policy.zoneOf(caller));
        TimeSpan whole = FreeBusyService.windowOfMany(
                question.whole().start(), question.whole().end());
        Map<String, Attendee.Role> attendees = asked.attendees();
        ManyItems.requireCount("required", attendees.size());
        Gathering gathering = new Gathering(caller, whole);
        MeetingTimes found = MeetingTimes.find(
                question,
                attendees.entrySet().stream()
                        .flatMap(attendee -> gathering.attendee(attendee.getKey(), attendee.getValue())));
        MeetingAnswer answer = new MeetingAnswer(
                question.zone().getId(),
                found.times().stream()
                        .map(time -> MeetingTimeJson.of(time, gathering.asked()))
                        .toList(),
                gathering.apart);
        ctx.header("Cache-Control", "private, no-cache")
                .contentType("application/json")
                .result(WireJson.write(answer));
    }
}
