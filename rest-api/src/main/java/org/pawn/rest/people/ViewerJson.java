package org.pawn.rest.people;

import org.pawn.access.Viewer;

/** Somebody who looks, as the person who is looked at gets to know them. */
record ViewerJson(String kind, String name) {
    static ViewerJson of(Viewer viewer) {
        return new ViewerJson(viewer.kind().label(), viewer.name());
    }
}
