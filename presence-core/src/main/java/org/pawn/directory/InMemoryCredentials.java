package org.pawn.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** For tests and samples: digest hashes only, no slow password hash. */
public final class InMemoryCredentials implements Credentials {
    private record Key(AddressOfRecord person, String userName, String algorithm) {}

    private final Map<Key, String> hashes = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<Void> setPassword(AddressOfRecord person, String password) {
        for (String userName : new String[] {person.user(), person.toString()}) {
            for (String algorithm : new String[] {"MD5", "SHA-256", "SHA-512-256"}) {
                hashes.put(
                        new Key(person, userName, algorithm),
                        hash(algorithm, userName + ":" + person.domain() + ":" + password));
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord person) {
        hashes.keySet().removeIf(key -> key.person().equals(person));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean passwordMatches(AddressOfRecord person, String password) {
        String given = hash("SHA-256", person + ":" + person.domain() + ":" + password);
        String kept = hashes.getOrDefault(new Key(person, person.toString(), "SHA-256"), "");
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.US_ASCII), kept.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Optional<String> ha1(AddressOfRecord person, String userName, String algorithm) {
        return Optional.ofNullable(hashes.get(new Key(person, userName, algorithm)));
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm.replace("512-", "512/"))
                            .digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has them
        }
    }
}
