package org.pawn.server.sip;

import java.util.List;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.refusal.Refusal;
import org.pawn.resourcelist.RecipientListReader;
import org.pawn.server.sip.event.EventStates;
import org.pawn.server.sip.event.ListStates;
import org.pawn.server.sip.wire.SipRequest;

/** Which SUBSCRIBEs are to many resources at once: by the address of a list, or with a list in the body. */
final class ListRequests {
    private final ListStates lists;

    ListRequests(ListStates lists) {
        this.lists = lists;
    }

    boolean isToList(SubscribeBody body, AddressOfRecord resource) {
        return body.isList() || lists.isList(resource);
    }

    /**
     * The states of that list, its members having those of {@code members}.
     *
     * @throws Refusal.Invalid if the list in the body is none, or too long
     */
    EventStates states(SipRequest request, SubscribeBody body, EventStates members) {
        if (!body.isList()) {
            return lists.named(members, body.event());
        }
        List<ResourceList.Entry> entries = RecipientListReader.read(request.body());
        return lists.given(entries, members);
    }
}
