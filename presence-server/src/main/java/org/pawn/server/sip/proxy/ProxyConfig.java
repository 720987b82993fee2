package org.pawn.server.sip.proxy;

import javax.crypto.SecretKey;

/**
 * @param domain the one we serve, and the digest realm
 * @param dialogKey seals the routes of dialogs, for AES: while it stays the same, so do they
 */
public record ProxyConfig(String domain, SecretKey dialogKey) {}
