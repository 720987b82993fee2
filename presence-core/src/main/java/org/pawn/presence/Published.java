package org.pawn.presence;

import java.time.Duration;

/** What a publish gave: the tag to name it by from now on, and its life (zero once removed). */
public record Published(EntityTag tag, Duration life) {}
