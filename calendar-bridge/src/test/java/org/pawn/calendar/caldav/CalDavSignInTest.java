package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FeedCredentials;

/** A calendar server that wants to know who asks. */
final class CalDavSignInTest {
    private static final FeedCredentials RIGHT = new FeedCredentials("alice", "open \"sesame\"");
    private static final FeedCredentials WRONG = new FeedCredentials("alice", "open");

    private final DavHouse alice = new DavHouse();

    @BeforeEach
    void fill() {
        alice.server.put(DavServer.WORK + "a.ics", DavHouse.event("a", 9));
    }

    @AfterEach
    void close() {
        alice.close();
    }

    @Test
    void aPasswordOpensACalendarOnAListedNetwork() {
        alice.server.wantsBasic("alice", RIGHT.password());

        CalendarReport report = alice.put("/", RIGHT);

        assertThat(report.problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(9);
    }

    @ParameterizedTest
    @EnumSource
    void aDigestOpensIt(DigestAlgorithm algorithm) {
        alice.server.wantsDigest("alice", RIGHT.password(), algorithm);

        CalendarReport report = alice.put("/", RIGHT);

        assertThat(report.problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(9);
        alice.server.asked.clear();
        alice.refresh();
        assertThat(alice.server.whatWasAsked()).containsExactly("PROPFIND", "PROPFIND"); // one challenge a round
    }

    @Test
    void aWrongPasswordIsToldAndNotTriedAgainAndAgain() {
        alice.server.wantsBasic("alice", RIGHT.password());

        CalendarReport report = alice.put("/", WRONG);

        assertThat(report.problem()).contains("The calendar's server answered 401.");
        assertThat(alice.server.asked).hasSizeLessThan(5);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongDigestIsToldAndNotTriedAgainAndAgain(DigestAlgorithm algorithm) {
        alice.server.wantsDigest("alice", RIGHT.password(), algorithm);

        CalendarReport report = alice.put("/", WRONG);

        assertThat(report.problem()).contains("The calendar's server answered 401.");
        assertThat(alice.server.asked).hasSizeLessThan(8);
    }

    @Test
    void withoutAPasswordItStaysClosed() {
        alice.server.wantsBasic("alice", RIGHT.password());

        assertThat(alice.put("/").problem()).contains("The calendar's server answered 401.");
    }

    @Test
    void aPasswordThatIsMistypedLaterCostsNoCopy() {
        alice.server.wantsBasic("alice", RIGHT.password());
        alice.put("/", RIGHT);

        CalendarReport report = alice.put("/", WRONG);

        assertThat(report.problem()).isPresent();
        assertThat(alice.busyHours()).containsExactly(9);
    }

    @Test
    void anotherUsersCalendarIsNotTakenForTheFirsts() {
        alice.put("/", RIGHT);
        alice.server.wantsBasic("bob", RIGHT.password());

        CalendarReport report = alice.put("/", new FeedCredentials("bob", "wrong"));

        assertThat(report.coverage()).isEqualTo(Coverage.NONE);
    }

    @Test
    void aPasswordThatIsChangedIsUsedAtOnce() {
        alice.server.wantsBasic("alice", RIGHT.password());
        alice.put("/", WRONG);

        CalendarReport report = alice.put("/", RIGHT);

        assertThat(report.problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(9);
    }
}
