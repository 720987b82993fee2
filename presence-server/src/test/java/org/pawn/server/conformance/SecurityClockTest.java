package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
