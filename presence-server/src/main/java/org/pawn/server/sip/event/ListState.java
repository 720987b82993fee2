package org.pawn.server.sip.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.refusal.Refusal;
import org.pawn.resourcelist.ListNotice;
import org.pawn.resourcelist.RlmiWriter;

/**
 * A list as one state (RFC 4662 section 4): every resource is named first and when asked for, with as many states as one
 * NOTIFY holds; the others follow, then those that change. Thread-safe.
 */
final class ListState implements EventState {
    private static final int MAX_PARTS = 200;

    private final Outlet outlet;
    private final MemberLimit.Share share;
    private final String domain;
    private final String boundary;
    private final int maxBytes;
    private final Consumer<ListState> closes;
    private ResourceList list; // guarded by this
    private final Map<AddressOfRecord, ListMember> members = new LinkedHashMap<>(); // guarded by this
    private final Set<ListMember> news = new LinkedHashSet<>(); // guarded by this
    private boolean whole = true; // guarded by this: all are to be named
    private boolean closed; // guarded by this
    private long lastId; // guarded by this
    private long version; // next() only

    /**
     * @param share grows and shrinks with the list
     * @param boundary stands in no state
     * @param maxBytes about the most in one NOTIFY
     */
    ListState(
            Outlet outlet,
            ResourceList list,
            MemberLimit.Share share,
            String domain,
            String boundary,
            int maxBytes,
            Consumer<ListState> closes) {
        this.outlet = outlet;
        this.list = list;
        this.share = share;
        this.domain = domain;
        this.boundary = boundary;
        this.maxBytes = maxBytes;
        this.closes = closes;
    }

    /**
     * From now on this is the list; gives those who are new in it, of whom nobody has asked yet.
     *
     * @throws Refusal.LimitExceeded if its subscriber watched too many then; it stays as it was
     */
    List<ListMember> follow(ResourceList newest) {
        List<ListMember> gone = new ArrayList<>();
        List<ListMember> come = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return List.of();
            }
            share.resize(newest.entries().size());
            list = newest;
            Map<AddressOfRecord, ListMember> before = new LinkedHashMap<>(members);
            members.clear();
            for (ResourceList.Entry entry : newest.entries()) {
                ListMember known = before.remove(entry.address());
                if (known == null) {
                    known = new ListMember(entry, Long.toString(++lastId, Character.MAX_RADIX), this::changed);
                    come.add(known);
                }
                members.put(entry.address(), known);
            }
            gone.addAll(before.values());
            news.removeAll(gone);
            whole = true;
        }
        gone.forEach(ListMember::close);
        return come;
    }

    /** Whether nothing but what is told would change. */
    synchronized boolean isSame(ResourceList newest) {
        return list.equals(newest);
    }

    private void changed(ListMember member) {
        synchronized (this) {
            if (members.get(member.address()) != member) {
                return;
            }
            news.add(member);
        }
        outlet.changed();
    }

    @Override
    public Optional<EventBody> next() {
        List<ListMember> named;
        Set<ListMember> due;
        boolean full;
        ResourceList about;
        synchronized (this) {
            if (!whole && news.isEmpty()) {
                return Optional.empty();
            }
            full = whole;
            about = list;
            due = new LinkedHashSet<>(news);
            named = new ArrayList<>(full ? members.values() : news);
            if (full) {
                due.addAll(named);
            }
            whole = false;
            news.clear();
        }
        return Optional.of(write(about, full, named, due));
    }

    private EventBody write(ResourceList about, boolean full, List<ListMember> named, Set<ListMember> due) {
        String root = "list." + version + "@" + domain;
        List<ListNotice.Resource> resources = new ArrayList<>();
        Map<String, EventBody> parts = new LinkedHashMap<>();
        List<ListMember> later = new ArrayList<>();
        int bytes = 0;
        for (ListMember member : named) {
            boolean hasRoom = parts.size() < MAX_PARTS && bytes < maxBytes;
            Optional<EventBody> body = hasRoom ? member.body() : Optional.empty();
            if (!hasRoom && due.contains(member)) {
                later.add(member);
            }
            if (hasRoom || full) {
                String cid = member.id() + "." + version + "@" + domain;
                body.ifPresent(state -> parts.put(cid, state));
                bytes += body.map(state -> state.bytes().length).orElse(0);
                resources.add(member.told(body.isPresent() ? cid : ""));
            }
        }
        if (!later.isEmpty()) {
            synchronized (this) {
                later.stream().filter(members::containsValue).forEach(news::add);
            }
            outlet.changed();
        }
        ListNotice notice = new ListNotice(about.uri(), version++, full, about.name(), resources);
        RelatedParts related = new RelatedParts(boundary, root, RlmiWriter.CONTENT_TYPE)
                .part(root, RlmiWriter.CONTENT_TYPE + ";charset=\"UTF-8\"", RlmiWriter.write(notice));
        parts.forEach((cid, state) -> related.part(cid, state.contentType(), state.bytes()));
        return new EventBody(related.contentType(), related.bytes());
    }

    /** Tells the whole list; what the members said last is at hand. */
    @Override
    public void refresh() {
        synchronized (this) {
            whole = true;
        }
        outlet.changed();
    }

    @Override
    public void close() {
        List<ListMember> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(members.values());
            members.clear();
        }
        all.forEach(ListMember::close);
        share.release();
        closes.accept(this);
    }
}
