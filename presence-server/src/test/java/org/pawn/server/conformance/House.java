package org.pawn.server.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pawn.server.main.TestServer;
import org.pawn.server.sip.AnyCertificate;
import org.pawn.time.SettableTime;

/**
 * The whole server with all its listeners on free loopback ports, started once for the suite, and the way to it for the
 * cases: each has people of its own.
 */
final class House implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    static final String PASSWORD = "open-sesame";

    private final Path data;
    private final TestServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final SSLContext trusting;
    private final AtomicInteger people = new AtomicInteger();
    private final List<Phone> phones = new ArrayList<>();

    House(Map<String, String> keys) {
        this(data -> TestServer.start(data, keys));
    }

    /** On a clock that the test sets. */
    House(Map<String, String> keys, SettableTime time) {
        this(data -> TestServer.start(data, keys, time));
    }

    private House(Function<Path, TestServer> start) {
        try {
            data = Files.createTempDirectory("conformance");
            trusting = AnyCertificate.context();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
        server = start.apply(data);
    }

    TestServer server() {
        return server;
    }

    InetSocketAddress plain() {
        return socketAddress(server.sip());
    }

    /** Host and port at which that transport finds the server. */
    String place(Over over) {
        return switch (over) {
            case UDP, TCP -> server.sip();
            case TLS -> server.sips();
            case WS -> server.http().replaceFirst("https?://", "");
        };
    }

    /** Somebody new with a device on that transport, who knows a challenge to sign requests with. */
    Phone phone(Over over) {
        return another(over, person()).signIn();
    }

    /** Somebody new's name. */
    String person() {
        String name = "person" + people.incrementAndGet();
        server.person(name + "@" + Phone.DOMAIN, "Person " + name.substring(6), PASSWORD);
        return name;
    }

    /** Another device of somebody who is there already; it has not signed in. */
    Phone another(Over over, String name) {
        Phone phone = new Phone(over, open(over), name, PASSWORD);
        phones.add(phone);
        return phone;
    }

    /** The same, for who closes it themselves. */
    Phone own(Over over, String name) {
        return new Phone(over, open(over), name, PASSWORD);
    }

    /** Somebody whose datagrams go by somewhere else. */
    Phone through(InetSocketAddress way, String name) {
        Phone phone = new Phone(Over.UDP, new UdpWire(way), name, PASSWORD);
        phones.add(phone);
        return phone;
    }

    /** Whoever speaks without having proved anything. */
    Phone stranger(Over over) {
        return another(over, "stranger");
    }

    Wire open(Over over) {
        try {
            return switch (over) {
                case UDP -> new UdpWire(plain());
                case TCP -> new StreamWire(new Socket(plain().getAddress(), plain().getPort()));
                case TLS -> {
                    InetSocketAddress there = socketAddress(server.sips());
                    yield new StreamWire(trusting.getSocketFactory().createSocket(there.getAddress(), there.getPort()));
                }
                case WS -> new WebSocketWire(http, URI.create(server.http().replaceFirst("http", "ws") + "/sip"));
            };
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a case opened is closed after it. */
    void closePhones() {
        phones.forEach(Phone::close);
        phones.clear();
    }

    private static InetSocketAddress socketAddress(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return new InetSocketAddress(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    @Override
    public void close() throws IOException {
        closePhones();
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
