package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.time.SettableTime;

/** Rows of {@code docs/security.md} that take their time, on a clock that the test sets. */
@Timeout(60)
final class SecurityClockTest {
    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private House house;

    @BeforeEach
    void start() {
        house = new House(Map.of("presence.notifyInterval", "PT0S"), time);
    }

    @AfterEach
    void stop() throws IOException {
        house.close();
    }

    @Test
    void t26WhoHasNotProvedThemselvesIsCutOffAfterHalfAMinute() {
        Phone stranger = house.stranger(Over.TCP);
        Phone proved = house.phone(Over.TCP);
        stranger.send("REGISTER sip:example.com SIP/2.0\r\n");
        assertThat(proved.asked(proved.query()).status()).isEqualTo(200);

        time.advance(Duration.ofSeconds(31));

        assertThat(stranger.isClosedByServer()).isTrue();
        assertThat(proved.asked(proved.query()).status()).isEqualTo(200);
    }

    @Test
    void t26AnAddressHasFewConnectionsThatHaveNotProvedThemselvesAndAnyNumberThatHave() throws IOException {
        try (House few = new House(Map.of("limits.exempt", "192.0.2.9", "limits.unprovedConnections", "3"), time)) {
            List<Phone> proved = new ArrayList<>();
            for (Over over : List.of(Over.TCP, Over.TLS, Over.WS, Over.TCP, Over.TLS, Over.WS)) {
                proved.add(few.phone(over));
            }
            List<Phone> strangers = List.of(few.stranger(Over.TCP), few.stranger(Over.TLS), few.stranger(Over.WS));
            strangers.forEach(stranger ->
                    assertThat(stranger.ask(stranger.options()).status()).isEqualTo(200));

            for (Over over : List.of(Over.TCP, Over.TLS, Over.WS)) {
                assertThat(few.stranger(over).isClosedByServer())
                        .as(over.name())
                        .isTrue();
            }

            for (Phone phone : proved) {
                assertThat(phone.asked(phone.query()).status()).isEqualTo(200);
            }
            strangers.get(0).close();
            time.advance(Duration.ofSeconds(3)); // a WebSocket has this long to say goodbye
            await().until(() -> {
                Phone next = few.stranger(Over.TCP);
                next.send(next.options().text());
                return next.wire.receive(Duration.ofSeconds(1)).isPresent(); // once the server knows of the other's end
            });
        }
    }

    @Test
    void t20AnAddressIsChallengedTwentyTimesASecondAndThenNoMoreUntilTheNext() throws IOException {
        try (House strict = new House(Map.of("limits.exempt", "192.0.2.9"), time)) {
            Phone known = strict.phone(Over.UDP);
            Phone stranger = strict.stranger(Over.UDP);
            time.advance(Duration.ofSeconds(1));
            for (int i = 0; i < 20; i++) {
                assertThat(stranger.ask(stranger.query()).status()).isEqualTo(401);
            }

            for (int i = 0; i < 50; i++) {
                stranger.send(stranger.query().text());
                stranger.send(stranger.options().text());
                stranger.send(stranger.request("BREW", "sip:example.com").text());
            }
            time.advance(Duration.ofMillis(999));
            stranger.send(stranger.query().text());
            Heard torn = stranger.ask(stranger.options().with("CSeq", "1 X")); // after all of the others

            assertThat(torn.status()).isEqualTo(400);
            assertThat(known.asked(known.query()).status()).isEqualTo(200);
            time.advance(Duration.ofMillis(1));
            assertThat(stranger.heardUntilAnswered()).isEmpty();
            assertThat(stranger.ask(stranger.query()).status()).isEqualTo(401);
        }
    }

    @Test
    void t17ANonceIsGoodForFiveMinutes() {
        Phone phone = house.phone(Over.TCP).registered();
        time.advance(Duration.ofSeconds(299));
        assertThat(phone.asked(phone.query()).status()).isEqualTo(200);

        time.advance(Duration.ofSeconds(2));
        Heard late = phone.asked(phone.query());

        assertThat(late.status()).isEqualTo(401);
        assertThat(late.the("WWW-Authenticate")).contains("stale=true");
    }

    @Test
    void r18AWatcherThatNeverAnswersIsForgottenAfterTimerF() {
        Phone watcher = house.phone(Over.UDP);
        Request subscribe = watcher.subscribe(watcher, 3600);
        Heard answer = watcher.asked(subscribe);
        Heard first = watcher.hearRequest("NOTIFY");

        time.advance(Duration.ofSeconds(33));
        Heard repeated = watcher.hearRequest("NOTIFY");
        Request refresh = watcher.subscribe(watcher, 3600)
                .with("Call-ID", subscribe.the("Call-ID"))
                .with("From", subscribe.the("From"))
                .with("To", answer.the("To"));

        assertThat(repeated).isEqualTo(first);
        assertThat(watcher.asked(refresh).status()).isEqualTo(481);
    }
}
