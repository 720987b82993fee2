package org.pawn.rest.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.Contact;
import org.pawn.contacts.ContactList;
import org.pawn.directory.Group;
import org.pawn.refusal.Refusal;

/**
 * The watches of one connection that follow a list: a group's members, the caller's contacts. Whoever joins the list
 * joins the watch, and who leaves it leaves. Thread-safe.
 */
final class FollowedWatches {
    private final FeedServices services;
    private final FeedWatches watches;
    private final Map<String, String> groups = new ConcurrentHashMap<>(); // watch to group
    private final Set<String> contactWatches = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable ContactList> contacts = new AtomicReference<>(); // the newest seen

    FollowedWatches(FeedServices services, FeedWatches watches) {
        this.services = services;
        this.watches = watches;
    }

    /** Watches a group's members; a group that is removed has none, until it is there again. */
    CompletableFuture<Void> group(Caller caller, String watch, boolean muted, String id) {
        caller.require(Scope.PEOPLE_READ);
        boolean colleague = caller.person().isPresent() || caller.level().atLeast(Level.COMPANY);
        if (!colleague && !caller.isAdministrator()
                || services.directory().group(id).isEmpty()) {
            throw new Refusal.NotFound("There is no such group.");
        }
        forget(watch);
        CompletableFuture<Void> told = watches.setFollowing(watch, muted, wanted(members(id)));
        groups.put(watch, id);
        return told.thenCompose(done -> follow(watch, id)); // it may have changed before we followed it
    }

    CompletableFuture<Void> contacts(Caller caller, String watch, boolean muted) {
        caller.require(Scope.CONTACTS);
        AddressOfRecord owner =
                caller.person().orElseThrow(() -> new Refusal.Forbidden("This token speaks for no person."));
        forget(watch);
        return services.contacts().read(owner).thenCompose(list -> {
            CompletableFuture<Void> told = watches.setFollowing(watch, muted, wanted(people(newest(list))));
            contactWatches.add(watch);
            return told.thenCompose(done -> followContacts(watch));
        });
    }

    /** That watch is asked for something else from now on, or has ended. */
    void forget(String watch) {
        groups.remove(watch);
        contactWatches.remove(watch);
    }

    boolean follows(String watch) {
        return groups.containsKey(watch) || contactWatches.contains(watch);
    }

    void groupChanged(String id) {
        groups.forEach((watch, group) -> {
            if (group.equals(id)) {
                follow(watch, id);
            }
        });
    }

    void contactsChanged(ContactList list) {
        newest(list);
        contactWatches.forEach(this::followContacts);
    }

    private CompletableFuture<Void> follow(String watch, String group) {
        return watches.follow(watch, () -> members(group));
    }

    private CompletableFuture<Void> followContacts(String watch) {
        return watches.follow(watch, () -> people(java.util.Objects.requireNonNull(contacts.get())));
    }

    private ContactList newest(ContactList list) {
        return java.util.Objects.requireNonNull(contacts.accumulateAndGet(
                list, (known, told) -> known == null || told.version() > known.version() ? told : known));
    }

    private List<AddressOfRecord> members(String id) {
        return services.directory().group(id).map(Group::members).orElse(List.of());
    }

    private static List<AddressOfRecord> people(ContactList list) {
        return list.contacts().stream().map(Contact::address).toList();
    }

    private static List<FeedWatches.Wanted> wanted(Collection<AddressOfRecord> people) {
        List<FeedWatches.Wanted> wanted = new ArrayList<>(people.size());
        people.forEach(person -> wanted.add(FeedWatches.Wanted.of(person)));
        return wanted;
    }
}
