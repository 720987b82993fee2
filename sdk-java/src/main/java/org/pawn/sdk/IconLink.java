package org.pawn.sdk;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed, revocable address of a person's pawn, for pages without script and for mail.
 *
 * @param url takes {@code &size=} and {@code &label=}; only in the answer that made the link
 */
public record IconLink(String id, String address, Optional<URI> url, Instant expiresAt) {}
