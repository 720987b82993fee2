package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TimeTextTest {
    /** The same as one expression: slower, and to be read at a glance. */
    private static final Pattern SHAPE =
            Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})(?:[Tt](\\d{2}):?(\\d{2})(?::?(\\d{2}))?([Zz])?)?");

    private static final String[] WELL = {
        "20300304", "2030-03-04", "20300304T091500Z", "20300304T0915", "2030-03-04T09:15:59z", "20300304t091560"
    };
    private static final String CHARACTERS = "0129-:TtZz /\u0661";
    private static final int MUTATIONS = 20_000;

    @Test
    void whatTheExpressionTakesIsTakenAndNothingElse() {
        Random random = new Random(20300304);
        int taken = 0;

        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutated(WELL[random.nextInt(WELL.length)], random);
            Optional<TimeText> read = TimeText.of(text);
            taken += read.isPresent() ? 1 : 0;

            assertThat(read).as(text).isEqualTo(byExpression(text));
        }

        assertThat(taken).isBetween(MUTATIONS / 20, MUTATIONS / 2);
    }

    @Test
    void nothingAtAllIsNoTime() {
        assertThat(TimeText.of("")).isEmpty();
    }

    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(2); changes > 0 && changed.length() > 0; changes--) {
            int at = random.nextInt(changed.length());
            char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, character);
                case 1 -> changed.insert(at, character);
                default -> changed.deleteCharAt(at);
            }
        }
        return changed.toString();
    }

    private static Optional<TimeText> byExpression(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new TimeText(
                number(matcher, 1),
                number(matcher, 2),
                number(matcher, 3),
                matcher.group(4) != null,
                number(matcher, 4),
                number(matcher, 5),
                number(matcher, 6),
                matcher.group(7) != null));
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }
}
