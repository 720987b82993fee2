package org.pawn.rest.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.Look;
import org.pawn.audit.LookService;
import org.pawn.directory.Directory;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Problems;
import org.pawn.rest.http.WireJson;
import org.pawn.watching.Surface;

/**
 * Presence as a caller may see it, of one person or of many with a problem for each who is not to be seen. What is read
 * here is noted as a look.
 */
public final class PresenceLookup {
    private final Directory directory;
    private final PresenceService presence;
    private final PolicyService policy;
    private final LookService looks;

    public PresenceLookup(Directory directory, PresenceService presence, PolicyService policy, LookService looks) {
        this.directory = directory;
        this.presence = presence;
        this.policy = policy;
        this.looks = looks;
    }

    /** Refuses like {@link PolicyService#shown}. */
    public PresenceView view(Caller caller, AddressOfRecord person) {
        return view(caller, person, Look.Kind.PRESENCE);
    }

    /** The same, of what is a part of something else. */
    public PresenceView view(Caller caller, AddressOfRecord person, Look.Kind kind) {
        return policy.view(presence.current(person), looks.shown(caller, person, kind, Surface.REST));
    }

    /** The same for whoever is shown no more than that the person is there: nothing is noted. */
    public PresenceView unnoted(Caller caller, AddressOfRecord person) {
        return policy.view(caller, presence.current(person));
    }

    /** Refuses like the others, and shows nothing. */
    void requireVisible(Caller caller, AddressOfRecord person) {
        policy.shown(caller, person);
    }

    /** A pawn for a page; of oneself only what colleagues see: what is shown on goes to others. */
    PresenceView icon(Caller caller, AddressOfRecord person, Surface surface) {
        PresenceView view = policy.view(presence.current(person), looks.shown(caller, person, Look.Kind.ICON, surface));
        return view.level() == Level.SELF ? policy.view(presence.current(person), Level.COMPANY) : view;
    }

    PresenceDocument document(AddressOfRecord person) {
        return presence.current(person);
    }

    /** Items in the order asked; one refusal does not spoil the rest. */
    ObjectNode items(Caller caller, List<String> addresses) {
        ObjectNode body = WireJson.object();
        var items = body.putArray("items");
        for (String requested : addresses) {
            ObjectNode item = items.addObject().put("requested", requested);
            try {
                item.set("presence", PresenceJson.of(view(caller, Input.address(directory, "address", requested))));
            } catch (Refusal refused) { // part of the answer here, not the answer
                item.set("problem", WireJson.tree(Problems.of(refused)));
            }
        }
        return body;
    }
}
