package org.pawn.server.storage;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.freebusy.CalendarBytes;

/** The bytes of calendars' copies, in parts that fit a column. */
final class CalendarParts {
    private static final int PART_BYTES = 512 * 1024;

    private static final String SELECT = "select bytes from calendar_part where person = ? and id = ? order by ordinal";
    private static final String REMOVE = "delete from calendar_part where person = ? and id = ?";
    private static final String INSERT = "insert into calendar_part (person, id, ordinal, bytes) values (?, ?, ?, ?)";

    private CalendarParts() {}

    static CalendarBytes read(Handle handle, String person, String id) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        handle.select(SELECT, person, id).mapTo(byte[].class).forEach(whole::writeBytes);
        return CalendarBytes.of(whole.toByteArray());
    }

    static void remove(Handle handle, String person, String id) {
        handle.execute(REMOVE, person, id);
    }

    static void replace(Handle handle, String person, String id, CalendarBytes copy) {
        remove(handle, person, id);
        byte[] bytes = copy.toByteArray();
        PreparedBatch parts = handle.prepareBatch(INSERT);
        for (int from = 0; from < bytes.length; from += PART_BYTES) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES));
            parts.add(person, id, from / PART_BYTES, part);
        }
        parts.execute();
    }

    /** Tells whether two copies are the same without reading them back. */
    static String hash(CalendarBytes copy) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(copy.toByteArray()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
