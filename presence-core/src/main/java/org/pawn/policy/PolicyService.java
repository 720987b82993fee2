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
import org.pawn.time.TimeSource;

/**
 * The one place that decides who sees what, for every surface. A person's own rules speak first, then the organisation's:
 * members of one team see Team, colleagues of one domain Company, strangers wait to be let in. Oneself sees the truth;
 * administrators read at Personal, applications and guests at what their token says. Thread-safe, never waits.
 */
public final class PolicyService {
    private final Directory directory;
    private final PrivacyService privacy;
    private final Predicate<AddressOfRecord> exists;
    private final ZoneId serverZone;
    private final TimeSource time;

    /** @param exists who counts as a person of ours; the directory's unless sign-in is switched off */
    public PolicyService(
            Directory directory,
            PrivacyService privacy,
            ZoneId serverZone,
            TimeSource time,
            Predicate<AddressOfRecord> exists) {
        this.directory = directory;
        this.privacy = privacy;
        this.serverZone = serverZone;
        this.time = time;
        this.exists = exists;
    }

    /**
     * What {@code viewer} may see of {@code presentity}. Strangers get the same answer whether the person exists or not.
     *
     * @throws Refusal.NotFound for a colleague who asks for someone who does not exist
     * @throws Refusal.NotVisible for everybody else who may not see the person, or asks for nobody
     */
    public Grant grant(Caller viewer, AddressOfRecord presentity) {
        if (viewer.is(presentity)) {
            return Grant.SELF;
        }
        Grant grant = viewer.isAdministrator()
                ? Grant.allow(Level.PERSONAL)
                : viewer.person().map(person -> between(person, presentity)).orElseGet(() -> ofToken(viewer.level()));
        if (!grant.isPending() && !exists.test(presentity)) {
            boolean isColleague = viewer.person()
                    .map(person -> person.domain().equals(presentity.domain()))
                    .orElse(grant.level().atLeast(Level.COMPANY));
            throw isColleague
                    ? new Refusal.NotFound("There is nobody with the address " + presentity + ".")
                    : new Refusal.NotVisible();
        }
        if (grant.handling() == Handling.BLOCK) {
            throw new Refusal.NotVisible();
        }
        return grant;
    }

    /**
     * How much {@code viewer} sees of {@code presentity} now; refuses like {@link #grant}, and who has yet to be let in.
     */
    public Level level(Caller viewer, AddressOfRecord presentity) {
        return shown(viewer, presentity).level();
    }

    /** Like {@link #grant}, but refuses who has yet to be let in. */
    public Grant shown(Caller viewer, AddressOfRecord presentity) {
        Grant grant = grant(viewer, presentity);
        if (!grant.shows()) {
            throw new Refusal.NotVisible();
        }
        return grant;
    }

    /** Whether there is such a person of ours. */
    public boolean exists(AddressOfRecord person) {
        return exists.test(person);
    }

    /** Whether the caller is one of us, who may know the directory's groups and search it. */
    public boolean isColleague(Caller caller) {
        return caller.isAdministrator()
                || caller.person().map(exists::test).orElse(caller.level().atLeast(Level.COMPANY));
    }

    /** Whether the viewer sees anything of the person, for lists that leave out whom they may not show. */
    public boolean isVisible(Caller viewer, AddressOfRecord presentity) {
        return showing(viewer, presentity).isPresent();
    }

    /** Like {@link #grant}, but empty where the viewer sees nothing. */
    public Optional<Grant> showing(Caller viewer, AddressOfRecord presentity) {
        try {
            return Optional.of(grant(viewer, presentity)).filter(Grant::shows);
        } catch (Refusal.NotFound | Refusal.NotVisible hidden) {
            return Optional.empty();
        }
    }

    /** The presence as the viewer may see it; refuses like {@link #shown}. */
    public PresenceView view(Caller viewer, PresenceDocument document) {
        return view(document, shown(viewer, document.presentity()));
    }

    /** The presence as anyone with that grant sees it: the same for all of them, so compute it once. */
    public PresenceView view(PresenceDocument document, Grant grant) {
        Optional<ZoneId> zone =
                grant.level().atLeast(Level.COMPANY) ? Optional.of(zone(document.presentity())) : Optional.empty();
        PresenceDocument seen = seen(document, grant);
        return new PresenceView(seen, zone, grant.level(), ViewVersion.of(seen, zone, grant.level()));
    }

    /** What a {@link #view} holds, for those who only look whether somebody is as they seek. */
    public PresenceDocument seen(PresenceDocument document, Grant grant) {
        return grant.isDisguised()
                ? PresenceFilter.disguise(document.presentity(), grant)
                : PresenceFilter.seen(document, grant.level());
    }

    /** The presence as an ordinary viewer of that level sees it. */
    public PresenceView view(PresenceDocument document, Level level) {
        return view(document, Grant.allow(level));
    }

    /** Where the person's clock is set; the server's zone where they have none. */
    public ZoneId zone(AddressOfRecord person) {
        return directory.person(person).flatMap(Person::timeZone).orElse(serverZone);
    }

    /** Where the caller's own clock is set; the server's zone for an application. */
    public ZoneId zoneOf(Caller caller) {
        return caller.person().map(this::zone).orElse(serverZone);
    }

    private Grant between(AddressOfRecord viewer, AddressOfRecord presentity) {
        Asker asker = new Asker(viewer, presentity, directory, Optional.empty(), time.now());
        Optional<Grant> own = privacy.grant(asker);
        if (own.isEmpty()) {
            return byDefault(asker);
        }
        return own.get().isDisguised()
                ? new Grant(
                        Handling.POLITE_BLOCK,
                        disguisedLevel(asker),
                        false,
                        own.get().since())
                : own.get();
    }

    /** A polite block looks like the person signed out, as this viewer would see them without it. */
    private static Level disguisedLevel(Asker asker) {
        Grant otherwise = byDefault(asker);
        return otherwise.shows() ? otherwise.level() : Level.EXTERNAL;
    }

    private static Grant byDefault(Asker asker) {
        if (asker.directory().sameTeam(asker.viewer(), asker.presentity())) {
            return Grant.allow(Level.TEAM);
        }
        return asker.viewer().domain().equals(asker.presentity().domain()) ? Grant.allow(Level.COMPANY) : Grant.PENDING;
    }

    private static Grant ofToken(Level level) {
        return level == Level.BLOCKED ? Grant.BLOCKED : Grant.allow(level);
    }
}
