package org.pawn.server.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Credentials, read from memory (each SIP request asks) as they are on disk: hashed, and the digest hashes sealed. */
final class JdbcCredentials implements Credentials {
    private record Held(String passwordHash, byte[] digestHashes) {}

    private static final Logger LOG = LoggerFactory.getLogger(JdbcCredentials.class);
    private static final AddressOfRecord NOBODY = new AddressOfRecord("nobody", "invalid");
    private static final String REMOVE = "delete from credential where address = ?";
    private static final String INSERT =
            "insert into credential (address, password_hash, digest_hashes) values (?, ?, ?)";

    private final DurableWriter writer;
    private final SecretBox box;
    private final PasswordHashing hashing;
    private final Map<AddressOfRecord, Held> held = new ConcurrentHashMap<>();
    /** Opened where there is no such person, so that looking takes as long. */
    private final byte[] nobodysHashes;

    JdbcCredentials(Database database, DurableWriter writer, SecretBox box, PasswordHashing hashing) {
        this.writer = writer;
        this.box = box;
        this.hashing = hashing;
        this.nobodysHashes = box.seal(DigestHashes.of(NOBODY, hashing.nobody()), NOBODY.toString());
        held.putAll(read(database));
        warnOfAnotherKey();
    }

    @Override
    public CompletableFuture<Void> setPassword(AddressOfRecord person, String password) {
        Held next = new Held(hashing.hash(password), box.seal(DigestHashes.of(person, password), person.toString()));
        return writer.write(handle -> {
                    handle.execute(REMOVE, person.toString());
                    handle.execute(INSERT, person.toString(), next.passwordHash(), next.digestHashes());
                })
                .thenRun(() -> held.put(person, next));
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord person) {
        return writer.write(handle -> handle.execute(REMOVE, person.toString())).thenRun(() -> held.remove(person));
    }

    @Override
    public boolean passwordMatches(AddressOfRecord person, String password) {
        Held known = held.get(person);
        return hashing.matches(known == null ? hashing.nobody() : known.passwordHash(), password);
    }

    @Override
    public Optional<String> ha1(AddressOfRecord person, String userName, String algorithm) {
        Held known = held.get(person);
        Optional<String> lines = known == null
                ? box.open(nobodysHashes, NOBODY.toString())
                : box.open(known.digestHashes(), person.toString());
        return lines.flatMap(all -> DigestHashes.find(all, userName, algorithm)).filter(found -> known != null);
    }

    private static Map<AddressOfRecord, Held> read(Database database) {
        List<Map.Entry<AddressOfRecord, Held>> rows =
                database.read(handle -> handle.createQuery("select * from credential")
                        .map((row, context) -> Map.entry(
                                Columns.address(row, "address"),
                                new Held(row.getString("password_hash"), row.getBytes("digest_hashes"))))
                        .list());
        return Map.ofEntries(rows.toArray(Map.Entry[]::new));
    }

    private void warnOfAnotherKey() {
        held.entrySet().stream().findFirst().ifPresent(any -> {
            if (box.open(any.getValue().digestHashes(), any.getKey().toString()).isEmpty()) {
                LOG.error(
                        "secret.key is not the one the digest hashes were sealed with: bring back the old file, or set"
                                + " the passwords of all who sign in by SIP anew");
            }
        });
    }
}
