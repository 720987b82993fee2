package org.pawn.server.main;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pawn.calendar.CalendarConfig;
import org.pawn.calendar.source.Network;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.presence.CompositionPolicy;

/**
 * Everything that can be configured, checked.
 *
 * @param data {@code --data}: where everything durable lives
 * @param domain {@code domain}: the addresses served, and the digest realm
 * @param timeZone {@code timeZone}: of people who have none, an IANA name; default the machine's
 * @param allowPlaintext {@code allowPlaintext}: lets HTTP and SIP without TLS off loopback
 */
record ServerConfig(
        Path data,
        String domain,
        ZoneId timeZone,
        boolean allowPlaintext,
        Http http,
        Sip sip,
        Presence presence,
        Calendars calendars,
        Limits limits,
        Tls tls) {

    /**
     * @param listen {@code http.listen}, default {@code 127.0.0.1:8080}
     * @param secureListen {@code https.listen}, default {@code 127.0.0.1:8443}
     * @param publicUrl {@code http.publicUrl}: what the outside calls this server, behind a TLS proxy
     * @param allowedOrigins {@code http.allowedOrigins}: portals whose pages may call the API and open feeds
     * @param trustedProxies {@code http.trustedProxies}: addresses whose {@code X-Forwarded-For} counts
     */
    record Http(
            Optional<Listener> listen,
            Optional<Listener> secureListen,
            Optional<String> publicUrl,
            List<String> allowedOrigins,
            List<String> trustedProxies) {}

    /**
     * @param listen {@code sip.listen} for UDP and TCP, default {@code 127.0.0.1:5060}
     * @param secureListen {@code sips.listen} for TLS, default {@code 127.0.0.1:5061}
     * @param authentication {@code sip.authentication}: {@code on}, or {@code off} on loopback only
     * @param digestAlgorithms {@code sip.digest.algorithms}: offered in this order
     * @param minExpires {@code sip.minExpires}: shorter lives are refused with 423
     * @param maxExpires {@code sip.maxExpires}: longer ones are cut
     * @param maxBindings {@code sip.maxBindings}: devices of one person
     * @param trustedPeers {@code sip.trustedPeers}: addresses of proxies that sign people in themselves; what they say over
     *     TCP or TLS of who sends is believed (RFC 3325)
     */
    record Sip(
            Optional<Listener> listen,
            Optional<Listener> secureListen,
            boolean authentication,
            List<DigestAlgorithm> digestAlgorithms,
            Duration minExpires,
            Duration maxExpires,
            int maxBindings,
            List<String> trustedPeers) {}

    /**
     * @param notifyInterval {@code presence.notifyInterval}: the least time between two notifications of a watcher
     * @param looksKept {@code presence.looksKept}: how long it is kept who looked at whom; zero keeps nothing
     * @param composition {@code presence.registration}, {@code .calendarOnly}, {@code .focus}, {@code .idleAfter} and
     *     {@code .awayAfter}
     */
    record Presence(Duration notifyInterval, Duration looksKept, CompositionPolicy composition) {
        static Presence read(ConfigReader in) {
            Duration idleAfter = in.one("presence.idleAfter", "PT5M", DURATION, ServerConfig::duration);
            Duration awayAfter = in.one("presence.awayAfter", "PT10M", DURATION, ServerConfig::duration);
            if (awayAfter.compareTo(idleAfter) < 0) {
                in.complain("presence.awayAfter", awayAfter.toString(), "a duration not below presence.idleAfter");
                awayAfter = idleAfter;
            }
            return new Presence(
                    in.one("presence.notifyInterval", "PT1S", DURATION, ServerConfig::duration),
                    in.one("presence.looksKept", "P30D", LOOKS_KEPT, Presence::looksKept),
                    new CompositionPolicy(
                            in.one(
                                    "presence.registration",
                                    "available",
                                    "available, away or none",
                                    text -> choice(CompositionPolicy.Registration.class, text)),
                            in.one(
                                    "presence.calendarOnly",
                                    "schedule",
                                    "schedule or available",
                                    text -> choice(CompositionPolicy.CalendarOnly.class, text)),
                            in.one("presence.focus", "doNotDisturb", "doNotDisturb or busy", Presence::focus),
                            idleAfter,
                            awayAfter));
        }

        private static Duration looksKept(String text) {
            Duration kept = duration(text);
            if (!kept.isZero() && kept.compareTo(Duration.ofHours(1)) < 0 || kept.compareTo(LONGEST_KEPT) > 0) {
                throw new IllegalArgumentException(text);
            }
            return kept;
        }

        private static boolean focus(String text) {
            return switch (text) {
                case "doNotDisturb" -> true;
                case "busy" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }

        private static <E extends Enum<E>> E choice(Class<E> choices, String text) {
            if (!text.equals(text.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(text);
            }
            return Enum.valueOf(choices, text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param refreshInterval {@code calendars.refreshInterval}: of feeds that do not say
     * @param allowedNetworks {@code calendars.allowedNetworks}: internal networks that feeds may be fetched from all the
     *     same
     * @param folder {@code calendars.folder}: whose files are people's calendars, {@code alice@example.com.ics}
     */
    record Calendars(Duration refreshInterval, List<Network> allowedNetworks, Optional<Path> folder) {}

    /**
     * @param exempt {@code limits.exempt}: addresses that limits leave alone, {@code loopback} or literals
     * @param unprovedConnections {@code limits.unprovedConnections}: how many SIP connections one address may have, by TCP,
     *     TLS and WebSocket together, on which nobody has signed in yet
     */
    record Limits(List<String> exempt, int unprovedConnections) {}

    /**
     * @param certificate {@code tls.certificate}: a PEM chain
     * @param key {@code tls.key}: its PKCS#8 PEM key; without both, the server makes a certificate for itself
     */
    record Tls(Optional<Path> certificate, Optional<Path> key) {}

    /**
     * Reads the file, the environment and the flags (by key).
     *
     * @throws ConfigException naming every problem
     */
    static ServerConfig read(Path data, Path file, Map<String, String> environment, Map<String, String> flags)
            throws ConfigException {
        ConfigReader in = new ConfigReader(file, environment, flags);
        ServerConfig config = new ServerConfig(
                data,
                in.one("domain", "localhost", "a domain name such as example.com", ServerConfig::domainName),
                in.one("timeZone", ZoneId.systemDefault().getId(), "an IANA name such as Europe/Berlin", ZoneId::of),
                in.one("allowPlaintext", "false", "true or false", ServerConfig::bool),
                http(in),
                sip(in),
                Presence.read(in),
                new Calendars(
                        in.one(
                                "calendars.refreshInterval",
                                "PT5M",
                                "a duration from PT5M to PT12H",
                                ServerConfig::refresh),
                        in.many("calendars.allowedNetworks", List.of(), "networks such as 10.1.0.0/16", Network::parse),
                        in.one("calendars.folder", "", "a folder that there is", ServerConfig::optionalFolder)),
                new Limits(
                        in.many("limits.exempt", List.of("loopback"), "loopback or addresses", ServerConfig::text),
                        in.one(
                                "limits.unprovedConnections",
                                "20",
                                "a number from 1 to 10000",
                                text -> number(text, 10_000))),
                new Tls(
                        in.one("tls.certificate", "", "a PEM file", ServerConfig::optionalPath),
                        in.one("tls.key", "", "a PEM file", ServerConfig::optionalPath)));
        config.check(in);
        in.finish();
        return config;
    }

    private static final Duration LONGEST_KEPT = Duration.ofDays(366);
    private static final String LOOKS_KEPT = "a duration from PT1H to P366D, or PT0S to keep none";
    private static final String DURATION = "an ISO 8601 duration such as PT1S";
    private static final String LISTEN = "HOST:PORT, port 0 for any free one, or off";

    private static Http http(ConfigReader in) {
        return new Http(
                in.one("http.listen", "127.0.0.1:8080", LISTEN, Listener::parse),
                in.one("https.listen", "127.0.0.1:8443", LISTEN, Listener::parse),
                in.one("http.publicUrl", "", "a URL such as https://pawn.example", ServerConfig::optionalUrl),
                in.many(
                        "http.allowedOrigins",
                        List.of(),
                        "origins such as https://portal.example",
                        ServerConfig::origin),
                in.many("http.trustedProxies", List.of(), "addresses", ServerConfig::text));
    }

    private static Sip sip(ConfigReader in) {
        return new Sip(
                in.one("sip.listen", "127.0.0.1:5060", LISTEN, Listener::parse),
                in.one("sips.listen", "127.0.0.1:5061", LISTEN, Listener::parse),
                in.one("sip.authentication", "on", "on or off", ServerConfig::onOff),
                in.many("sip.digest.algorithms", List.of("MD5"), "MD5, SHA-256, SHA-512-256", ServerConfig::algorithm),
                in.one("sip.minExpires", "PT60S", DURATION, ServerConfig::positive),
                in.one("sip.maxExpires", "PT1H", DURATION, ServerConfig::positive),
                in.one("sip.maxBindings", "64", "a number from 1 to 1000", ServerConfig::bindings),
                in.many("sip.trustedPeers", List.of(), "IP addresses", ServerConfig::ipAddress));
    }

    private void check(ConfigReader in) {
        if (!allowPlaintext) {
            requireLoopback(in, "http.listen", http.listen());
            requireLoopback(in, "sip.listen", sip.listen());
        }
        if (!sip.authentication()) {
            boolean local = List.of(http.listen(), http.secureListen(), sip.listen(), sip.secureListen()).stream()
                    .flatMap(Optional::stream)
                    .allMatch(Listener::isLoopback);
            if (!local) {
                in.complain("sip.authentication", "off", "on, unless every listener is on loopback");
            }
        }
        if (sip.digestAlgorithms().isEmpty()) {
            in.complain("sip.digest.algorithms", "", "at least one of MD5, SHA-256, SHA-512-256");
        }
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            in.complain("tls.certificate", "one of two", "tls.certificate and tls.key together");
        }
    }

    private static void requireLoopback(ConfigReader in, String key, Optional<Listener> listen) {
        if (listen.isPresent() && !listen.get().isLoopback()) {
            in.complain(key, listen.get().toString(), "a loopback address, or set allowPlaintext: true");
        }
    }

    private static String domainName(String text) {
        if (!text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
            throw new IllegalArgumentException(text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean bool(String text) {
        return choice(text, "true", "false");
    }

    /** YAML 1.1 readers turn a bare {@code off} into false: both are meant. */
    private static boolean onOff(String text) {
        return text.equals("true") || text.equals("false") ? bool(text) : choice(text, "on", "off");
    }

    private static boolean choice(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new IllegalArgumentException(text);
        }
        return text.equals(yes);
    }

    private static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    private static Duration positive(String text) {
        Duration duration = duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    private static Duration refresh(String text) {
        Duration duration = Duration.parse(text);
        if (duration.compareTo(CalendarConfig.MIN_REFRESH) < 0 || duration.compareTo(CalendarConfig.MAX_REFRESH) > 0) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    private static int bindings(String text) {
        return number(text, 1_000);
    }

    private static int number(String text, int most) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    /** As Java prints it, so that one address is one text. */
    private static String ipAddress(String text) {
        if (!text.matches("[0-9.]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?")) {
            throw new IllegalArgumentException(text); // a name would be looked up
        }
        try {
            return InetAddress.getByName(text).getHostAddress();
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException(text, none);
        }
    }

    private static DigestAlgorithm algorithm(String text) {
        return DigestAlgorithm.named(text).orElseThrow();
    }

    private static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return text;
    }

    private static String origin(String text) {
        if (!text.matches("https?://[A-Za-z0-9.\\[\\]:-]+")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Optional<String> optionalUrl(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(origin(text.replaceAll("/+$", "")));
    }

    private static Optional<Path> optionalFolder(String text) {
        Optional<Path> folder = optionalPath(text);
        if (folder.filter(path -> !Files.isDirectory(path)).isPresent()) {
            throw new IllegalArgumentException(text);
        }
        return folder;
    }

    private static Optional<Path> optionalPath(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
