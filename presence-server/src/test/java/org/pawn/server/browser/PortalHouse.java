package org.pawn.server.browser;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.pawn.samples.portal.Portal;
import org.pawn.samples.portal.PortalConfig;
import org.pawn.server.main.Administrator;
import org.pawn.server.main.ServerProcess;

/** The sample portal on its own port before the real server, with six people, of whom one is out; Bob may sign in. */
final class PortalHouse implements AutoCloseable {
    static final String PASSWORD = "a good one";
    static final String AT_THE_DESK = "{\"availability\":\"Available\",\"expires\":\"PT10M\"}";

    final Administrator pawn;
    final Cable cable;

    private final ServerProcess server;
    private final Portal portal;

    private PortalHouse(ServerProcess server) throws IOException {
        this.server = server;
        pawn = new Administrator(server.http(), server.adminToken());
        pawn.person("alice@example.com", "Alice Example", "Head of Research", "Europe/Berlin");
        pawn.person("bob@example.com", "Bob Example", "Supervisor, Service Desk", "Europe/London");
        pawn.person("carol@example.com", "Carol Example", "Network Engineer", "America/New_York");
        pawn.person("user4@example.com", "User 4", "Data Scientist", "Europe/Berlin");
        pawn.person("user5@example.com", "User 5", "Laboratory Lead", "Europe/Berlin");
        pawn.person("user6@example.com", "User 6", "Technician", "Europe/Berlin");
        pawn.group(
                "research",
                "Research",
                List.of(
                        "alice@example.com",
                        "bob@example.com",
                        "carol@example.com",
                        "user4@example.com",
                        "user5@example.com",
                        "user6@example.com"));
        for (String person : List.of("alice", "bob", "carol", "user4", "user6")) {
            pawn.desk(person + "@example.com", AT_THE_DESK);
        }
        cable = new Cable(server.http().getPort());
        portal = Portal.start(
                new PortalConfig(
                        new InetSocketAddress("127.0.0.1", 0),
                        URI.create(cable.url()),
                        "research",
                        pawn.portalToken(),
                        Map.of("bob@example.com", PASSWORD)),
                Clock.systemUTC());
    }

    static PortalHouse open(Path data) throws IOException {
        return new PortalHouse(ServerProcess.start(data.resolve("pawn")));
    }

    /** The portal's own address. */
    String url() {
        return portal.url();
    }

    @Override
    public void close() {
        portal.close();
        cable.close();
        server.close();
    }
}
