package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.access.TokenStore;
import org.pawn.address.AddressOfRecord;

/** Tokens: what they stand for and the hash of their secret. */
final class JdbcTokenStore implements TokenStore {
    private static final String REMOVE = "delete from token where id = ?";
    private static final String INSERT = """
            insert into token (id, secret_hash, kind, name, person, viewer_level, scopes, origins, minted_by,
                created_at, expires_at)
            values (:id, :hash, :kind, :name, :person, :level, :scopes, :origins, :mintedBy, :createdAt, :expiresAt)
            """;
    private static final String LIVE = "select * from token where expires_at > :now";

    private final Database database;
    private final DurableWriter writer;

    JdbcTokenStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Void> save(Token token) {
        return writer.write(handle -> {
            remove(handle, List.of(token.id()));
            handle.createUpdate(INSERT)
                    .bind("id", token.id())
                    .bind("hash", token.hash())
                    .bind("kind", token.kind().name())
                    .bind("name", token.name())
                    .bind("person", token.person().map(AddressOfRecord::toString))
                    .bind("level", token.level().name())
                    .bind(
                            "scopes",
                            Columns.texts(token.scopes().stream()
                                    .map(Scope::name)
                                    .sorted()
                                    .toList()))
                    .bind("origins", Columns.texts(token.origins()))
                    .bind("mintedBy", token.mintedBy())
                    .bind("createdAt", Columns.at(token.createdAt()))
                    .bind("expiresAt", Columns.at(token.expiresAt()))
                    .execute();
        });
    }

    @Override
    public CompletableFuture<Void> remove(Collection<String> ids) {
        List<String> gone = List.copyOf(ids);
        return writer.write(handle -> remove(handle, gone));
    }

    @Override
    public List<Token> live(Instant now) {
        return database.read(handle -> handle.createQuery(LIVE)
                .bind("now", Columns.at(now))
                .map((row, context) -> token(row))
                .list());
    }

    private static void remove(Handle handle, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(REMOVE);
        ids.forEach(batch::add);
        batch.execute();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("id"),
                row.getString("secret_hash"),
                Token.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Columns.text(row, "person").map(Columns::address),
                Level.valueOf(row.getString("viewer_level")),
                scopes(row),
                Set.copyOf(Columns.texts(row, "origins")),
                Columns.text(row, "minted_by"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"));
    }

    private static Set<Scope> scopes(ResultSet row) throws SQLException {
        return Columns.texts(row, "scopes").stream().map(Scope::valueOf).collect(Collectors.toSet());
    }
}
