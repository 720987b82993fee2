package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
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

    boolean isToList(SipRequest request, AddressOfRecord resource) {
        return brings(request) || lists.isList(resource);
    }

    /**
     * The states of that list, its members having those of {@code members}.
     *
     * @throws Refusal.Invalid if the list in the body is none, or too long
     */
    EventStates states(SipRequest request, EventStates members) {
        if (!brings(request)) {
            return lists.named(members);
        }
        List<ResourceList.Entry> entries = RecipientListReader.read(request.body());
        return lists.given(entries, members);
    }

    private static boolean brings(SipRequest request) {
        Optional<String> type = request.contentType().filter(content -> request.body().length > 0);
        return type.filter(RecipientListReader.CONTENT_TYPE::equals).isPresent();
    }
}
