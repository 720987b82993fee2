package org.pawn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is and with which token to go there.
 *
 * @param tokenOrigin where the token came from, for messages; never the token
 * @param data the data directory that told, if one did
 */
record ServerLocation(
        String url,
        String token,
        String tokenOrigin,
        @Nullable Path data) {
    private static final List<Path> DEFAULT_DIRECTORIES = List.of(Path.of("pawn-data"), Path.of("pawn-data", "demo"));

    @Override
    public String toString() {
        return url + " with the token of " + tokenOrigin;
    }

    /** @throws CommandFailure saying how to name or start a server */
    static ServerLocation find(ConnectionOptions options, Map<String, String> environment, Path workingDirectory) {
        Optional<String> token =
                Optional.ofNullable(environment.get("PAWN_TOKEN")).filter(text -> !text.isBlank());
        String server = Optional.ofNullable(options.server)
                .or(() -> Optional.ofNullable(options.data == null ? environment.get("PAWN_SERVER") : null))
                .orElse(null);
        if (server != null) {
            return new ServerLocation(
                    server,
                    token.orElseThrow(() -> CommandFailure.wrongUsage("--server " + server
                            + " needs a token: set PAWN_TOKEN to one, made there with pawn token create.")),
                    "PAWN_TOKEN",
                    null);
        }
        Path directory = directory(options, workingDirectory);
        String url = address(directory);
        return token.map(text -> new ServerLocation(url, text, "PAWN_TOKEN", directory))
                .orElseGet(() -> new ServerLocation(
                        url, adminToken(directory), tokenFile(directory).toString(), directory));
    }

    private static Path directory(ConnectionOptions options, Path workingDirectory) {
        if (options.data != null) {
            return workingDirectory.resolve(options.data);
        }
        return DEFAULT_DIRECTORIES.stream()
                .map(workingDirectory::resolve)
                .filter(directory -> Files.exists(addressFile(directory)))
                .findFirst()
                .orElseThrow(
                        () -> CommandFailure.failed(
                                "No server runs on ./pawn-data or ./pawn-data/demo."
                                        + " Start one with: ./pawn serve (or ./pawn demo), or name one with --data DIR or --server URL."));
    }

    private static String address(Path directory) {
        JsonNode addresses;
        try {
            addresses = new ObjectMapper().readTree(addressFile(directory).toFile());
        } catch (IOException notThere) {
            throw CommandFailure.failed(
                    "No server runs on " + directory + ". Start one with: ./pawn serve --data " + directory);
        }
        for (String kind : List.of("http", "https")) {
            String url = addresses.path(kind).asText("");
            if (url.startsWith("http")) {
                return url;
            }
        }
        throw CommandFailure.failed("The server on " + directory
                + " has neither --http nor --https; the commands need one of them, on 127.0.0.1 at least.");
    }

    private static String adminToken(Path directory) {
        try {
            return Files.readString(tokenFile(directory)).trim();
        } catch (IOException notReadable) {
            throw CommandFailure.failed("The token " + tokenFile(directory)
                    + " cannot be read. Run this as the user who runs the server, or set PAWN_TOKEN.");
        }
    }

    private static Path addressFile(Path directory) {
        return directory.resolve("server.json");
    }

    private static Path tokenFile(Path directory) {
        return directory.resolve("admin-token");
    }
}
