package org.pawn.server.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Radicale, which asks Alice for her password. */
final class Radicale extends CalDavProgram {
    static final String PASSWORD = "calendar-sesame";

    Radicale(Path home) {
        super(home);
    }

    @Override
    void configure() throws IOException {
        Files.writeString(home.resolve("users"), "alice:" + PASSWORD + "\n");
        Files.writeString(home.resolve("config"), """
                [server]
                hosts = 127.0.0.1:%d
                [auth]
                type = htpasswd
                htpasswd_filename = %s
                htpasswd_encryption = plain
                delay = 0
                [storage]
                filesystem_folder = %s
                [logging]
                level = warning
                """.formatted(port, home.resolve("users"), home.resolve("data")));
    }

    @Override
    List<String> command() {
        return List.of("radicale", "--config", home.resolve("config").toString());
    }

    @Override
    Optional<String> password() {
        return Optional.of(PASSWORD);
    }
}
