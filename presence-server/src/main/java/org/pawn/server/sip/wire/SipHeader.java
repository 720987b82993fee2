package org.pawn.server.sip.wire;

/** One header field; the value is unfolded and stripped. */
public record SipHeader(String name, String value) {}
