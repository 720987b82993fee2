package org.pawn.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.pawn.address.AddressOfRecord;

/** One page-mode message (RFC 3428); any content type passes untouched. The body is not copied: do not change it. */
public final class InstantMessage {
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private static final String COMPOSING = "application/im-iscomposing+xml";

    private final String id;
    private final AddressOfRecord from;
    private final AddressOfRecord to;
    private final String contentType;
    private final byte[] body;
    private final Instant sentAt;

    /**
     * @param id names the message to its sender: sending the same id to the same person again delivers it once
     * @param from the authenticated sender, stamped by the server
     */
    public InstantMessage(
            String id, AddressOfRecord from, AddressOfRecord to, String contentType, byte[] body, Instant sentAt) {
        if (id.isEmpty() || id.length() > 255 || contentType.isBlank() || contentType.length() > 255) {
            throw new IllegalArgumentException("a message has an id and a content type of at most 255 characters");
        }
        if (body.length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("a message has at most " + MAX_BODY_BYTES + " bytes");
        }
        this.id = id;
        this.from = from;
        this.to = to;
        this.contentType = contentType;
        this.body = body;
        this.sentAt = sentAt;
    }

    public static InstantMessage text(
            String id, AddressOfRecord from, AddressOfRecord to, String text, Instant sentAt) {
        return new InstantMessage(
                id, from, to, "text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8), sentAt);
    }

    public String id() {
        return id;
    }

    public AddressOfRecord from() {
        return from;
    }

    public AddressOfRecord to() {
        return to;
    }

    public String contentType() {
        return contentType;
    }

    /** Whether it is text of any kind, which every device can show. */
    public boolean isText() {
        return contentType.regionMatches(true, 0, "text/", 0, 5);
    }

    /** Whether it only says that its sender is typing (RFC 3994), which is of no worth later. */
    public boolean isComposing() {
        return contentType.regionMatches(true, 0, COMPOSING, 0, COMPOSING.length());
    }

    public byte[] body() {
        return body;
    }

    public Instant sentAt() {
        return sentAt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstantMessage message
                && id.equals(message.id)
                && from.equals(message.from)
                && to.equals(message.to)
                && contentType.equals(message.contentType)
                && Arrays.equals(body, message.body)
                && sentAt.equals(message.sentAt);
    }

    @Override
    public int hashCode() {
        return id.hashCode() * 31 + to.hashCode();
    }

    /** Without the body, which never goes to a log. */
    @Override
    public String toString() {
        return "InstantMessage[" + id + ", " + from + " to " + to + ", " + contentType + "]";
    }
}
