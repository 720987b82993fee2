package org.pawn.sdk;

/**
 * Where the client gets its tokens: before the first call, shortly before one expires, and once after the server refused
 * one. It is called on a thread of the client's own, one call at a time, and may block.
 */
@FunctionalInterface
public interface TokenSource {
    /** A token that is good now. What it throws fails the calls that waited for it. */
    AccessToken token();
}
