package org.pawn.contacts;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;

/** Port: lists that have an address of their own and can be watched as one (RFC 4662). Thread-safe. */
public interface ResourceLists {
    /** Whether that is the address of a list, there or not; never waits. */
    boolean isList(AddressOfRecord address);

    /**
     * The list as it is now.
     *
     * @param event the package that its members are watched for
     * @throws Refusal.Forbidden (at once or in the future) if it is not the caller's to see, whether it exists or not
     * @throws Refusal.NotFound (in the future) if there is no such list
     * @throws Refusal.UnsupportedEvent (in the future) if it is not for that package
     * @throws Refusal.LimitExceeded (in the future) if it is too long to be watched as one
     */
    CompletableFuture<ResourceList> list(Caller caller, AddressOfRecord address, String event);

    /** Told of the owner after one of their lists has changed; must not block. */
    void onChange(Consumer<AddressOfRecord> listener);

    /** Whose list that is. */
    AddressOfRecord owner(AddressOfRecord address);
}
