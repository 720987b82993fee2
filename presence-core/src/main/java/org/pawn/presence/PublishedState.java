package org.pawn.presence;

/**
 * What the body of one publication says, in the words of its event package; it has no id, life or flow yet (RFC 3903
 * section 4).
 */
public sealed interface PublishedState permits DeviceState, DeviceTimeline, PublishedCalls {}
