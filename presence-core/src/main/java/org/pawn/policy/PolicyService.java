package org.pawn.policy;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.presence.PresenceDocument;
import org.pawn.refusal.Refusal;

/**
 * The one place that decides who sees what, for every surface. The default rules: oneself the truth, members of one
 * team Team, colleagues of one domain Company, administrators Personal, applications and guests what their token says,
 * strangers nothing until they are let in. Thread-safe, never waits.
 */
public final class PolicyService {
    private final Directory directory;
    private final Predicate<AddressOfRecord> exists;
    private final ZoneId serverZone;

    public PolicyService(Directory directory, ZoneId serverZone) {
        this(directory, serverZone, directory::exists);
    }

    /** @param exists who counts as a person of ours; the directory's unless sign-in is switched off */
    public PolicyService(Directory directory, ZoneId serverZone, Predicate<AddressOfRecord> exists) {
        this.directory = directory;
        this.serverZone = serverZone;
        this.exists = exists;
    }

    /**
     * How much {@code viewer} sees of {@code presentity}.
     *
     * @throws Refusal.NotFound for a colleague who asks for someone who does not exist
     * @throws Refusal.NotVisible for everybody else who may not see the person, or asks for nobody
     */
    public Level level(Caller viewer, AddressOfRecord presentity) {
        if (viewer.is(presentity)) {
            return Level.SELF;
        }
        Level level = viewer.person().map(person -> between(person, presentity)).orElse(viewer.level());
        if (viewer.isAdministrator()) {
            level = Level.PERSONAL;
        }
        if (!exists.test(presentity)) {
            if (level.atLeast(Level.COMPANY)) {
                throw new Refusal.NotFound("There is nobody with the address " + presentity + ".");
            }
            throw new Refusal.NotVisible();
        }
        if (level == Level.BLOCKED) {
            throw new Refusal.NotVisible();
        }
        return level;
    }

    /** The presence as the viewer may see it; refuses like {@link #level}. */
    public PresenceView view(Caller viewer, PresenceDocument document) {
        return view(document, level(viewer, document.presentity()));
    }

    /** The presence as anyone of that level sees it: the same for all of them, so compute it once. */
    public PresenceView view(PresenceDocument document, Level level) {
        return PresenceFilter.view(document, Optional.of(zone(document.presentity())), level);
    }

    /** Where the person's clock is set; the server's zone where they have none. */
    public ZoneId zone(AddressOfRecord person) {
        return directory.person(person).flatMap(Person::timeZone).orElse(serverZone);
    }

    private Level between(AddressOfRecord viewer, AddressOfRecord presentity) {
        if (directory.sameTeam(viewer, presentity)) {
            return Level.TEAM;
        }
        return viewer.domain().equals(presentity.domain()) ? Level.COMPANY : Level.BLOCKED;
    }
}
