package org.pawn.sdk.recognize;

import java.util.List;
import java.util.regex.Pattern;

/** Finds addresses such as {@code sip:alice@example.com}, and with {@code sips:}, {@code pres:} and {@code im:}. */
public final class SipAddressRecognizer implements Recognizer {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\p{L}\\p{Nd}])(?:sips?|pres|im):(" + EmailRecognizer.USER + ")@(" + EmailRecognizer.HOST + ")",
            Pattern.CASE_INSENSITIVE);

    @Override
    public List<Span> recognize(String text) {
        return ADDRESS.matcher(text)
                .results()
                .map(match -> EmailRecognizer.span(match, match.start()))
                .toList();
    }
}
