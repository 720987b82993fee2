package org.pawn.server.sip.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.time.TimeSource;
import org.pawn.watcherinfo.WatcherInfoWriter;
import org.pawn.watching.SubscriptionService;
import org.pawn.watching.WatcherInfo;
import org.pawn.watching.WatcherList;
import org.pawn.watching.WatcherListener;

/** The template package for presence (RFC 3857): who watches oneself, on any transport. */
public final class WatcherInfoStates implements EventStates, WatcherListener {
    /** The most in one document; those who wait to be let in come first, and it fits a datagram. */
    private static final int MAX_WATCHERS = 250;

    private final SubscriptionService subscriptions;
    private final WatcherInfoWriter writer;
    private final TimeSource time;
    private final OpenStates<WatcherInfo> open = new OpenStates<>(WatcherInfo::id);

    public WatcherInfoStates(SubscriptionService subscriptions, Directory directory, TimeSource time) {
        this.subscriptions = subscriptions;
        this.writer = new WatcherInfoWriter(person -> directory.person(person).map(Person::displayName));
        this.time = time;
        subscriptions.onWatcherChange(this);
    }

    /** Refuses everybody but the person and administrators, whether there is such a person or not (section 4.6). */
    @Override
    public CompletableFuture<EventState> watch(Interest interest, Outlet outlet) {
        AddressOfRecord presentity = interest.resource();
        interest.watcher().requireOwnerOf(presentity, Scope.PRESENCE_READ);
        PartialState<WatcherInfo> state = open.open(
                presentity,
                outlet,
                (version, full, watchers) -> body(presentity, version, full, watchers),
                asking -> ask(presentity, asking));
        return ask(presentity, state).thenApply(asked -> state);
    }

    @Override
    public void began(AddressOfRecord presentity, WatcherInfo watcher) {
        open.changed(presentity, watcher);
    }

    @Override
    public void changed(AddressOfRecord presentity, WatcherInfo watcher) {
        open.changed(presentity, watcher);
    }

    private CompletableFuture<Void> ask(AddressOfRecord presentity, PartialState<WatcherInfo> state) {
        return subscriptions.watchers(presentity, list -> state.whole(() -> first(list)));
    }

    private static List<WatcherInfo> first(WatcherList list) {
        return list.watchers().stream().limit(MAX_WATCHERS).toList();
    }

    private EventBody body(AddressOfRecord presentity, long version, boolean full, List<WatcherInfo> watchers) {
        return new EventBody(
                WatcherInfoWriter.CONTENT_TYPE, writer.write(presentity, version, full, watchers, time.now()));
    }
}
