package org.pawn.server.main;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.pawn.calendar.CalendarBridge;
import org.pawn.calendar.CalendarConfig;
import org.pawn.calendar.source.GuardedHttp;
import org.pawn.calling.CallAdmission;
import org.pawn.freebusy.CalendarService;
import org.pawn.rest.RestApi;
import org.pawn.rest.RestConfig;
import org.pawn.rest.RestServices;
import org.pawn.rest.health.Readiness;
import org.pawn.server.sip.SipConfig;
import org.pawn.server.sip.SipEndpoint;
import org.pawn.server.sip.SipServices;
import org.pawn.server.sip.wire.TlsKeys;
import org.pawn.server.storage.Stores;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: the only class that knows every part. Edges open last and close first. */
public final class PresenceServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceServer.class);

    private static final int MAX_SIP_SUBSCRIPTIONS = 1_000_000;

    private final Stores stores;
    private final CoreServices core;
    private final CalendarBridge calendars;
    private final RestApi rest;
    private final SipEndpoint sip;
    private final TlsMaterial tls;
    private final TimeSource time;
    private final Timers timers;
    private final Deque<AutoCloseable> guests = new ArrayDeque<>(); // guarded by itself

    private PresenceServer(
            Stores stores,
            CoreServices core,
            CalendarBridge calendars,
            RestApi rest,
            SipEndpoint sip,
            TlsMaterial tls,
            TimeSource time,
            Timers timers) {
        this.sip = sip;
        this.calendars = calendars;
        this.time = time;
        this.timers = timers;
        this.stores = stores;
        this.core = core;
        this.rest = rest;
        this.tls = tls;
    }

    static PresenceServer start(ServerConfig config, DataDirectory directory, TimeSource time, Timers timers)
            throws StartException {
        try {
            FreePorts.require(config);
            TlsMaterial tls = TlsMaterial.open(config);
            Stores stores = Stores.open(config.data());
            CoreServices core = new CoreServices(config, ports(stores), time, timers);
            CalendarBridge calendars = calendars(config, stores, core, time, timers);
            core.start();
            calendars.start();
            core.workingHours.people().forEach(calendars::ownerChanged);
            AdminToken.ensure(directory, core.access);
            LiveCertificate certificate = new LiveCertificate(tls);
            SipEndpoint sip = new SipEndpoint(
                    sipConfig(config, certificate.sip()), sipServices(config, core, stores, time, timers));
            RestApi rest = new RestApi(
                    restConfig(config, certificate.https()),
                    restServices(core, calendars, time, timers),
                    List.of(new SipOverWebSocket(sip)));
            core.messages.addRoute(sip.messageRoute());
            sip.start();
            rest.start();
            core.messages.start();
            PresenceServer server = new PresenceServer(stores, core, calendars, rest, sip, tls, time, timers);
            server.watch(config, certificate);
            directory.writeAddresses(server.addresses());
            rest.readiness().set(Readiness.State.READY);
            return server;
        } catch (IOException | GeneralSecurityException failure) {
            throw new StartException("The server cannot start: " + failure.getMessage(), failure);
        }
    }

    private static CoreServices.Ports ports(Stores stores) {
        return new CoreServices.Ports(
                stores.people(),
                stores.credentials(),
                stores.tokens(),
                stores.contactLists(),
                stores.manualStates(),
                stores.privacy(),
                stores.workingHours(),
                stores.notifications(),
                stores.offlineMessages(),
                stores.looks(),
                stores.publications(),
                stores.bindings(),
                stores.documents());
    }

    private static CalendarBridge calendars(
            ServerConfig config, Stores stores, CoreServices core, TimeSource time, Timers timers) {
        CalendarBridge calendars = new CalendarBridge(
                stores.calendars(),
                core::calendarOwner,
                core.presence,
                time,
                timers,
                new CalendarConfig(
                        config.calendars().refreshInterval(),
                        GuardedHttp.DEADLINE,
                        config.calendars().allowedNetworks()));
        core.directory.onChange(person -> {
            if (!core.directory.exists(person)) {
                calendars.calendars().forget(person);
            }
            calendars.ownerChanged(person);
        });
        core.workingHours.onChange(calendars::ownerChanged);
        config.calendars().folder().ifPresent(folder -> calendars.watch(folder, core.directory::exists));
        return calendars;
    }

    private static RestConfig restConfig(ServerConfig config, SSLContext context) {
        return new RestConfig(
                config.http().listen().map(PresenceServer::socketAddress),
                config.http().secureListen().map(listen -> new RestConfig.Https(socketAddress(listen), context)),
                Set.of(config.domain()),
                config.http().publicUrl().map(URI::create),
                Set.copyOf(config.http().allowedOrigins()),
                Set.copyOf(config.http().trustedProxies()),
                Set.copyOf(config.limits().exempt()),
                config.sip().digestAlgorithms(),
                Version.current());
    }

    private static RestServices restServices(
            CoreServices core, CalendarBridge calendars, TimeSource time, Timers timers) {
        return new RestServices(
                core.access,
                core.credentials,
                core.directory,
                core.presence,
                core.policy,
                core.privacy,
                core.watching,
                core.looks,
                core.queries,
                core.messages,
                core.contacts,
                calendars.calendars(),
                calendars.freeBusy(),
                calendars.freeBusyRequests(),
                core.workingHours,
                core.notifications,
                core.documents,
                time,
                timers,
                core.random);
    }

    private static SipConfig sipConfig(ServerConfig config, TlsKeys keys) {
        return new SipConfig(
                config.domain(),
                config.sip().listen().map(PresenceServer::socketAddress),
                config.sip().secureListen().map(PresenceServer::socketAddress),
                Optional.of(keys),
                config.sip().authentication(),
                config.sip().digestAlgorithms(),
                config.sip().minExpires(),
                config.sip().maxExpires(),
                config.sip().maxBindings(),
                MAX_SIP_SUBSCRIPTIONS,
                Set.copyOf(config.sip().trustedPeers()),
                config.limits().unprovedConnections(),
                Set.copyOf(config.limits().exempt()));
    }

    private static SipServices sipServices(
            ServerConfig config, CoreServices core, Stores stores, TimeSource time, Timers timers) {
        return new SipServices(
                core.lanes,
                core.policy,
                core.directory,
                core.credentials,
                core.access,
                core.presence,
                core.registrations,
                core.watching,
                core.messages,
                core.watchedLists,
                core.documents,
                xcapRoot(config),
                new CallAdmission(core.policy, core.presence, core.registrations),
                stores.keyFor("dialog routes"),
                stores.keyFor("device URIs"),
                time,
                timers,
                core.random);
    }

    /** Where nobody says how clients reach us, it is by the domain's name. */
    private static String xcapRoot(ServerConfig config) {
        return config.http().publicUrl().orElse("https://" + config.domain()).replaceAll("/+$", "") + "/xcap-root/";
    }

    /** A configured certificate may be renewed while the server runs. */
    private void watch(ServerConfig config, LiveCertificate certificate) {
        if (!tls.selfMade()) {
            List<Path> files = Stream.of(
                            config.tls().certificate(), config.tls().key())
                    .flatMap(Optional::stream)
                    .toList();
            CertificateWatch watch = new CertificateWatch(files, () -> certificate.exchange(TlsMaterial.open(config)));
            watch.start();
            closeFirst(watch);
        }
    }

    private static InetSocketAddress socketAddress(Listener listen) {
        return new InetSocketAddress(listen.host(), listen.port());
    }

    CoreServices core() {
        return core;
    }

    CalendarService calendars() {
        return calendars.calendars();
    }

    TimeSource time() {
        return time;
    }

    Timers timers() {
        return timers;
    }

    /** What runs beside the server and shall end before it, the last added first. */
    void closeFirst(AutoCloseable guest) {
        synchronized (guests) {
            guests.push(guest);
        }
    }

    Optional<Listener> sipAddress() {
        return sip.plain().map(PresenceServer::listener);
    }

    Optional<Listener> sipsAddress() {
        return sip.tls().map(PresenceServer::listener);
    }

    String certificateState() {
        try {
            return (tls.selfMade() ? "made by this server for itself" : "configured") + ", good until " + tls.endsAt();
        } catch (GeneralSecurityException unreadable) {
            return "unreadable: " + unreadable.getMessage();
        }
    }

    /** Where each open listener listens, by its name on the ready line. */
    Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        rest.http().ifPresent(address -> addresses.put("http", "http://" + text(address)));
        rest.https().ifPresent(address -> addresses.put("https", "https://" + text(address)));
        sipAddress().ifPresent(address -> addresses.put("sip", address.toString()));
        sipsAddress().ifPresent(address -> addresses.put("sips", address.toString()));
        return addresses;
    }

    private static String text(InetSocketAddress address) {
        return listener(address).toString();
    }

    private static Listener listener(InetSocketAddress address) {
        return new Listener(address.getHostString(), address.getPort());
    }

    /** {@code ready http=URL https=URL sip=HOST:PORT sips=HOST:PORT}; a listener that is off says so. */
    String readyLine() {
        Map<String, String> addresses = addresses();
        StringBuilder line = new StringBuilder("ready");
        for (String name : new String[] {"http", "https", "sip", "sips"}) {
            line.append(' ').append(name).append('=').append(addresses.getOrDefault(name, "off"));
        }
        return line.toString();
    }

    @Override
    public void close() {
        synchronized (guests) {
            guests.forEach(PresenceServer::closeGuest);
        }
        rest.readiness().set(Readiness.State.STOPPING);
        sip.close(); // before the ports of its WebSockets
        rest.close();
        calendars.close();
        core.close();
        stores.close();
    }

    private static void closeGuest(AutoCloseable guest) {
        try {
            guest.close();
        } catch (Exception failure) { // the rest must still be closed
            LOG.warn("{} did not close", guest, failure);
        }
    }
}
