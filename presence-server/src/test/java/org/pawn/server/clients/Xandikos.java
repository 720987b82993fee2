package org.pawn.server.clients;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Xandikos, which lets everybody in. */
final class Xandikos extends CalDavProgram {
    Xandikos(Path home) {
        super(home);
    }

    @Override
    void configure() {
        // it makes what it needs
    }

    @Override
    List<String> command() {
        return List.of(
                "xandikos",
                "-d",
                home.resolve("data").toString(),
                "--defaults",
                "--autocreate",
                "-l",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "--current-user-principal",
                "/alice/");
    }

    @Override
    Optional<String> password() {
        return Optional.empty();
    }
}
