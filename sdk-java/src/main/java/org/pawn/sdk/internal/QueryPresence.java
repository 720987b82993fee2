package org.pawn.sdk.internal;

import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceListener;
import org.pawn.sdk.Problem;
import org.pawn.sdk.QueryListener;

/** What the listener of a query hears as every listener does. */
record QueryPresence(QueryListener listener) implements PresenceListener {
    @Override
    public void onPresence(Presence presence) {
        listener.onPresence(presence);
    }

    @Override
    public void onStale() {
        listener.onStale();
    }

    @Override
    public void onFresh() {
        listener.onFresh();
    }

    @Override
    public void onEnded(Problem problem) {
        listener.onEnded(problem);
    }
}
