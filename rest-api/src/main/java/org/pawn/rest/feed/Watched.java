package org.pawn.rest.feed;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.rest.http.Problem;
import org.pawn.watching.Subscription;

/** Somebody whom one connection watches, and the newest of them; guarded by the {@link WatchedPeople} they are among. */
final class Watched {
    final AddressOfRecord person;
    final Set<String> watches = new HashSet<>(2); // that name them
    final AtomicBoolean begun = new AtomicBoolean();
    final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

    @Nullable
    PresenceView view;

    @Nullable
    Problem problem; // why there is no view

    boolean announced; // a watch has told their first state: from then on each change is told

    Watched(AddressOfRecord person, Set<String> watches) {
        this.person = person;
        this.watches.addAll(watches);
    }
}
