package org.pawn.server.main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.TokenRequest;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.server.demo.DemoCalendars;
import org.pawn.server.demo.DemoGuide;
import org.pawn.server.demo.DemoMovement;
import org.pawn.server.demo.DemoPeople;
import org.pawn.server.demo.DemoPortal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pawn demo}: everything on loopback with sample people, and a portal that shows them. */
@Command(name = "demo", description = "Runs a server with sample people and a portal that shows them.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration TOKEN_LIFE = Duration.ofDays(30);
    private static final int PORTAL_PORT = 8090;

    @Mixin
    private final Options options = new Options();

    @Option(names = "--lan", paramLabel = "ADDRESS", description = "Listen on that address of this machine instead.")
    private @Nullable String lan;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            String host = Optional.ofNullable(lan).orElse("127.0.0.1");
            Listener portal = FreePorts.next(new Listener(host, PORTAL_PORT), false);
            ServerConfig config = options.read(Path.of("pawn-data", "demo"), preset(host, portal));
            Running running = Running.start(config);
            try {
                show(running.server(), portal, out);
            } catch (IOException failed) {
                running.fail();
                throw failed;
            }
            new CountDownLatch(1).await(); // a signal ends the process through its shutdown hook
            return 0;
        } catch (ConfigException wrong) {
            err.println(wrong.getMessage());
            return 2;
        } catch (StartException | IOException failed) {
            err.println("pawn: " + failed.getMessage());
            return 1;
        }
    }

    /** What a demo needs unless the flags say otherwise: ports that are free, and the portal's pages let in. */
    private Map<String, String> preset(String host, Listener portal) {
        Map<String, String> preset = new LinkedHashMap<>();
        preset.put("domain", "example.com");
        preset.put(
                "http.listen", FreePorts.next(new Listener(host, 8080), false).toString());
        preset.put(
                "https.listen", FreePorts.next(new Listener(host, 8443), false).toString());
        preset.put("sip.listen", FreePorts.next(new Listener(host, 5060), true).toString());
        preset.put(
                "sips.listen", FreePorts.next(new Listener(host, 5061), false).toString());
        preset.put("http.allowedOrigins", "http://" + portal + ",http://localhost:" + portal.port());
        if (lan != null) {
            preset.put("allowPlaintext", "true");
        }
        return preset;
    }

    private void show(PresenceServer server, Listener portalListener, PrintWriter out) throws IOException {
        CoreServices core = server.core();
        Map<AddressOfRecord, String> passwords = DemoPeople.move(core.directory, core.credentials, core.random);
        DemoCalendars.around(server.time().now())
                .forEach((person, text) -> server.calendars().put(person, "demo", CalendarBytes.of(text)));
        DemoMovement movement = new DemoMovement(core.presence, server.time(), server.timers());
        movement.start();
        String token = core.access
                .issue(new TokenRequest(
                        "sample portal",
                        Optional.empty(),
                        Level.COMPANY,
                        Set.of(
                                Scope.TOKEN_MINT,
                                Scope.PRESENCE_READ,
                                Scope.PRESENCE_WRITE,
                                Scope.PEOPLE_READ,
                                Scope.FREEBUSY_READ,
                                Scope.MESSAGE),
                        Set.of(),
                        TOKEN_LIFE))
                .join()
                .secret();
        String http = server.addresses().getOrDefault("http", server.addresses().getOrDefault("https", ""));
        DemoPortal portal = DemoPortal.start(portalListener.toString(), http, token, passwords);
        server.closeFirst(movement);
        server.closeFirst(portal);
        out.println(
                new DemoGuide(passwords, Optional.ofNullable(server.addresses().get("sip")), http).text());
        out.println("portal " + portal.url());
        out.println(server.readyLine());
        out.flush();
    }
}
