package org.pawn.directory;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/**
 * Port: who may sign in. Passwords are kept hashed for REST, and as HTTP digest hashes (HA1, RFC 7616 section 3.4.2)
 * for SIP and XCAP, never in clear.
 */
public interface Credentials {
    /** Sets the password; the realm of the digest hashes is the address's domain. Completes once on disk. */
    CompletableFuture<Void> setPassword(AddressOfRecord person, String password);

    /** Does nothing for a person without credentials. Completes once on disk. */
    CompletableFuture<Void> remove(AddressOfRecord person);

    /** Takes the same work for an unknown person as for a wrong password; blocks for that long (about 0.1 s). */
    boolean passwordMatches(AddressOfRecord person, String password);

    /**
     * {@code H(user:realm:password)} in lower-case hex.
     *
     * @param userName as the client sent it: the user part alone, or the whole address
     * @param algorithm {@code MD5}, {@code SHA-256} or {@code SHA-512-256}; of a password that was set before we knew one there is none
     */
    Optional<String> ha1(AddressOfRecord person, String userName, String algorithm);
}
