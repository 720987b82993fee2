package org.pawn.samples.portal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the portal: {@code PortalMain --listen 127.0.0.1:0 --pawn http://127.0.0.1:8080 --group research --secrets FILE}.
 *
 * <p>The secrets are Java properties, {@code token} and one {@code person.ADDRESS = PASSWORD} for each who may sign in;
 * {@code --secrets -} reads them from standard input, so that they stand on no disk and in no list of processes. With
 * {@code --with-parent} it ends when the process that started it ends. When it serves it prints {@code portal URL}.
 */
public final class PortalMain {
    private static final String USAGE =
            "usage: PortalMain --listen HOST:PORT --pawn URL --group ID --secrets FILE|- [--with-parent]";
    private static final String PERSON = "person.";

    private PortalMain() {}

    /** Exit codes: 1 where it cannot start, 2 for wrong usage. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        try {
            Map<String, String> flags = flags(arguments);
            Portal portal = Portal.start(config(flags), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(portal::close, "portal-stop"));
            if (flags.containsKey("--with-parent")) {
                ProcessHandle.current()
                        .parent()
                        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
            }
            out.println("portal " + portal.url());
            out.flush();
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(USAGE);
            System.exit(2);
        } catch (IOException failed) {
            System.err.println("the portal cannot start: " + failed.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await(); // until it is stopped
    }

    static PortalConfig config(Map<String, String> flags) throws IOException {
        String listen = need(flags, "--listen");
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("--listen must be HOST:PORT, not " + listen);
        }
        Properties secrets = secrets(need(flags, "--secrets"));
        Map<String, String> passwords = new HashMap<>();
        for (String name : secrets.stringPropertyNames()) {
            if (name.startsWith(PERSON)) {
                passwords.put(name.substring(PERSON.length()), secrets.getProperty(name));
            }
        }
        return new PortalConfig(
                new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1))),
                URI.create(need(flags, "--pawn")),
                need(flags, "--group"),
                secrets.getProperty("token", ""),
                passwords);
    }

    private static Properties secrets(String place) throws IOException {
        Properties secrets = new Properties();
        try (Reader text = place.equals("-")
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                : Files.newBufferedReader(Path.of(place))) {
            secrets.load(text);
        }
        if (secrets.getProperty("token", "").isBlank()) {
            throw new IllegalArgumentException("the secrets hold no token");
        }
        return secrets;
    }

    static Map<String, String> flags(String[] arguments) {
        Map<String, String> flags = new HashMap<>();
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].equals("--with-parent")) {
                flags.put(arguments[at], "");
            } else if (arguments[at].startsWith("--") && at + 1 < arguments.length) {
                flags.put(arguments[at], arguments[++at]);
            } else {
                throw new IllegalArgumentException("unknown: " + arguments[at]);
            }
        }
        return flags;
    }

    private static String need(Map<String, String> flags, String name) {
        String value = flags.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
