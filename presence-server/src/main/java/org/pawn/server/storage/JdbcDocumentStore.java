package org.pawn.server.storage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;
import org.pawn.xcap.DocumentStore;

/** Documents' texts, a row for each. */
final class JdbcDocumentStore implements DocumentStore {
    private static final String READ = "select content from document where owner_address = ? and auid = ?";
    private static final String ALL = "select owner_address, content from document where auid = ?";
    private static final String REMOVE = "delete from document where owner_address = ? and auid = ?";
    private static final String INSERT = "insert into document (owner_address, auid, content) values (?, ?, ?)";

    private final Database database;
    private final DurableWriter writer;

    JdbcDocumentStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Optional<String> read(AddressOfRecord owner, String auid) {
        return database.read(handle -> handle.select(READ, owner.toString(), auid)
                .map((row, context) -> row.getString("content"))
                .findOne());
    }

    @Override
    public List<Kept> all(String auid) {
        return database.read(handle -> handle.select(ALL, auid)
                .map((row, context) -> new Kept(Columns.address(row, "owner_address"), row.getString("content")))
                .list());
    }

    @Override
    public CompletableFuture<Void> write(AddressOfRecord owner, String auid, String text) {
        return writer.write(handle -> {
            handle.execute(REMOVE, owner.toString(), auid);
            handle.execute(INSERT, owner.toString(), auid, text);
        });
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord owner, String auid) {
        return writer.write(handle -> handle.execute(REMOVE, owner.toString(), auid));
    }
}
