package org.pawn.server.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.Source;
import org.pawn.time.Moment;
import org.pawn.time.SettableTime;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.time.WheelTimers;

/**
 * The whole server for a test, on free loopback ports, a data directory of the test's own, the domain
 * {@code example.com}, and either the machine's clock or one that the test sets.
 */
public final class TestServer implements AutoCloseable {
    private final DataDirectory directory;
    private final PresenceServer server;
    private final TimeSource time;
    private final Optional<WheelTimers> wheel;

    private TestServer(DataDirectory directory, PresenceServer server, TimeSource time, Optional<WheelTimers> wheel) {
        this.directory = directory;
        this.server = server;
        this.time = time;
        this.wheel = wheel;
    }

    /** On the machine's own clock. */
    public static TestServer start(Path data) {
        return start(data, Map.of());
    }

    /** On the machine's own clock, with configuration keys of the test's own. */
    public static TestServer start(Path data, Map<String, String> keys) {
        SystemTime time = new SystemTime();
        WheelTimers wheel = new WheelTimers(time);
        wheel.start();
        return start(data, keys, time, wheel, Optional.of(wheel));
    }

    /** On a clock that the test sets; timers run on the thread that advances it. */
    public static TestServer start(Path data, Map<String, String> keys, SettableTime time) {
        return start(data, keys, time, time, Optional.empty());
    }

    private static TestServer start(
            Path data, Map<String, String> keys, TimeSource time, Timers timers, Optional<WheelTimers> wheel) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("domain", "example.com");
        all.put("timeZone", "Europe/Berlin");
        for (String listener : new String[] {"http.listen", "https.listen", "sip.listen", "sips.listen"}) {
            all.put(listener, "127.0.0.1:0");
        }
        all.putAll(keys);
        try {
            ServerConfig config = ServerConfig.read(data, data.resolve("pawn.yaml"), Map.of(), all);
            DataDirectory directory = DataDirectory.open(data);
            return new TestServer(directory, PresenceServer.start(config, directory, time, timers), time, wheel);
        } catch (ConfigException | StartException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Puts a person in the directory and gives them a password. */
    public AddressOfRecord person(String address, String name, String password) {
        AddressOfRecord person = person(address, name);
        server.core().credentials.setPassword(person, password).join();
        return person;
    }

    /** Puts a person in the directory, who cannot sign in. */
    public AddressOfRecord person(String address, String name) {
        AddressOfRecord person = AddressOfRecord.parse(address);
        Person plain = Person.of(person);
        server.core()
                .directory
                .save(new Person(
                        person,
                        name,
                        plain.title(),
                        plain.department(),
                        plain.emails(),
                        plain.workPhones(),
                        plain.privatePhones(),
                        plain.timeZone(),
                        plain.competence()))
                .join();
        return person;
    }

    public void group(Group group) {
        server.core().directory.save(group).join();
    }

    /** The person comes to a desk and is available for an hour. */
    public void desk(String address) {
        Moment now = time.moment();
        server.core()
                .presence
                .put(
                        AddressOfRecord.parse(address),
                        PresenceRecord.of(
                                Source.DEVICE, "desk", Availability.AVAILABLE, now, now.deadline(Duration.ofHours(1))));
    }

    /** The person does that for so long, as a calendar or a conference tells. */
    public void doing(String address, Source source, Activity.Kind what, Duration forSo) {
        Moment now = time.moment();
        PresenceRecord record = PresenceRecord.of(source, "one", Availability.AVAILABLE, now, now.deadline(forSo))
                .withoutAvailability()
                .withActivities(List.of(Activity.of(what)));
        server.core().presence.put(AddressOfRecord.parse(address), record).join();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String http() {
        return server.addresses().get("http");
    }

    public String https() {
        return server.addresses().get("https");
    }

    /** HOST:PORT of UDP and TCP. */
    public String sip() {
        return server.addresses().get("sip");
    }

    /** HOST:PORT of TLS. */
    public String sips() {
        return server.addresses().get("sips");
    }

    /** The services behind the edges, for a test that has to look or act behind them. */
    CoreServices core() {
        return server.core();
    }

    public String adminToken() {
        try {
            return directory.adminToken().orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        server.close();
        wheel.ifPresent(WheelTimers::close);
        directory.close();
    }
}
