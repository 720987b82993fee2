package org.pawn.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

/** What every {@link Credentials} does. The hashes are {@code printf 'alice:example.com:open sesame' | md5sum}'s. */
public interface CredentialsContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    String PASSWORD = "open sesame";

    Credentials credentials();

    /** The credentials after a restart of what keeps them. */
    Credentials reopened();

    @Test
    default void onlyTheRightPasswordMatches() {
        credentials().setPassword(ALICE, PASSWORD).join();

        Credentials reopened = reopened();
        assertThat(reopened.passwordMatches(ALICE, PASSWORD)).isTrue();
        assertThat(reopened.passwordMatches(ALICE, "Open sesame")).isFalse();
        assertThat(reopened.passwordMatches(ALICE, "")).isFalse();
    }

    @Test
    default void nobodyMatchesAPersonWithoutCredentials() {
        credentials().setPassword(ALICE, PASSWORD).join();

        assertThat(credentials().passwordMatches(BOB, PASSWORD)).isFalse();
        assertThat(credentials().ha1(BOB, "bob", "MD5")).isEmpty();
    }

    @Test
    default void aPasswordMayHoldAnyCharacters() {
        String odd = "pässwörd: \"日本\" $1$ \n";

        credentials().setPassword(ALICE, odd).join();

        assertThat(reopened().passwordMatches(ALICE, odd)).isTrue();
    }

    @Test
    default void digestHashesAreThereForBothUserNamesAndEachAlgorithm() {
        credentials().setPassword(ALICE, PASSWORD).join();

        Credentials reopened = reopened();
        assertThat(reopened.ha1(ALICE, "alice", "MD5")).contains("7a6f498f50d864f4c4b7a4ab9d3f878c");
        assertThat(reopened.ha1(ALICE, "alice@example.com", "MD5")).contains("87c6e3286a6d51d540ca5e5fdb20e94d");
        assertThat(reopened.ha1(ALICE, "alice", "SHA-256"))
                .contains("a7d6da1eb2029eb5024e42e0c05cf1a26ea3c8a974d88d42e149a7490b91869f");
        assertThat(reopened.ha1(ALICE, "alice@example.com", "SHA-256"))
                .contains("89ffa0886930f9eca21bb99a354aada5b7a4f74d3eeaa14c2d47887f0a0e7ed8");
    }

    @Test
    default void anotherUserNameOrAlgorithmHasNoDigestHash() {
        credentials().setPassword(ALICE, PASSWORD).join();

        assertThat(credentials().ha1(ALICE, "bob", "MD5")).isEmpty();
        assertThat(credentials().ha1(ALICE, "alice", "SHA-1")).isEmpty();
        assertThat(credentials().ha1(ALICE, "", "MD5")).isEmpty();
    }

    @Test
    default void aNewPasswordEndsTheOldOne() {
        credentials().setPassword(ALICE, "the old one").join();
        credentials().setPassword(ALICE, PASSWORD).join();

        Credentials reopened = reopened();
        assertThat(reopened.passwordMatches(ALICE, "the old one")).isFalse();
        assertThat(reopened.passwordMatches(ALICE, PASSWORD)).isTrue();
        assertThat(reopened.ha1(ALICE, "alice", "MD5")).contains("7a6f498f50d864f4c4b7a4ab9d3f878c");
    }

    @Test
    default void removedCredentialsMatchNothing() {
        credentials().setPassword(ALICE, PASSWORD).join();
        credentials().setPassword(BOB, PASSWORD).join();

        credentials().remove(ALICE).join();

        Credentials reopened = reopened();
        assertThat(reopened.passwordMatches(ALICE, PASSWORD)).isFalse();
        assertThat(reopened.ha1(ALICE, "alice", "MD5")).isEmpty();
        assertThat(reopened.passwordMatches(BOB, PASSWORD)).isTrue();
    }

    @Test
    default void removingWhatIsNotThereIsNoError() {
        credentials().remove(ALICE).join();

        assertThat(credentials().passwordMatches(ALICE, PASSWORD)).isFalse();
    }
}
