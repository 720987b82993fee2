package org.pawn.presence;

/** Told of every change of the composed presence, on the presentity's lane, in order. Must not block. */
@FunctionalInterface
public interface PresenceListener {
    void changed(PresenceDocument before, PresenceDocument after);
}
