package org.pawn.samples.document;

import java.io.IOException;

/** The file is not what its name says, or holds more than a document needs. */
final class UnreadableDocumentException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableDocumentException(String why) {
        super(why);
    }

    UnreadableDocumentException(String why, Throwable cause) {
        super(why, cause);
    }
}
