package org.pawn.server.main;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pawn.access.InMemoryTokenStore;
import org.pawn.contacts.InMemoryContactListStore;
import org.pawn.directory.InMemoryCredentials;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.messaging.InMemoryOfflineMessageStore;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.registration.InMemoryBindingStore;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/** The composition root: the only class that knows every part. Edges open last and close first. */
public final class PresenceServer implements AutoCloseable {
    private final CoreServices core;

    private PresenceServer(CoreServices core) {
        this.core = core;
    }

    static PresenceServer start(ServerConfig config, DataDirectory directory, TimeSource time, Timers timers)
            throws StartException {
        try {
            CoreServices core = new CoreServices(
                    config,
                    new CoreServices.Ports(
                            new InMemoryPersonStore(),
                            new InMemoryCredentials(),
                            new InMemoryTokenStore(),
                            new InMemoryContactListStore(),
                            new InMemoryManualStateStore(),
                            new InMemoryOfflineMessageStore(),
                            new InMemoryPublicationStore(),
                            new InMemoryBindingStore()),
                    time,
                    timers);
            core.start();
            AdminToken.ensure(directory, core.access);
            PresenceServer server = new PresenceServer(core);
            directory.writeAddresses(server.addresses());
            return server;
        } catch (IOException failure) {
            throw new StartException("The server cannot start: " + failure.getMessage(), failure);
        }
    }

    Optional<Listener> sipAddress() {
        return Optional.empty();
    }

    Optional<Listener> sipsAddress() {
        return Optional.empty();
    }

    String certificateState() {
        return "none";
    }

    private Map<String, String> addresses() {
        return new LinkedHashMap<>();
    }

    /** {@code ready http=URL https=URL sip=HOST:PORT sips=HOST:PORT}; a listener that is off says so. */
    String readyLine() {
        StringBuilder line = new StringBuilder("ready");
        for (String name : new String[] {"http", "https", "sip", "sips"}) {
            line.append(' ').append(name).append('=').append(addresses().getOrDefault(name, "off"));
        }
        return line.toString();
    }

    @Override
    public void close() {
        core.close();
    }
}
