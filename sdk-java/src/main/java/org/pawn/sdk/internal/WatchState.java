package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceListener;

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
    private final @Nullable String selector;
    private final String selected;
    private final Set<String> requested = new LinkedHashSet<>(); // lane only
    private final Map<String, Presence> people = new ConcurrentHashMap<>();
    private final Set<String> members = new HashSet<>(); // everyone ever told, lane only
    private final Set<String> toldNow = new HashSet<>(); // since the watch was stated, lane only
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile boolean over;
    private int answersDue; // lane only
    private boolean whole; // whether a snapshot came since the watch was stated; lane only

    private WatchState(
            PresenceListener listener, @Nullable String selector, String selected, Collection<String> addresses) {
        this.listener = listener;
        this.selector = selector;
        this.selected = selected;
        requested.addAll(addresses);
    }

    /** Of people. */
    public static WatchState ofAddresses(List<String> addresses, PresenceListener listener) {
        return new WatchState(listener, null, "", addresses);
    }

    /** Of the owner's contacts. */
    public static WatchState ofContacts(PresenceListener listener) {
        return new WatchState(listener, "contacts", "all", List.of());
    }

    /** Of a group. */
    public static WatchState ofGroup(String group, PresenceListener listener) {
        return new WatchState(listener, "group", group, List.of());
    }

    /** Done when everyone was told once. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** Everyone as last told. */
    public List<Presence> presences() {
        return List.copyOf(people.values());
    }

    /** One person as last told. */
    public Optional<Presence> presence(String address) {
        return Optional.ofNullable(people.get(address));
    }

    PresenceListener listener() {
        return listener;
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
            return List.of(frame().put(selector, selected));
        }
        List<ObjectNode> frames = frames(requested, "addresses", "add");
        if (frames.isEmpty()) {
            ObjectNode nobody = frame();
            nobody.putArray("addresses");
            frames.add(nobody);
        }
        answersDue = frames.size();
        return frames;
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

    boolean isOpenEnded() {
        return selector != null;
    }

    /** Gives whether it is news to the listener. */
    boolean told(Presence presence) {
        members.add(presence.address());
        toldNow.add(presence.address());
        return !presence.equals(people.put(presence.address(), presence));
    }

    void forget(String address) {
        people.remove(address);
    }

    /** They are no longer part of this watch; gives whether they were. */
    boolean left(String address) {
        people.remove(address);
        return members.remove(address);
    }

    /** Marks everyone, and gives them so marked. */
    List<Presence> staled() {
        people.replaceAll((address, presence) -> presence.withStale(true));
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
