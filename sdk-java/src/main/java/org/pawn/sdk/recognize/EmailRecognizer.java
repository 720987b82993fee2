package org.pawn.sdk.recognize;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds e-mail addresses, with or without {@code mailto:}. */
public final class EmailRecognizer implements Recognizer {
    static final String USER = "[\\p{L}\\p{Nd}._%+~-]{1,64}+";
    static final String HOST = "[\\p{L}\\p{Nd}-]{1,63}+(?:\\.[\\p{L}\\p{Nd}-]{1,63}+){1,8}+";
    private static final String NOT_WITHIN_ONE = "(?<![\\p{L}\\p{Nd}._%+~-])";

    /** Possessive throughout: no text can make it try twice. */
    private static final Pattern ADDRESS =
            Pattern.compile(NOT_WITHIN_ONE + "(?:mailto:)?+(" + USER + ")@(" + HOST + ")", Pattern.CASE_INSENSITIVE);

    @Override
    public List<Span> recognize(String text) {
        return ADDRESS.matcher(text)
                .results()
                .map(match -> span(match, match.start()))
                .toList();
    }

    static Span span(MatchResult match, int start) {
        String value = match.group(1) + "@" + match.group(2).toLowerCase(Locale.ROOT);
        return new Span(start, match.end(), Span.PERSON, value);
    }
}
