package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.OfflineMessageStore;

/** Messages that wait, numbered as they arrive. */
final class JdbcOfflineMessageStore implements OfflineMessageStore {
    private static final String SAME = "where recipient = ? and sender = ? and id = ?";
    private static final String COUNT_SAME = "select count(*) from waiting_message " + SAME;
    private static final String REMOVE = "delete from waiting_message " + SAME;
    private static final String INSERT = """
            insert into waiting_message (recipient, sender, id, content_type, body, sent_at)
            values (:recipient, :sender, :id, :contentType, :body, :sentAt)
            """;
    private static final String WAITING = "select * from waiting_message where recipient = ? order by arrival";
    private static final String SOME = WAITING + " limit ? offset ?";
    private static final String RECIPIENTS = "select distinct recipient from waiting_message";
    private static final String COUNT = "select count(*) from waiting_message where recipient = ?";
    private static final String REMOVE_ALL = "delete from waiting_message where recipient = ?";

    private final Database database;
    private final DurableWriter writer;

    JdbcOfflineMessageStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Void> add(InstantMessage message) {
        return writer.write(handle -> {
            if (!isWaiting(handle, message)) {
                insert(handle, message);
            }
        });
    }

    @Override
    public CompletableFuture<Void> remove(InstantMessage message) {
        return writer.write(handle ->
                handle.execute(REMOVE, message.to().toString(), message.from().toString(), message.id()));
    }

    @Override
    public List<InstantMessage> waiting(AddressOfRecord recipient) {
        return database.read(handle -> handle.select(WAITING, recipient.toString())
                .map((row, context) -> message(row))
                .list());
    }

    @Override
    public List<InstantMessage> waiting(AddressOfRecord recipient, int skip, int atMost) {
        return database.read(handle -> handle.select(SOME, recipient.toString(), atMost, skip)
                .map((row, context) -> message(row))
                .list());
    }

    @Override
    public Set<AddressOfRecord> recipients() {
        return database.read(handle -> handle.select(RECIPIENTS)
                .map((row, context) -> Columns.address(row, "recipient"))
                .set());
    }

    @Override
    public int count(AddressOfRecord recipient) {
        return database.read(handle ->
                handle.select(COUNT, recipient.toString()).mapTo(Integer.class).one());
    }

    @Override
    public CompletableFuture<Void> removeAll(AddressOfRecord recipient) {
        return writer.write(handle -> handle.execute(REMOVE_ALL, recipient.toString()));
    }

    private static boolean isWaiting(Handle handle, InstantMessage message) {
        return handle.select(COUNT_SAME, message.to().toString(), message.from().toString(), message.id())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static void insert(Handle handle, InstantMessage message) {
        handle.createUpdate(INSERT)
                .bind("recipient", message.to().toString())
                .bind("sender", message.from().toString())
                .bind("id", message.id())
                .bind("contentType", message.contentType())
                .bind("body", message.body())
                .bind("sentAt", Columns.at(message.sentAt()))
                .execute();
    }

    private static InstantMessage message(ResultSet row) throws SQLException {
        return new InstantMessage(
                row.getString("id"),
                Columns.address(row, "sender"),
                Columns.address(row, "recipient"),
                row.getString("content_type"),
                row.getBytes("body"),
                Columns.instant(row, "sent_at"));
    }
}
