package org.pawn.server.sip.event;

/**
 * What a NOTIFY says.
 *
 * @param bytes not to be changed; may be shared by many
 * @param tag names the state that this tells (RFC 5839): what has the same tag says the same, to whomever; empty where
 *     the state has a name in its own subscription only
 */
public record EventBody(String contentType, byte[] bytes, String tag) {
    EventBody(String contentType, byte[] bytes) {
        this(contentType, bytes, "");
    }
}
