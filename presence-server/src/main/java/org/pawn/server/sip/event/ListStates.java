package org.pawn.server.sip.event;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.contacts.ResourceLists;
import org.pawn.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resource list server (RFC 4662, 5367): one subscription to many resources, of any event. Each resource is watched
 * as if it were subscribed to alone, so that who may see what is decided where it always is.
 */
public final class ListStates {
    /** Which extension a subscriber has to know, and every NOTIFY of a list requires. */
    public static final String EXTENSION = "eventlist";

    private static final Logger LOG = LoggerFactory.getLogger(ListStates.class);
    private static final int MAX_MEMBERS_OF_WATCHER = 10_000;
    private static final int BOUNDARY_BYTES = 12;

    /** A subscription that follows a list which has an address, from before the list is read for the first time. */
    private static final class Following {
        private final Interest interest;
        private final Outlet outlet;
        private final String event;
        private final EventStates members;
        private @Nullable ListState state; // guarded by this; null until the list was read
        private boolean missed; // guarded by this: the list has changed before that

        Following(Interest interest, Outlet outlet, String event, EventStates members) {
            this.interest = interest;
            this.outlet = outlet;
            this.event = event;
            this.members = members;
        }

        /** The list was read; whether it has changed meanwhile. */
        synchronized boolean begun(ListState begun) {
            state = begun;
            return missed;
        }

        /** The list has changed; where it is not read yet, that is remembered. */
        synchronized Optional<ListState> changing() {
            missed |= state == null;
            return Optional.ofNullable(state);
        }
    }

    private final ResourceLists lists;
    private final String domain;
    private final SecureRandom random;
    private final Map<AddressOfRecord, List<Following>> following = new ConcurrentHashMap<>(); // by the owner
    private final MemberLimit limit = new MemberLimit(MAX_MEMBERS_OF_WATCHER);

    /** @param domain whose people are watched; lists go nowhere else */
    public ListStates(ResourceLists lists, String domain, SecureRandom random) {
        this.lists = lists;
        this.domain = domain;
        this.random = random;
        lists.onChange(
                owner -> List.copyOf(following.getOrDefault(owner, List.of())).forEach(this::changed));
    }

    public boolean isList(AddressOfRecord resource) {
        return lists.isList(resource);
    }

    /** The list that the interest's resource names, its members having the states of {@code members}, of that event. */
    public EventStates named(EventStates members, String event) {
        return (interest, outlet) -> {
            AddressOfRecord owner = lists.owner(interest.resource());
            Following one = new Following(interest, outlet, event, members);
            follow(owner, one);
            return read(one)
                    .thenCompose(list -> {
                        ListState state = state(interest, outlet, list, closed -> unfollow(owner, one));
                        CompletableFuture<EventState> begun = begin(state, list, interest, members);
                        if (one.begun(state)) {
                            changed(one);
                        }
                        return begun;
                    })
                    .whenComplete((state, refused) -> {
                        if (refused != null) {
                            unfollow(owner, one);
                        }
                    });
        };
    }

    /** The list that came with the request itself (RFC 5367). */
    public EventStates given(List<ResourceList.Entry> entries, EventStates members) {
        return (interest, outlet) -> {
            ResourceList list = new ResourceList(interest.resource().sipUri(), Optional.empty(), entries);
            return begin(state(interest, outlet, list, closed -> {}), list, interest, members);
        };
    }

    private ListState state(Interest interest, Outlet outlet, ResourceList list, Consumer<ListState> closes) {
        byte[] bytes = new byte[BOUNDARY_BYTES];
        random.nextBytes(bytes);
        String boundary = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        MemberLimit.Share share =
                limit.share(interest.watcher().name(), list.entries().size());
        return new ListState(outlet, list, share, domain, boundary, interest.maxBytes(), closes);
    }

    /** Done once something is known of every member. */
    private CompletableFuture<EventState> begin(
            ListState state, ResourceList list, Interest interest, EventStates members) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        state.follow(list).forEach(member -> all.add(watch(member, interest, members)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).handle((done, failure) -> {
            state.refresh();
            return state;
        });
    }

    private CompletableFuture<Void> watch(ListMember member, Interest interest, EventStates members) {
        if (!member.address().domain().equals(domain)) {
            member.refused(new Refusal.NotFound("Only people of " + domain + " are watched here."));
            return CompletableFuture.completedFuture(null);
        }
        try {
            return members.watch(interest.of(member.address()), member).handle((stands, refused) -> {
                if (refused != null) {
                    member.refused(refused);
                } else {
                    member.opened(stands);
                }
                return null;
            });
        } catch (RuntimeException refused) {
            member.refused(refused);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void changed(Following one) {
        one.changing()
                .ifPresent(state -> read(one)
                        .thenAccept(list -> changed(one, state, list))
                        .whenComplete((done, failure) -> {
                            if (failure != null) {
                                unreadable(one, failure instanceof CompletionException ? failure.getCause() : failure);
                            }
                        }));
    }

    private void changed(Following one, ListState state, ResourceList list) {
        if (!state.isSame(list)) {
            state.follow(list).forEach(member -> watch(member, one.interest, one.members));
            state.refresh();
        }
    }

    /** What is refused at once is refused in the future. */
    private CompletableFuture<ResourceList> read(Following one) {
        try {
            return lists.list(one.interest.watcher(), one.interest.resource(), one.event);
        } catch (Refusal refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** A list that is no more, or for this event no more, ends; one that is too long now stays as it was. */
    private static void unreadable(Following one, @Nullable Throwable failure) {
        LOG.debug("a list that is watched can be read no more", failure);
        if (failure instanceof Refusal.NotFound || failure instanceof Refusal.UnsupportedEvent) {
            one.outlet.ended(Outlet.Reason.NORESOURCE);
        } else if (failure instanceof Refusal.Forbidden) {
            one.outlet.ended(Outlet.Reason.REJECTED);
        }
    }

    private void follow(AddressOfRecord owner, Following one) {
        following.compute(owner, (about, known) -> {
            List<Following> all = known == null ? new CopyOnWriteArrayList<>() : known;
            all.add(one);
            return all;
        });
    }

    private void unfollow(AddressOfRecord owner, Following one) {
        following.computeIfPresent(owner, (about, all) -> {
            all.remove(one);
            return all.isEmpty() ? null : all;
        });
    }
}
