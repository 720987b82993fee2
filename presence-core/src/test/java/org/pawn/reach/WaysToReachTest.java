package org.pawn.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Competence;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;
import org.pawn.presence.Tuple;
import org.pawn.time.SettableTime;

final class WaysToReachTest {
    private static final Instant NOON = Instant.parse("2030-03-04T12:00:00Z");
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Person PERSON = new Person(
            ALICE,
            "Alice Example",
            Optional.empty(),
            Optional.empty(),
            List.of("a.example@example.com", "alias@example.com"),
            List.of("+49 30 1", "+49 30 2"),
            List.of("+49 170 1"),
            Optional.empty(),
            Competence.NONE);

    private final SettableTime time = new SettableTime(NOON);
    private final Lanes lanes = new Lanes(1);
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PolicyService policy = new PolicyService(
            directory,
            new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time),
            ZoneId.of("UTC"),
            time,
            directory::exists);

    @AfterEach
    void stop() {
        lanes.close();
    }

    /** A device, in a few words: {@code phone Available 12:00 700 audio,message sip:alice@192.0.2.1}. */
    private static Tuple device(String words) {
        String[] word = words.split(" ");
        return new Tuple(
                word[0],
                Availability.ofLabel(word[1]).orElseThrow(),
                Optional.empty(),
                word.length > 5 ? Optional.of(word[5]) : Optional.empty(),
                Optional.of(word[0]),
                word[4].equals("-") ? List.of() : List.of(word[4].split(",")),
                word[2].equals("-") ? Optional.empty() : Optional.of(Instant.parse("2030-03-04T" + word[2] + ":00Z")),
                Integer.parseInt(word[3]));
    }

    private static PresenceDocument alice(Availability availability, List<Activity.Kind> doing, Tuple... devices) {
        return new PresenceDocument(
                ALICE,
                availability,
                doing.stream().map(Activity::of).toList(),
                false,
                Optional.of(NOON),
                Optional.empty(),
                Optional.empty(),
                Schedule.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(devices),
                Optional.empty(),
                false);
    }

    private static PresenceDocument atHerDesk(Availability availability, Activity.Kind... doing) {
        return alice(availability, List.of(doing), device("desktop Available - 0 -"));
    }

    private static PresenceDocument signedOut(Activity.Kind... doing) {
        return alice(Availability.OFFLINE, List.of(doing));
    }

    /** What a viewer of that level is told, a line a way: what would not work now stands behind a dash. */
    private List<String> ways(PresenceDocument document, Level level) {
        PresenceView view = policy.view(document, level);
        return WaysToReach.of(PERSON, view).stream()
                .map(way -> (way.works() ? "" : "- ") + way.kind().label() + " "
                        + way.uri().replaceFirst("^[a-z]+:", "") + " "
                        + way.reason().code())
                .toList();
    }

    @Test
    void whoIsAvailableIsWrittenToThenCalledThenRungAtWorkThenElsewhereThenMailed() {
        assertThat(ways(atHerDesk(Availability.AVAILABLE), Level.PERSONAL))
                .containsExactly(
                        "message alice@example.com available",
                        "call alice@example.com available",
                        "phone +49301 work-phone",
                        "phone +49302 work-phone",
                        "phone +491701 private-phone",
                        "email a.example@example.com mail");
    }

    @ParameterizedTest
    @CsvSource({"Busy, busy", "BeRightBack, away", "Away, away"})
    void theOrderIsTheSameForWhoIsBusyOrAwayWithTheReason(String availability, String code) {
        List<String> ways = ways(atHerDesk(Availability.ofLabel(availability).orElseThrow()), Level.COMPANY);

        assertThat(ways)
                .startsWith("message alice@example.com " + code, "call alice@example.com " + code)
                .noneMatch(way -> way.startsWith("-"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Activity.Kind.class,
            names = {"IN_A_CALL", "IN_A_CONFERENCE_CALL"})
    void whoIsInACallIsNotRungOnAnyPhoneSoMailGoesBeforeIt(Activity.Kind call) {
        assertThat(ways(atHerDesk(Availability.BUSY, call), Level.PERSONAL))
                .containsExactly(
                        "message alice@example.com busy",
                        "email a.example@example.com mail",
                        "- call alice@example.com in-a-call",
                        "- phone +49301 in-a-call",
                        "- phone +49302 in-a-call",
                        "- phone +491701 in-a-call");
    }

    @Test
    void aMeetingIsNoCall() {
        assertThat(ways(atHerDesk(Availability.BUSY, Activity.Kind.IN_A_MEETING), Level.COMPANY))
                .contains("call alice@example.com busy", "phone +49301 work-phone");
    }

    @Test
    void whoWantsNoDisturbanceIsMailedAndAMessagePromisesNoMoreThanToWait() {
        PresenceDocument document = atHerDesk(Availability.DO_NOT_DISTURB);

        assertThat(ways(document, Level.PERSONAL))
                .containsExactly(
                        "email a.example@example.com mail",
                        "- message alice@example.com do-not-disturb",
                        "- call alice@example.com do-not-disturb",
                        "- phone +49301 do-not-disturb",
                        "- phone +49302 do-not-disturb",
                        "- phone +491701 do-not-disturb");
        assertThat(WaysToReach.of(PERSON, policy.view(document, Level.PERSONAL)))
                .filteredOn(way -> way.kind() == WayToReach.Kind.MESSAGE)
                .singleElement()
                .satisfies(way -> assertThat(way.reason().sentence()).startsWith("Will wait"));
    }

    @Test
    void whoIsSignedOutIsRungAndMailedAndAMessageWaitsForTheirSignIn() {
        assertThat(ways(signedOut(), Level.PERSONAL))
                .containsExactly(
                        "phone +49301 work-phone",
                        "phone +49302 work-phone",
                        "phone +491701 private-phone",
                        "email a.example@example.com mail",
                        "- message alice@example.com signed-out",
                        "- call alice@example.com signed-out");
    }

    @Test
    void aPhoneAtWorkDoesNotWorkForWhoIsNotThere() {
        assertThat(ways(signedOut(Activity.Kind.OFF_WORK), Level.PERSONAL))
                .containsSubsequence("phone +491701 private-phone", "- phone +49301 off-work");
        assertThat(ways(atHerDesk(Availability.AVAILABLE, Activity.Kind.OUT_OF_OFFICE), Level.PERSONAL))
                .containsSubsequence(
                        "message alice@example.com available",
                        "phone +491701 private-phone",
                        "email a.example@example.com out-of-office",
                        "- phone +49301 out-of-office");
    }

    @Test
    void nothingIsPromisedWhereTheOtherServerIsLost() {
        assertThat(ways(alice(Availability.UNKNOWN, List.of()), Level.COMPANY))
                .endsWith("- message alice@example.com unknown", "- call alice@example.com unknown");
    }

    @Test
    void whoIsIdleIsThereWithThatReason() {
        PresenceDocument document = atHerDesk(Availability.AVAILABLE);
        PresenceDocument idle = new PresenceDocument(
                ALICE,
                document.availability(),
                List.of(),
                true,
                document.since(),
                Optional.empty(),
                Optional.empty(),
                Schedule.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                document.tuples(),
                Optional.empty(),
                false);

        assertThat(ways(idle, Level.COMPANY)).contains("message alice@example.com idle");
        assertThat(ways(idle, Level.EXTERNAL)).contains("message alice@example.com available");
    }

    @Test
    void devicesThatNameTheirOwnAddressStandByAvailabilityThenActivityThenPreference() {
        List<Tuple> devices = new ArrayList<>(List.of(
                device("a DoNotDisturb 12:00 1000 message sip:a@192.0.2.1"),
                device("b Away 12:00 1000 message sip:b@192.0.2.1"),
                device("c BeRightBack 12:00 1000 message sip:c@192.0.2.1"),
                device("d Busy 12:00 1000 message sip:d@192.0.2.1"),
                device("e Available - 1000 message sip:e@192.0.2.1"),
                device("f Available 11:00 1000 message sip:f@192.0.2.1"),
                device("g Available 11:30 200 message sip:g@192.0.2.1"),
                device("h Available 11:30 700 message sip:h@192.0.2.1")));
        Collections.shuffle(devices, new Random(3));
        PresenceDocument document = alice(Availability.BUSY, List.of(), devices.toArray(Tuple[]::new));

        List<WayToReach> ways = WaysToReach.of(Person.of(ALICE), policy.view(document, Level.PERSONAL));

        assertThat(ways.stream()
                        .filter(way -> way.kind() == WayToReach.Kind.MESSAGE)
                        .map(WayToReach::label))
                .containsExactly("alice@example.com", "h", "g", "f", "e", "d", "c", "b", "a");
        assertThat(ways.stream().filter(way -> !way.works()).map(WayToReach::label))
                .as("the device that is not to be disturbed, and calls, which none takes")
                .containsExactly("a", "alice@example.com");
    }

    @Test
    void aDeviceIsNoBetterThanThePersonWhereThatKeepsOthersOut() {
        PresenceDocument document = alice(
                Availability.DO_NOT_DISTURB,
                List.of(),
                device("desktop Available - 0 message,audio sip:alice@192.0.2.1"));

        assertThat(ways(document, Level.PERSONAL))
                .contains("- message alice@192.0.2.1 do-not-disturb", "- call alice@192.0.2.1 do-not-disturb");
    }

    @Test
    void aDeviceIsAWayOnlyForWhatItTakes() {
        PresenceDocument document = alice(
                Availability.AVAILABLE,
                List.of(),
                device("web Available - 0 message sip:web@192.0.2.1"),
                device("phone Available - 0 audio sip:phone@192.0.2.1"),
                device("closed Offline - 0 message,audio sip:closed@192.0.2.1"));

        assertThat(ways(document, Level.PERSONAL))
                .contains("message web@192.0.2.1 available", "call phone@192.0.2.1 available")
                .noneMatch(way -> way.contains("call web") || way.contains("message phone") || way.contains("closed"));
    }

    @Test
    void whereNoDeviceTakesItAMessageWaitsAndACallIsNotTaken() {
        PresenceDocument webOnly = alice(Availability.AVAILABLE, List.of(), device("web Available - 0 message"));
        PresenceDocument applicationOnly =
                alice(Availability.AVAILABLE, List.of(), device("application Available - 0 -"));
        PresenceDocument nothing = alice(Availability.AVAILABLE, List.of());

        assertThat(ways(webOnly, Level.PERSONAL))
                .contains("message alice@example.com available", "- call alice@example.com no-device");
        assertThat(ways(applicationOnly, Level.TEAM))
                .contains("- message alice@example.com no-device", "- call alice@example.com no-device");
        assertThat(ways(nothing, Level.COMPANY)).contains("- message alice@example.com no-device");
    }

    @Test
    void addressesOfOtherKindsThatADeviceNamesAreWaysOfTheirs() {
        PresenceDocument document = alice(
                Availability.AVAILABLE,
                List.of(),
                device("a Available - 0 - tel:+491709"),
                device("b Available - 0 - mailto:alice@example.org"),
                device("c Available - 0 - xmpp:alice@example.org"),
                device("d Available - 0 - sip:alice@example.com"));

        assertThat(ways(document, Level.PERSONAL))
                .contains("phone +491709 named", "email alice@example.org mail", "message alice@example.org available")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "https://example.com/",
                "file:/etc/passwd",
                ":",
                "alice",
                "TEL",
                "//example.com",
                "\u0000tel:1"
            })
    void whatNobodyIsReachedByIsNoWay(String contact) {
        Tuple device = device("a Available - 0 - " + contact);

        assertThat(WaysToReach.of(
                        Person.of(ALICE),
                        policy.view(alice(Availability.AVAILABLE, List.of(), device), Level.PERSONAL)))
                .extracting(WayToReach::uri)
                .containsExactly("sip:alice@example.com", "sip:alice@example.com");
    }

    @ParameterizedTest
    @EnumSource(
            value = Level.class,
            names = {"BLOCKED"},
            mode = EnumSource.Mode.EXCLUDE)
    void eachLevelIsToldOfTheWaysThatItMayKnow(Level level) {
        PresenceDocument document = alice(
                Availability.BUSY,
                List.of(Activity.Kind.IN_A_CALL),
                device("desktop Available - 0 message sip:alice@192.0.2.77"));

        String told = String.join("\n", ways(document, level));

        assertThat(told.contains("192.0.2.77")).isEqualTo(level.atLeast(Level.PERSONAL));
        assertThat(told.contains("+491701")).isEqualTo(level.atLeast(Level.PERSONAL));
        assertThat(told.contains("in-a-call")).isEqualTo(level.atLeast(Level.COMPANY));
        assertThat(told.contains("+49301")).isEqualTo(level.atLeast(Level.COMPANY));
        assertThat(told.contains("a.example@")).isEqualTo(level.atLeast(Level.COMPANY));
        assertThat(told).contains("message alice@example.com busy");
    }

    @Test
    void whoAppearsOfflineHasTheWaysOfSomebodySignedOut() {
        PresenceDocument there = atHerDesk(Availability.AVAILABLE);
        PresenceDocument hidden = new PresenceDocument(
                ALICE,
                there.availability(),
                List.of(),
                false,
                there.since(),
                Optional.empty(),
                Optional.empty(),
                Schedule.UNKNOWN,
                Optional.empty(),
                Optional.of(NOON.minus(Duration.ofMinutes(1))),
                there.tuples(),
                Optional.of(new PresenceDocument.Appearance(Availability.OFFLINE, NOON)),
                false);

        assertThat(ways(hidden, Level.PERSONAL)).isEqualTo(ways(signedOut(), Level.PERSONAL));
    }

    @Test
    void everyReasonHasASentenceAndACodeThatIsAName() {
        assertThat(EnumSet.allOf(Reason.class)).allSatisfy(reason -> {
            assertThat(reason.sentence()).endsWith(".");
            assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
        });
        assertThat(Arrays.stream(Reason.values()).map(Reason::sentence)).doesNotHaveDuplicates();
    }
}
