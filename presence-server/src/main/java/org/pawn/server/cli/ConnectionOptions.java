package org.pawn.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every client command; a group, such as {@code person}, takes them too. */
final class ConnectionOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data directory of a server on this machine (default ./pawn-data, else ./pawn-data/demo).")
    @Nullable
    Path data;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "A server elsewhere; its token is taken from PAWN_TOKEN.")
    @Nullable
    String server;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    /** What was said nearer to the command's name counts first. */
    ConnectionOptions over(@Nullable ConnectionOptions group) {
        if (group == null) {
            return this;
        }
        ConnectionOptions both = new ConnectionOptions();
        both.data = data == null ? group.data : data;
        both.server = server == null ? group.server : server;
        both.json = json || group.json;
        return both;
    }
}
