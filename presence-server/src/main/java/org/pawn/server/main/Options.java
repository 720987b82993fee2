package org.pawn.server.main;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that {@code serve}, {@code demo} and {@code check-config} share. */
final class Options {
    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept (default ./pawn-data).")
    @Nullable
    Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration (default DIR/pawn.yaml).")
    @Nullable
    Path config;

    @Option(names = "--domain", paramLabel = "D", description = "The domain of the addresses served.")
    @Nullable
    String domain;

    @Option(names = "--http", paramLabel = "HOST:PORT", description = "HTTP listener, or off (default 127.0.0.1:8080).")
    @Nullable
    String http;

    @Option(
            names = "--https",
            paramLabel = "HOST:PORT",
            description = "HTTPS listener, or off (default 127.0.0.1:8443).")
    @Nullable
    String https;

    @Option(
            names = "--sip",
            paramLabel = "HOST:PORT",
            description = "SIP over UDP and TCP, or off (default 127.0.0.1:5060).")
    @Nullable
    String sip;

    @Option(names = "--sips", paramLabel = "HOST:PORT", description = "SIP over TLS, or off (default 127.0.0.1:5061).")
    @Nullable
    String sips;

    ServerConfig read(Path defaultData, Map<String, String> preset) throws ConfigException {
        Path directory =
                Optional.ofNullable(data).orElse(defaultData).toAbsolutePath().normalize();
        Path file = Optional.ofNullable(config).orElse(directory.resolve("pawn.yaml"));
        if (config != null && !Files.isReadable(config)) {
            throw new ConfigException(List.of("--config: " + config + " is not a readable file"));
        }
        Map<String, String> flags = new LinkedHashMap<>(preset);
        put(flags, "domain", domain);
        put(flags, "http.listen", http);
        put(flags, "https.listen", https);
        put(flags, "sip.listen", sip);
        put(flags, "sips.listen", sips);
        return ServerConfig.read(directory, file, System.getenv(), flags);
    }

    private static void put(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}
