package org.pawn.server.storage;

import java.nio.file.Path;

/** Another server works on this data directory; nothing was opened. */
public final class DataDirectoryInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataDirectoryInUse(Path directory) {
        super("the data directory " + directory + " is in use by another server");
    }
}
