package org.pawn.sdk.recognize;

import java.net.URI;
import java.net.URISyntaxException;

/** What can be done about any person. */
public enum PersonAction implements Action {
    MAIL("mailto", "Send mail"),
    MESSAGE("im", "Send a message"),
    CALL("sip", "Call");

    private final String scheme;
    private final String label;

    PersonAction(String scheme, String label) {
        this.scheme = scheme;
        this.label = label;
    }

    @Override
    public boolean suits(Span span) {
        return span.kind().equals(Span.PERSON);
    }

    @Override
    public String label(Span span) {
        return label;
    }

    /** The address comes from a text: whatever could add a header or a parameter is escaped. */
    @Override
    public URI target(Span span) {
        try {
            URI escaped = new URI(scheme, span.value(), null);
            return URI.create(escaped.toASCIIString()
                    .replace("?", "%3F")
                    .replace(";", "%3B")
                    .replace("&", "%26"));
        } catch (URISyntaxException notAnAddress) {
            throw new IllegalArgumentException("not a person's address: " + span.value(), notAnAddress);
        }
    }
}
