package org.pawn.rest.feed;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.InstantMessage;

/**
 * What one feed has told its client, by cursor, so that after a break it tells only what the client has not got. It
 * outlives connections: a resumed feed goes on with it. Thread-safe.
 */
final class FeedMemory {
    private static final int MAX_MESSAGES = 200;

    private record Sent(String version, long sequence) {}

    private record SentMessage(InstantMessage message, long sequence) {}

    private final String id;
    private final Caller owner;
    private final Map<AddressOfRecord, Sent> sent = new HashMap<>(); // guarded by this
    private final ArrayDeque<SentMessage> messages = new ArrayDeque<>(); // guarded by this
    private final Set<String> watches = new HashSet<>(); // guarded by this
    private final Map<String, NamedPeople> named = new HashMap<>(); // guarded by this: of watches that follow
    private final Set<String> toRestate = new HashSet<>(); // guarded by this
    private long sequence; // guarded by this
    private long received = -1; // guarded by this: how far the client got, at the last resume

    /** @param id unguessable */
    FeedMemory(String id, Caller owner) {
        this.id = id;
        this.owner = owner;
    }

    String id() {
        return id;
    }

    /** Whether that caller is the one whose feed this is; a renewed token may differ in its id alone. */
    boolean isOf(Caller caller) {
        return owner.name().equals(caller.name())
                && owner.person().equals(caller.person())
                && owner.level() == caller.level()
                && owner.isAdministrator() == caller.isAdministrator();
    }

    synchronized String cursor() {
        return id + "." + sequence;
    }

    /** The place of the frame that is made now. */
    synchronized long nextSequence() {
        return ++sequence;
    }

    String cursorAt(long place) {
        return id + "." + place;
    }

    /** Goes on from where the client got; false for a place where this feed never was. */
    synchronized boolean resumeAt(long clientSequence) {
        if (clientSequence < 0 || clientSequence > sequence) {
            return false;
        }
        received = clientSequence;
        sent.values().removeIf(last -> last.sequence() > clientSequence); // the client never got that
        toRestate.addAll(watches); // beside those that the last break came too soon for
        watches.clear();
        toRestate.removeIf(
                watch -> named.containsKey(watch) && !named.get(watch).resumeAt(clientSequence));
        named.keySet().retainAll(toRestate);
        return true;
    }

    /** Notes a watch; true if it is one that the client restates after a resume, so that a delta is enough. */
    synchronized boolean begin(String watch) {
        watches.add(watch);
        return toRestate.remove(watch);
    }

    synchronized void end(String watch) {
        watches.remove(watch);
        toRestate.remove(watch);
        named.remove(watch);
    }

    /**
     * A watch follows a list from now on: it is remembered whom the client is told in it.
     *
     * @param restated whether the client may hold what it was told before
     * @return whom it may hold to be there
     */
    synchronized Set<AddressOfRecord> follow(String watch, boolean restated) {
        if (!restated) {
            named.remove(watch);
        }
        return named.computeIfAbsent(watch, first -> new NamedPeople()).all();
    }

    /** A watch names people by itself from now on. */
    synchronized void unfollow(String watch) {
        named.remove(watch);
    }

    /** Whom the client may hold to be in a watch that follows a list. */
    synchronized Set<AddressOfRecord> namedIn(String watch) {
        NamedPeople people = named.get(watch);
        return people == null ? Set.of() : people.all();
    }

    /** Whether the client knows that the person is in that watch; of one that follows no list it knows by itself. */
    synchronized boolean isNamedIn(String watch, AddressOfRecord person) {
        NamedPeople people = named.get(watch);
        return people == null || people.has(person);
    }

    /** Notes that the frame at that place tells the client of somebody in a watch. */
    synchronized void toldIn(String watch, AddressOfRecord person, long place) {
        NamedPeople people = named.get(watch);
        if (people != null) {
            people.told(person, place);
        }
    }

    /** Notes that the frame at that place tells the client that somebody left a watch. */
    synchronized void toldGone(String watch, AddressOfRecord person, long place) {
        NamedPeople people = named.get(watch);
        if (people != null) {
            people.toldGone(person, place);
        }
    }

    /** Whether the client certainly has that version: it was told before the place from which it resumed. */
    synchronized boolean hasGot(AddressOfRecord person, String version) {
        Sent last = sent.get(person);
        return last != null && last.version().equals(version) && last.sequence() <= received;
    }

    /** Whether the newest that the client was told of the person is that version. */
    synchronized boolean isTold(AddressOfRecord person, String version) {
        Sent last = sent.get(person);
        return last != null && last.version().equals(version);
    }

    /** Notes what is told in the frame at that place. */
    synchronized void told(AddressOfRecord person, String version, long place) {
        sent.put(person, new Sent(version, place));
    }

    synchronized void forget(AddressOfRecord person) {
        sent.remove(person);
    }

    synchronized void told(InstantMessage message, long place) {
        messages.add(new SentMessage(message, place));
        if (messages.size() > MAX_MESSAGES) {
            messages.remove();
        }
    }

    /** Messages that were on their way when the connection broke, oldest first; the client knows doubles by their id. */
    synchronized List<InstantMessage> unconfirmed() {
        List<InstantMessage> missed = messages.stream()
                .filter(message -> message.sequence() > received)
                .map(SentMessage::message)
                .toList();
        messages.clear();
        return missed;
    }

    synchronized int size() {
        return sent.size();
    }
}
