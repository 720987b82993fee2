package org.pawn.sdk;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed, revocable address of a person's busy time in the coming days, for calendar programs.
 *
 * @param level {@link Level#EXTERNAL}: only when the person is taken; {@link Level#COMPANY}: also how firmly
 * @param days how many days ahead it shows
 * @param url VFREEBUSY ({@code .ifb}); only in the answer that made the link
 * @param calendarUrl the same as events without titles ({@code .ics}), to subscribe to; only in that answer
 */
public record FreeBusyLink(
        String id,
        String address,
        Level level,
        int days,
        Optional<URI> url,
        Optional<URI> calendarUrl,
        Instant expiresAt) {}
