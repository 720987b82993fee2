package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceListener;
import org.pawn.sdk.PresenceQuery;
import org.pawn.sdk.QueryListener;

/**
 * What one watch asks for and what it was told. Written on the feed's lane only; people may be read from anywhere.
 *
 * <p>A state frame tells part of a watch. Whoever is known and was not told when the last part is in, is unchanged if the
 * feed was resumed, and is gone if not.
 */
public final class WatchState {
    /** The server takes frames of 64 KiB. */
    private static final int FRAME_CHARS = 32 * 1024;

    final String id = "w" + UUID.randomUUID().toString().substring(0, 8);
    private final PresenceListener listener;
    private final Optional<QueryListener> ofQuery;
    private final @Nullable String selector;
    private final JsonNode selected;
    private final Set<String> requested = new LinkedHashSet<>(); // lane only
    private final Map<String, Presence> people = new ConcurrentHashMap<>();
    private final Set<String> members = new HashSet<>(); // everyone ever told, lane only
    private final Set<String> toldNow = new HashSet<>(); // since the watch was stated, lane only
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AtomicBoolean orderWaits = new AtomicBoolean();
    private volatile @Nullable List<String> order; // of a query's people, once it was told
    private volatile boolean over;
    private boolean muted; // lane only
    private int answersDue; // lane only
    private boolean whole; // whether a snapshot came since the watch was stated; lane only

    private WatchState(
            PresenceListener listener, @Nullable String selector, JsonNode selected, Collection<String> addresses) {
        this.listener = listener;
        this.ofQuery = listener instanceof QueryPresence query ? Optional.of(query.listener()) : Optional.empty();
        this.selector = selector;
        this.selected = selected;
        requested.addAll(addresses);
    }

    /** Of people. */
    public static WatchState ofAddresses(List<String> addresses, PresenceListener listener) {
        return new WatchState(listener, null, NullNode.instance, addresses);
    }

    /** Of the owner's contacts. */
    public static WatchState ofContacts(PresenceListener listener) {
        return new WatchState(listener, "contacts", TextNode.valueOf("all"), List.of());
    }

    /** Of a group. */
    public static WatchState ofGroup(String group, PresenceListener listener) {
        return new WatchState(listener, "group", TextNode.valueOf(group), List.of());
    }

    /** Of those who meet a query. */
    public static WatchState ofQuery(PresenceQuery query, QueryListener listener) {
        return new WatchState(new QueryPresence(listener), "query", QueryJson.write(query), List.of());
    }

    /** Done when everyone was told once. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** Everyone as last told; a query's people in their order. */
    public List<Presence> presences() {
        List<String> inOrder = order;
        return inOrder == null
                ? List.copyOf(people.values())
                : inOrder.stream()
                        .flatMap(address -> presence(address).stream())
                        .toList();
    }

    /** Whether people can be added and removed. */
    public boolean isOfAddresses() {
        return selector == null;
    }

    /** One person as last told. */
    public Optional<Presence> presence(String address) {
        return Optional.ofNullable(people.get(address));
    }

    PresenceListener listener() {
        return listener;
    }

    boolean isOfQuery() {
        return ofQuery.isPresent();
    }

