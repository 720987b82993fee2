package org.pawn.sdk;

/**
 * A person who has signed in.
 *
 * @param token short-lived
 * @param refreshToken good for one new pair
 */
public record SignIn(String address, AccessToken token, AccessToken refreshToken) {}
