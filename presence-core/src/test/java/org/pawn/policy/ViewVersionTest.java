package org.pawn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.Note;
import org.pawn.presence.OutOfOffice;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;
import org.pawn.presence.Tuple;

final class ViewVersionTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Instant NOON = Instant.parse("2030-03-04T12:00:00Z");

    /** A view in which one thing at a time differs. */
    private static PresenceDocument view(int differs) {
        Tuple tuple = new Tuple(
                differs == 1 ? "b" : "a",
                differs == 2 ? Availability.AWAY : Availability.BUSY,
                Optional.of(Note.of(differs == 3 ? "tuple note" : "note")),
                Optional.of(differs == 4 ? "sip:alice@192.0.2.2" : "sip:alice@192.0.2.1"),
                Optional.of(differs == 5 ? "phone" : "desktop"),
                differs == 6 ? List.of("me", "ssage") : List.of("message"),
                Optional.empty(),
                0);
        return new PresenceDocument(
                ALICE,
                differs == 7 ? Availability.AWAY : Availability.BUSY,
                differs == 8 ? List.of() : List.of(Activity.custom(differs == 9 ? "sailing" : "reading")),
                differs == 10,
                differs == 11 ? Optional.empty() : Optional.of(NOON),
                Optional.of(new Note("text", differs == 12 ? Optional.of("en") : Optional.empty())),
                differs == 13
                        ? Optional.empty()
                        : Optional.of(new OutOfOffice(
                                differs == 14 ? Optional.of(NOON) : Optional.empty(), Optional.empty())),
                new Schedule(
                        differs == 15 ? Schedule.State.FREE : Schedule.State.BUSY,
                        differs == 16 ? Optional.empty() : Optional.of(NOON),
                        differs == 17 ? Optional.of(NOON) : Optional.empty(),
                        differs == 23 ? Optional.of(Schedule.State.FREE) : Optional.empty()),
                differs == 18 ? Optional.of("Home") : Optional.empty(),
                differs == 19 ? Optional.of(NOON) : Optional.empty(),
                differs == 20 ? List.of() : List.of(tuple),
                differs == 21
                        ? Optional.of(new PresenceDocument.Appearance(Availability.OFFLINE, NOON))
                        : Optional.empty(),
                differs == 22);
    }

    @Test
    void whateverAViewShowsChangesItsVersion() {
        List<String> versions = new ArrayList<>();
        for (int differs = 0; differs <= 23; differs++) {
            versions.add(ViewVersion.of(view(differs), Optional.empty(), Level.TEAM));
        }
        versions.add(ViewVersion.of(view(0), Optional.of(ZoneId.of("Europe/Berlin")), Level.TEAM));
        versions.add(ViewVersion.of(view(0), Optional.empty(), Level.PERSONAL));

        assertThat(versions).doesNotHaveDuplicates();
    }

    @Test
    void theSameViewHasTheSameVersion() {
        assertThat(ViewVersion.of(view(0), Optional.empty(), Level.TEAM))
                .isEqualTo(ViewVersion.of(view(0), Optional.empty(), Level.TEAM));
    }

    @Test
    void aLongNoteFits() {
        PresenceDocument document = new PresenceDocument(
                ALICE,
                Availability.BUSY,
                List.of(),
                false,
                Optional.empty(),
                Optional.of(Note.of("ä".repeat(Note.MAX_TEXT))),
                Optional.empty(),
                Schedule.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false);

        assertThat(ViewVersion.of(document, Optional.empty(), Level.COMPANY)).hasSize(16);
    }
}
