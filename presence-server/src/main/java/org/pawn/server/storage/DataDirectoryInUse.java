package org.pawn.server.storage;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Another server works on this data directory; nothing was opened. */
public final class DataDirectoryInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataDirectoryInUse(Path directory, OptionalLong processId) {
        super("the data directory " + directory + " is in use by another server"
                + (processId.isPresent() ? " (process " + processId.getAsLong() + ")" : ""));
    }
}
