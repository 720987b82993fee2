package org.pawn.samples.projectcode;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.pawn.sdk.recognize.Action;
import org.pawn.sdk.recognize.Recognizer;
import org.pawn.sdk.recognize.Span;

/** Knows codes such as PRJ-123 and opens their tickets. */
public final class ProjectCodes implements Recognizer, Action {
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,5}-[0-9]{1,6}\\b");

    @Override
    public List<Span> recognize(String text) {
        return CODE.matcher(text)
                .results()
                .map(code -> new Span(code.start(), code.end(), "project", code.group()))
                .toList();
    }

    @Override
    public boolean suits(Span span) {
        return span.kind().equals("project");
    }

    @Override
    public String label(Span span) {
        return "Open ticket " + span.value();
    }

    @Override
    public URI target(Span span) {
        return URI.create("https://tickets.example.com/" + span.value());
    }
}
