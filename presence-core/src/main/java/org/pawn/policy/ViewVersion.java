package org.pawn.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.presence.Activity;
import org.pawn.presence.Note;
import org.pawn.presence.OutOfOffice;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;
import org.pawn.presence.Tuple;

/**
 * The version of a view: a hash of all that the view shows and of nothing else, so that it tells nothing that the view
 * does not. Every text goes in with its length, so that no two views run together.
 */
final class ViewVersion {
    private static final int VERSION_BYTES = 12;

    private ByteBuffer bytes = ByteBuffer.allocate(512);

    private ViewVersion() {}

    static String of(PresenceDocument seen, Optional<ZoneId> zone, Level level) {
        ViewVersion version = new ViewVersion();
        version.put(seen, zone, level);
        return version.digest();
    }

    private void put(PresenceDocument seen, Optional<ZoneId> zone, Level level) {
        put(level.ordinal());
        put(seen.presentity().toString());
        put(zone.map(ZoneId::getId));
        put(seen.availability().ordinal());
        put(seen.activities().size());
        for (Activity activity : seen.activities()) {
            put(activity.kind().ordinal());
            put(activity.text());
        }
        put(seen.idle() ? 1 : 0);
        put(seen.stale() ? 1 : 0);
        putInstant(seen.since());
        putNote(seen.note());
        put(seen.outOfOffice().isPresent() ? 1 : 0);
        putInstant(seen.outOfOffice().flatMap(OutOfOffice::until));
        putNote(seen.outOfOffice().flatMap(OutOfOffice::note));
        put(seen.schedule());
        put(seen.workLocation());
        putInstant(seen.lastActive());
        put(seen.tuples());
        put(seen.appearsAs().map(one -> one.availability().ordinal()).orElse(-1));
        putInstant(seen.appearsAs().map(PresenceDocument.Appearance::since));
    }

    private void put(Schedule schedule) {
        put(schedule.state().ordinal());
        putInstant(schedule.until());
        putInstant(schedule.freeAt());
        put(schedule.then().map(Schedule.State::ordinal).orElse(-1));
    }

    private void put(List<Tuple> tuples) {
        put(tuples.size());
        for (Tuple tuple : tuples) {
            put(tuple.id());
            put(tuple.availability().ordinal());
            putNote(tuple.note());
            put(tuple.contact());
            put(tuple.device());
            put(tuple.capabilities().size());
            tuple.capabilities().forEach(this::put);
        }
    }

    private void putNote(Optional<Note> note) {
        put(note.map(Note::text));
        put(note.flatMap(Note::lang));
    }

    private void putInstant(Optional<Instant> instant) {
        room(Long.BYTES + Integer.BYTES);
        bytes.putLong(instant.map(Instant::getEpochSecond).orElse(Long.MIN_VALUE));
        bytes.putInt(instant.map(Instant::getNano).orElse(-1));
    }

    private void put(Optional<String> text) {
        if (text.isPresent()) {
            put(text.get());
        } else {
            put(-1);
        }
    }

    private void put(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        put(encoded.length);
        room(encoded.length);
        bytes.put(encoded);
    }

    private void put(int number) {
        room(Integer.BYTES);
        bytes.putInt(number);
    }

    private void room(int needed) {
        if (bytes.remaining() < needed) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + needed));
            bytes.flip();
            bytes = larger.put(bytes);
        }
    }

    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes.array(), 0, bytes.position());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha.digest(), VERSION_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
