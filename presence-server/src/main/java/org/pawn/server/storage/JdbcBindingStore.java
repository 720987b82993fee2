package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.address.AddressOfRecord;
import org.pawn.registration.Binding;
import org.pawn.registration.BindingStore;
import org.pawn.time.Moment;

/** Bindings; lives are kept as wall-clock instants, since monotonic readings mean nothing to the next process. */
final class JdbcBindingStore implements BindingStore {
    private record Key(AddressOfRecord address, String device) {}

    private static final String REMOVE = "delete from binding where address = ? and device = ?";
    private static final String INSERT = """
            insert into binding (address, device, contact, instance, flow_number, path, q, call_id, cseq, flow,
                user_agent, begun_at, expires_at)
            values (:address, :device, :contact, :instance, :flowNumber, :path, :q, :callId, :cseq, :flow,
                :userAgent, :begunAt, :expiresAt)
            """;
    private static final String LIVE = "select * from binding where expires_at > :now";
    private static final String PURGE = "delete from binding where expires_at <= :instant";

    private final Database database;

    JdbcBindingStore(Database database) {
        this.database = database;
    }

    @Override
    public void apply(List<Change> changes) {
        Map<Key, Optional<Change.Saved>> last = new LinkedHashMap<>(); // of several changes of one key, the last counts
        changes.forEach(change -> put(change, last));
        database.writeSoft(handle -> {
            PreparedBatch removals = handle.prepareBatch(REMOVE);
            last.keySet().forEach(key -> removals.add(key.address().toString(), key.device()));
            removals.execute();
            insert(handle, last.values().stream().flatMap(Optional::stream).toList());
        });
    }

    @Override
    public List<Binding> live(Moment now) {
        return database.read(handle -> handle.createQuery(LIVE)
                .bind("now", Columns.at(now.wall()))
                .map((row, context) -> binding(row, now))
                .list());
    }

    @Override
    public void purge(Instant instant) {
        database.writeSoft(handle ->
                handle.createUpdate(PURGE).bind("instant", Columns.at(instant)).execute());
    }

    private static void put(Change change, Map<Key, Optional<Change.Saved>> last) {
        if (change instanceof Change.Saved saved) {
            last.put(new Key(saved.binding().address(), saved.binding().key()), Optional.of(saved));
        } else if (change instanceof Change.Removed removed) {
            last.put(new Key(removed.address(), removed.key()), Optional.empty());
        } else {
            throw new AssertionError(change);
        }
    }

    private static void insert(Handle handle, List<Change.Saved> saved) {
        PreparedBatch insertions = handle.prepareBatch(INSERT);
        for (Change.Saved one : saved) {
            Binding binding = one.binding();
            insertions
                    .bind("address", binding.address().toString())
                    .bind("device", binding.key())
                    .bind("contact", binding.contact())
                    .bind("instance", binding.instance())
                    .bind("flowNumber", binding.flowNumber())
                    .bind("path", Columns.texts(binding.path()))
                    .bind("q", binding.q())
                    .bind("callId", binding.callId())
                    .bind("cseq", binding.cseq())
                    .bind("flow", binding.flow())
                    .bind("userAgent", binding.userAgent())
                    .bind("begunAt", Columns.at(binding.begunAt()))
                    .bind("expiresAt", Columns.at(one.expiresAt()))
                    .add();
        }
        insertions.execute();
    }

    private static Binding binding(ResultSet row, Moment now) throws SQLException {
        return new Binding(
                Columns.address(row, "address"),
                row.getString("contact"),
                Columns.text(row, "instance"),
                Optional.ofNullable(row.getObject("flow_number", Integer.class)),
                Columns.texts(row, "path"),
                row.getInt("q"),
                row.getString("call_id"),
                row.getLong("cseq"),
                row.getString("flow"),
                Columns.text(row, "user_agent"),
                Columns.instant(row, "begun_at"),
                now.nanosAt(Columns.instant(row, "expires_at")));
    }
}
