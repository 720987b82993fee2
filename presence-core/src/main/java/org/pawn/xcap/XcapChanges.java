package org.pawn.xcap;

import java.util.Optional;

/** Told of every change of a document that somebody has asked for, whichever view it was made in. */
@FunctionalInterface
public interface XcapChanges {
    /**
     * Called in the order of the changes of one owner; may not wait.
     *
     * @param before the tag until now; absent where there was no document, or nobody had asked for it
     * @param after the document from now on; absent where it is gone
     */
    void changed(DocumentPath document, Optional<String> before, Optional<XcapDocument> after);
}
