package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.Transport;
import org.pawn.time.SettableTime;

/** Guessing at passwords is slow for the guesser and nobody else (SECURITY-MODEL T17, T25). */
@Timeout(60)
final class GuessingTest {
    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));

    @Nested
    final class GivenAServerOnTheNetwork {
        private String guess(SipServer server, SipTestClient client, String name, String password) {
            SipUser user = new SipUser(client, name, password);
            time.advance(Duration.ofSeconds(1)); // challenges are limited too
            return user.register(60).sendSigned();
        }

        @Test
        void afterTenWrongPasswordsTheEleventhWaitsAndTheOwnersPhoneGoesOn() {
            try (SipServer server = new SipServer(time, Set.of());
                    SipUser phone = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
                    SipTestClient guesser = SipTestClient.tcp(server.plain())) {
                assertThat(status(phone.register(60).sendSigned())).isEqualTo(200);
                String answer = "";
                for (int i = 0; i < 15; i++) {
                    answer = guess(server, guesser, "alice", "guess-" + i);
                }

                assertThat(status(answer)).isEqualTo(503);
                assertThat(Integer.parseInt(header(answer, "Retry-After").orElseThrow()))
                        .isBetween(1, 60);
                assertThat(status(phone.register(60).sendSigned())).isEqualTo(200);
                assertThat(status(guess(server, guesser, "bob", SipServer.PASSWORD)))
                        .isEqualTo(200);

                time.advance(Duration.ofMinutes(1));
                assertThat(status(guess(server, guesser, "alice", SipServer.PASSWORD)))
                        .isEqualTo(200);
            }
        }

        @Test
        void somebodyWhoDoesNotExistIsGuessedAtTheSameWay() {
            try (SipServer server = new SipServer(time, Set.of());
                    SipTestClient guesser = SipTestClient.tcp(server.plain())) {
                for (String name : new String[] {"alice", "nobody"}) {
                    StringBuilder answers = new StringBuilder();
                    for (int i = 0; i < 13; i++) {
                        answers.append(status(guess(server, guesser, name, "guess")))
                                .append(' ');
                    }
                    assertThat(answers.toString()).isEqualTo("401 ".repeat(11) + "503 401 ");
                }
            }
        }
    }

    @Nested
    final class GivenTheLimits {
        private final GuessLimits limits = new GuessLimits(time, Set.of("192.0.2.99"));

        private SipPeer peer(int host, int port) {
            return new SipPeer(Transport.TCP, new InetSocketAddress("192.0.2." + host, port));
        }

        private boolean mayTry(SipPeer peer) {
            try {
                limits.require(peer, "alice");
                return true;
            } catch (Refusal.LimitExceeded refused) {
                return false;
            }
        }

        @Test
        void manyAddressesTogetherGetNoFurtherThanTheNamesOwnLimit() {
            for (int host = 1; host <= 50; host++) {
                limits.failed(peer(host, 1), "alice");
                limits.failed(peer(host, 1), "alice");
            }

            assertThat(mayTry(peer(60, 1))).isFalse();
            time.advance(GuessLimits.REFILL.dividedBy(GuessLimits.FROM_ALL));
            assertThat(mayTry(peer(60, 1))).isTrue();
        }

        @Test
        void whereTheOwnerSignedInBeforeTheyStillMayForADay() {
            limits.proved(peer(1, 1), "alice");
            for (int i = 0; i < 1000; i++) {
                limits.failed(peer(2 + i % 50, 1), "alice");
            }

            assertThat(mayTry(peer(1, 2)))
                    .as("another port of the same address")
                    .isTrue();
            assertThat(mayTry(peer(60, 1))).isFalse();
            time.advance(GuessLimits.PROVED);
            for (int i = 0; i < 1000; i++) {
                limits.failed(peer(2 + i % 50, 1), "alice");
            }
            assertThat(mayTry(peer(1, 2))).isFalse();
        }

        @Test
        void aNeighbourBehindTheSameAddressDoesNotStopAFlowThatWasProved() {
            limits.proved(peer(1, 1), "alice");
            for (int i = 0; i < GuessLimits.FROM_ONE_ADDRESS; i++) {
                limits.failed(peer(1, 2), "alice");
            }

            assertThat(mayTry(peer(1, 1))).isTrue();
            assertThat(mayTry(peer(1, 2))).isFalse();
            Assertions.assertThatCode(() -> limits.require(peer(1, 2), "bob")).doesNotThrowAnyException();
        }

        @Test
        void anAddressThatIsExemptIsLeftAlone() {
            for (int i = 0; i < 1000; i++) {
                limits.failed(peer(99, 1), "alice");
            }

            assertThat(mayTry(peer(99, 1))).isTrue();
        }
    }
}
