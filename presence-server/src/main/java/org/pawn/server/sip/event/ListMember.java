package org.pawn.server.sip.event;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.refusal.Refusal;
import org.pawn.resourcelist.ListNotice;

/** The subscription to one resource behind a list (RFC 4662 section 4.6), by the same rules as if it stood alone. */
final class ListMember implements Outlet {
    private record Standing(ListNotice.State state, Optional<String> reason) {}

    private final ResourceList.Entry entry;
    private final String id;
    private final Consumer<ListMember> news;
    private volatile @Nullable Standing standing; // null while nothing is known
    private volatile @Nullable EventState state;
    private volatile @Nullable EventBody last; // what was told last, for a whole list
    private volatile boolean closed;

    /** @param news told when there is something to tell of this member */
    ListMember(ResourceList.Entry entry, String id, Consumer<ListMember> news) {
        this.entry = entry;
        this.id = id;
        this.news = news;
    }

    AddressOfRecord address() {
        return entry.address();
    }

    String id() {
        return id;
    }

    void opened(EventState stands) {
        state = stands;
        if (closed) {
            stands.close();
        } else {
            news.accept(this);
        }
    }

    /** The list goes on without whom the subscriber may not see. */
    void refused(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean isNobody = cause instanceof Refusal.NotFound;
        boolean isKnown = cause instanceof Refusal;
        over(isNobody ? "noresource" : isKnown ? "rejected" : "giveup");
    }

    @Override
    public void changed() {
        standing = new Standing(ListNotice.State.ACTIVE, Optional.empty());
        news.accept(this);
    }

    @Override
    public void pending() {
        standing = new Standing(ListNotice.State.PENDING, Optional.empty());
        last = null;
        news.accept(this);
    }

    @Override
    public void ended(Reason reason) {
        over(reason.name().toLowerCase(Locale.ROOT));
    }

    private void over(String reason) {
        standing = new Standing(ListNotice.State.TERMINATED, Optional.of(reason));
        last = null;
        news.accept(this);
    }

    /** The newest state, told before or not; empty where there is none to tell. One thread at a time. */
    Optional<EventBody> body() {
        EventState stands = state;
        if (stands != null && isActive()) {
            stands.next().ifPresent(next -> last = next);
        }
        return isActive() ? Optional.ofNullable(last) : Optional.empty();
    }

    private boolean isActive() {
        Standing now = standing;
        return now != null && now.state() == ListNotice.State.ACTIVE;
    }

    /** @param cid the part that holds the state, empty for none */
    ListNotice.Resource told(String cid) {
        Standing now = standing;
        return new ListNotice.Resource(
                entry.address().sipUri(),
                entry.name(),
                Optional.ofNullable(now)
                        .map(stands -> new ListNotice.Instance(
                                id,
                                stands.state(),
                                stands.reason(),
                                Optional.of(cid).filter(part -> !part.isEmpty()))));
    }

    void close() {
        closed = true;
        EventState stands = state;
        if (stands != null) {
            stands.close();
        }
    }
}
