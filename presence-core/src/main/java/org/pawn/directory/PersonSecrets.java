package org.pawn.directory;

import java.util.Locale;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.digest.DigestSecrets;

/**
 * What stands for the passwords of one domain's people, whatever the protocol. The user name of a digest is the user part
 * alone, or the whole address.
 */
public final class PersonSecrets implements DigestSecrets {
    private final String domain;
    private final Directory directory;
    private final Credentials credentials;

    public PersonSecrets(String domain, Directory directory, Credentials credentials) {
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.directory = directory;
        this.credentials = credentials;
    }

    @Override
    public Optional<String> ha1(String userName, String realm, DigestAlgorithm algorithm) {
        return person(userName)
                .flatMap(person -> credentials
                        .ha1(person, userName, algorithm.token()) // first, whether they exist or not
                        .filter(hash -> directory.exists(person)));
    }

    /** Whom a user name means, if anybody of the domain; they need not exist. */
    public Optional<AddressOfRecord> person(String userName) {
        try {
            int at = userName.indexOf('@');
            AddressOfRecord person = at < 0
                    ? new AddressOfRecord(userName, domain)
                    : new AddressOfRecord(
                            userName.substring(0, at),
                            userName.substring(at + 1).toLowerCase(Locale.ROOT));
            return Optional.of(person).filter(known -> known.domain().equals(domain));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
