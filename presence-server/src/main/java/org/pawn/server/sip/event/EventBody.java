package org.pawn.server.sip.event;

/**
 * What a NOTIFY says.
 *
 * @param bytes not to be changed; may be shared by many
 */
public record EventBody(String contentType, byte[] bytes) {}