    Optional<QueryListener> ofQuery() {
        return ofQuery;
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** The frames that state the whole watch anew. */
    List<ObjectNode> statement() {
        toldNow.clear();
        whole = false;
        if (selector != null) {
            answersDue = 1;
            ObjectNode frame = frame();
            frame.set(selector, selected);
            return List.of(withMute(frame));
        }
        List<ObjectNode> frames = frames(requested, "addresses", "add");
        if (frames.isEmpty()) {
            ObjectNode nobody = frame();
            nobody.putArray("addresses");
            frames.add(nobody);
        }
        withMute(frames.get(0));
        answersDue = frames.size();
        return frames;
    }

    /** The frame that mutes it or ends that. */
    ObjectNode muting(boolean nowMuted) {
        muted = nowMuted;
        return frame().put("mute", nowMuted);
    }

    private ObjectNode withMute(ObjectNode statement) {
        return muted ? statement.put("mute", true) : statement;
    }

    List<ObjectNode> addition(List<String> addresses) {
        List<String> fresh = addresses.stream().filter(requested::add).toList();
        List<ObjectNode> frames = frames(fresh, "add", "add");
        answersDue += frames.size();
        return frames;
    }

    List<ObjectNode> removal(List<String> addresses) {
        List<String> gone = addresses.stream().filter(requested::remove).toList();
        gone.forEach(this::forget);
        return frames(gone, "remove", "remove");
    }

    /** A part of the watch begins to be told; a snapshot that nobody asked for starts it anew. */
    void toldPart(boolean snapshot) {
        if (snapshot && answersDue <= 0) {
            toldNow.clear();
            answersDue = 1;
        }
        whole |= snapshot;
    }

    /** A part is told to its end; gives whether that was the last of those due. */
    boolean toldAll() {
        if (answersDue == 0) {
            return false; // it told who joined or left, unasked
        }
        answersDue--;
        return answersDue == 0;
    }

    /** Whether whoever was not told is gone, rather than unchanged. */
    boolean isWhole() {
        return whole;
    }

    boolean includes(String address) {
        return members.contains(address);
    }

    /** Of a list whose people it may learn of by a change before it is told that they joined. */
    boolean isOpenEnded() {
        return selector != null && !isOfQuery();
    }

    /** Notes that a frame of this watch itself tells them. */
    void names(String address) {
        members.add(address);
        toldNow.add(address);
    }

    /** Gives how they were told before, if they were. */
    Optional<Presence> told(Presence presence) {
        members.add(presence.address());
        return Optional.ofNullable(people.put(presence.address(), presence));
    }

    /** Gives how they were told before, if they were. */
    Optional<Presence> forget(String address) {
        return Optional.ofNullable(people.remove(address));
    }

    /** They are no longer part of this watch; gives whether they were. */
    boolean left(String address) {
        return members.remove(address);
    }

    /** Takes the order that the server tells; gives whether it is another than before. */
    boolean ordered(List<String> addresses) {
        boolean another = !addresses.equals(order);
        order = List.copyOf(addresses);
        return another;
    }

    /** Those who are told but not in the order: what said that they left was lost. */
    List<String> beyondOrder() {
        List<String> inOrder = order;
        Set<String> beyond = new HashSet<>(people.keySet());
        beyond.removeAll(inOrder == null ? beyond : new HashSet<>(inOrder));
        return List.copyOf(beyond);
    }

    /** Notes that the listener is to be told the order; gives whether it did not wait for that already. */
    boolean orderWaits() {
        return !orderWaits.getAndSet(true);
    }

    /** The newest; from here on another is to be told anew. For the callbacks' thread. */
    List<Presence> takeOrder() {
        orderWaits.set(false);
        return presences();
    }

    /** Those who are known and were not told since the watch was stated. */
    List<Presence> untold() {
        return people.values().stream()
                .filter(presence -> !toldNow.contains(presence.address()))
                .toList();
    }

    private List<ObjectNode> frames(Collection<String> addresses, String first, String next) {
        List<ObjectNode> frames = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int chars = 0;
        for (String address : addresses) {
            if (chars + address.length() + 3 > FRAME_CHARS) {
                frames.add(frame(frames.isEmpty() ? first : next, part));
                part.clear();
                chars = 0;
            }
            part.add(address);
            chars += address.length() + 3;
        }
        if (!part.isEmpty()) {
            frames.add(frame(frames.isEmpty() ? first : next, part));
        }
        return frames;
    }

    private ObjectNode frame(String field, List<String> addresses) {
        ObjectNode frame = frame();
        addresses.forEach(frame.putArray(field)::add);
        return frame;
    }

    private ObjectNode frame() {
        return Json.object().put("type", "watch").put("id", id);
    }
}
