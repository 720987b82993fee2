package org.pawn.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pawn.rest.http.KeptAnswers.Answer;
import org.pawn.rest.http.KeptAnswers.Claim;
import org.pawn.rest.http.KeptAnswers.Key;
import org.pawn.time.SettableTime;

final class KeptAnswersTest {
    private static final Key KEY = new Key("alice@example.com", "POST /v1/tokens", "k");
    private static final Answer ANSWER = new Answer(201, Map.of("Content-Type", "application/json"), "{}");

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final KeptAnswers answers = new KeptAnswers(time);

    private static Key keyOf(String caller, int number) {
        return new Key(caller, "POST /v1/tokens", Integer.toString(number));
    }

    private Claim answered(Key key) {
        answers.claim(key, "a body");
        answers.keep(key, ANSWER);
        return answers.claim(key, "a body");
    }

    @Test
    void aRepeatedRequestGetsTheAnswerOfTheFirst() {
        assertThat(answers.claim(KEY, "a body")).isEqualTo(new Claim.First());
        assertThat(answers.claim(KEY, "a body")).isEqualTo(new Claim.Running());

        answers.keep(KEY, ANSWER);

        assertThat(answers.claim(KEY, "a body")).isEqualTo(new Claim.Answered(ANSWER));
    }

    @Test
    void anotherRequestUnderTheKeyIsAnotherOneBeforeAndAfterTheAnswer() {
        answers.claim(KEY, "a body");
        assertThat(answers.claim(KEY, "another")).isEqualTo(new Claim.Other());

        answers.keep(KEY, ANSWER);

        assertThat(answers.claim(KEY, "another")).isEqualTo(new Claim.Other());
    }

    @Test
    void aRequestThatHadNoEffectFreesItsKey() {
        answers.claim(KEY, "a body");

        answers.release(KEY);

        assertThat(answers.claim(KEY, "another")).isEqualTo(new Claim.First());
    }

    @Test
    void theSameKeyOfAnotherCallerOrRouteIsAnotherKey() {
        answered(KEY);

        assertThat(answers.claim(new Key("bob@example.com", KEY.route(), KEY.key()), "a body"))
                .isEqualTo(new Claim.First());
        assertThat(answers.claim(new Key(KEY.caller(), "POST /v1/messages", KEY.key()), "a body"))
                .isEqualTo(new Claim.First());
    }

    @Test
    void anAnswerIsKeptForADayThoughTheWallClockIsSet() {
        answered(KEY);
        time.jumpTo(time.now().plus(Duration.ofDays(30)));

        time.advance(KeptAnswers.LIFE.minusNanos(1));
        assertThat(answers.claim(KEY, "a body")).isEqualTo(new Claim.Answered(ANSWER));
        time.advance(Duration.ofNanos(1));

        assertThat(answers.claim(KEY, "a body")).isEqualTo(new Claim.First());
        assertThat(answers.size()).isEqualTo(1);
    }

    @Test
    void oneCallersManyKeysCostNobodyElseTheirs() {
        answered(KEY);

        for (int i = 0; i < 2 * KeptAnswers.MAX_ANSWERS_OF_ONE; i++) {
            answered(keyOf("greedy", i));
        }

        assertThat(answers.size()).isEqualTo(KeptAnswers.MAX_ANSWERS_OF_ONE + 1);
        assertThat(answers.claim(KEY, "a body")).isEqualTo(new Claim.Answered(ANSWER));
        assertThat(answers.claim(keyOf("greedy", 0), "a body")).isEqualTo(new Claim.First());
    }

    @Test
    void pastTheBoundOfAllTheOldestIsForgotten() {
        answered(KEY);

        for (int i = 0; i < KeptAnswers.MAX_ANSWERS; i++) {
            answered(keyOf("caller " + i, i));
        }

        assertThat(answers.size()).isEqualTo(KeptAnswers.MAX_ANSWERS);
        assertThat(answers.claim(KEY, "a body")).isEqualTo(new Claim.First());
    }

    @Test
    void pastTheBoundInBytesTheOldestAreForgotten() {
        Answer large = new Answer(201, Map.of(), "x".repeat((int) (KeptAnswers.MAX_BYTES / 8)));
        answered(KEY);

        for (int i = 0; i < 8; i++) {
            answers.claim(keyOf("caller " + i, i), "a body");
            answers.keep(keyOf("caller " + i, i), large);
        }

        assertThat(answers.size()).isEqualTo(3);
        assertThat(answers.claim(keyOf("caller 7", 7), "a body")).isEqualTo(new Claim.Answered(large));
    }

    @Test
    void anAnswerThatComesAfterItsClaimWasForgottenIsNotKept() {
        answers.claim(KEY, "a body");
        time.advance(KeptAnswers.LIFE);
        answers.claim(keyOf("other", 1), "a body");

        answers.keep(KEY, ANSWER);

        assertThat(answers.claim(KEY, "a body")).isEqualTo(new Claim.First());
    }
}
