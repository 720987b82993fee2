package org.pawn.rest;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.digest.DigestVerifier;
import org.pawn.digest.Nonces;
import org.pawn.directory.PersonSecrets;
import org.pawn.rest.access.MeRoutes;
import org.pawn.rest.access.PasswordCheck;
import org.pawn.rest.access.SignInRoutes;
import org.pawn.rest.access.SignedLinks;
import org.pawn.rest.access.TokenRoutes;
import org.pawn.rest.calendar.CalendarRoutes;
import org.pawn.rest.calendar.FreeBusyGridRoutes;
import org.pawn.rest.calendar.FreeBusyLinkRoutes;
import org.pawn.rest.calendar.FreeBusyRequestRoutes;
import org.pawn.rest.calendar.FreeBusyRoutes;
import org.pawn.rest.calendar.MeetingTimesRoutes;
import org.pawn.rest.calendar.PublishedFreeBusyRoutes;
import org.pawn.rest.calendar.WorkingHoursRoutes;
import org.pawn.rest.contacts.ContactListRoutes;
import org.pawn.rest.feed.FeedConfig;
import org.pawn.rest.feed.FeedServices;
import org.pawn.rest.feed.PresenceFeed;
import org.pawn.rest.health.HealthRoutes;
import org.pawn.rest.health.Readiness;
import org.pawn.rest.http.AttemptLimits;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.ClientAddress;
import org.pawn.rest.http.CrossOrigin;
import org.pawn.rest.http.DigestAuthentication;
import org.pawn.rest.http.HttpServer;
import org.pawn.rest.http.IdempotencyKeys;
import org.pawn.rest.http.Origins;
import org.pawn.rest.http.RequestFrame;
import org.pawn.rest.http.Routes;
import org.pawn.rest.messages.MessageRoutes;
import org.pawn.rest.notification.NotificationRoutes;
import org.pawn.rest.notification.QuietHoursRoutes;
import org.pawn.rest.pages.EmbedRoutes;
import org.pawn.rest.pages.SpecificationRoutes;
import org.pawn.rest.people.AdminPeopleRoutes;
import org.pawn.rest.people.GroupRoutes;
import org.pawn.rest.people.LookRoutes;
import org.pawn.rest.people.PeopleRoutes;
import org.pawn.rest.people.PrivacyRoutes;
import org.pawn.rest.people.WatcherRoutes;
import org.pawn.rest.presence.ByHandRoutes;
import org.pawn.rest.presence.ExplainRoutes;
import org.pawn.rest.presence.IconRoutes;
import org.pawn.rest.presence.OwnPresence;
import org.pawn.rest.presence.PresenceLookup;
import org.pawn.rest.presence.PresenceRoutes;
import org.pawn.rest.presence.QueryRoutes;
import org.pawn.rest.presence.SessionRoutes;
import org.pawn.rest.presence.WhereaboutsRoutes;
import org.pawn.rest.recognize.RecognizeRoutes;
import org.pawn.rest.websocket.EndpointMount;
import org.pawn.rest.websocket.WebSocketEndpoint;
import org.pawn.rest.xcap.XcapRoutes;

/** The REST edge: every resource has its line here. Opens its ports at {@link #start}, answers until {@link #close}. */
public final class RestApi implements AutoCloseable {
    private static final String SWAGGER = "5.34.1"; // the webjar's version, pinned in the parent

    private static final Duration NONCE_LIFE = Duration.ofMinutes(5);
    private static final int NONCES_REMEMBERED = 50_000;

    private final Readiness readiness = new Readiness();
    private final PresenceFeed feed;
    private final List<EndpointMount> endpoints;
    private final HttpServer server;

    public RestApi(RestConfig config, RestServices services) {
        this(config, services, List.of());
    }

    /** @param guests protocols of other edges that are spoken over WebSockets on these ports */
    public RestApi(RestConfig config, RestServices services, List<WebSocketEndpoint> guests) {
        Origins origins = new Origins(config.allowedOrigins(), config.ownHosts(), services.access());
        AttemptLimits limits = new AttemptLimits(config.exempt(), services.time());
        ClientAddress clients = new ClientAddress(config.trustedProxies());
        BearerAuthentication authentication = new BearerAuthentication(
                services.access(), limits, clients, origins, digests(config, services, limits, clients));
        PasswordCheck passwords =
                new PasswordCheck(services.credentials(), services.access(), limits, clients, services.time());
        IdempotencyKeys idempotencyKeys = new IdempotencyKeys(services.time());
        List<Routes> resources = new ArrayList<>();
        resources.add(new HealthRoutes(readiness));
        resources.add(new SpecificationRoutes(SWAGGER));
        resources.add(new EmbedRoutes(config.version()));
        resources.add(new MeRoutes(services.directory()));
        resources.add(new SignInRoutes(services.access(), services.directory(), services.presence(), passwords));
        resources.add(new TokenRoutes(services.access(), services.directory(), services.time()));
        PresenceLookup lookup =
                new PresenceLookup(services.directory(), services.presence(), services.policy(), services.looks());
        resources.addAll(presence(services, lookup));
        resources.add(new IconRoutes(services.directory(), lookup, services.access(), authentication, services.time()));
        resources.addAll(people(config, services, lookup));
        resources.addAll(calendars(config, services, authentication));
        feed = feed(services, origins, limits, clients);
        resources.add(feed);
        endpoints = guests.stream()
                .map(guest -> new EndpointMount(guest, origins, limits, clients, services.time(), services.timers()))
                .toList();
        resources.addAll(endpoints);
        server = new HttpServer(
                config.http(),
                config.https().map(RestConfig.Https::listen),
                config.https().map(RestConfig.Https::context),
                javalin -> {
                    feed.mount(javalin);
                    endpoints.forEach(endpoint -> endpoint.mount(javalin));
                    RequestFrame.install(javalin, new CrossOrigin(origins), authentication, idempotencyKeys);
                    resources.forEach(resource -> resource.addTo(javalin.routes));
                });
    }

    /** SIP passwords, as the SIP edge takes them. */
    private static DigestAuthentication digests(
            RestConfig config, RestServices services, AttemptLimits limits, ClientAddress clients) {
        String realm = config.domains().iterator().next();
        PersonSecrets secrets = new PersonSecrets(realm, services.directory(), services.credentials());
        Nonces nonces = new Nonces(services.time(), services.random(), NONCE_LIFE, NONCES_REMEMBERED);
        return new DigestAuthentication(
                new DigestVerifier(realm, config.digestAlgorithms(), nonces, secrets, services.random()),
                secrets,
                limits,
                clients);
    }

    private static List<Routes> presence(RestServices services, PresenceLookup lookup) {
        OwnPresence own = new OwnPresence(services.directory(), services.policy(), lookup, services.time());
        return List.of(
                new PresenceRoutes(services.directory(), lookup, services.policy(), services.time()),
                new QueryRoutes(services.queries(), services.looks()),
                new SessionRoutes(services.directory(), services.presence(), lookup, services.time()),
                new ByHandRoutes(services.presence(), own),
                new WhereaboutsRoutes(services.presence(), own, services.time()),
                new ExplainRoutes(services.presence(), services.policy(), services.directory(), own),
                new NotBuiltRoutes());
    }

    private static List<Routes> calendars(
            RestConfig config, RestServices services, BearerAuthentication authentication) {
        SignedLinks links = new SignedLinks("busy time of ", services.access(), authentication);
        return List.of(
                new CalendarRoutes(services.directory(), services.policy(), services.calendars()),
                new WorkingHoursRoutes(services.directory(), services.policy(), services.workingHours()),
                new FreeBusyRoutes(services.directory(), services.looks(), services.freeBusy(), services.time()),
                new FreeBusyGridRoutes(
                        services.directory(),
                        services.policy(),
                        services.looks(),
                        services.freeBusy(),
                        services.time()),
                new FreeBusyRequestRoutes(
                        services.directory(),
                        services.looks(),
                        services.freeBusy(),
                        services.freeBusyRequests(),
                        services.time()),
                new FreeBusyLinkRoutes(
                        services.directory(), services.policy(), links, config.publicUrl(), services.time()),
                new PublishedFreeBusyRoutes(
                        services.directory(),
                        services.policy(),
                        services.looks(),
                        services.freeBusy(),
                        links,
                        authentication,
                        services.time()),
                new MeetingTimesRoutes(
                        services.directory(),
                        services.policy(),
                        services.looks(),
                        services.freeBusy(),
                        services.time()));
    }

    private static List<Routes> people(RestConfig config, RestServices services, PresenceLookup lookup) {
        return List.of(
                new PeopleRoutes(services.directory(), services.policy(), lookup),
                new GroupRoutes(services.directory(), services.policy()),
                new PrivacyRoutes(services.directory(), services.privacy(), services.time()),
                new WatcherRoutes(services.directory(), services.watching()),
                new LookRoutes(services.directory(), services.looks()),
                new AdminPeopleRoutes(
                        services.directory(), services.credentials(), services.access(), config.domains()),
                new ContactListRoutes(services.directory(), services.contacts()),
                new XcapRoutes(services.directory(), services.documents()),
                new RecognizeRoutes(services.directory(), lookup, services.policy()),
                new MessageRoutes(services.directory(), services.messages(), services.time()),
                new QuietHoursRoutes(services.directory(), services.policy(), services.notifications()),
                new NotificationRoutes(services.directory(), services.policy(), services.notifications()));
    }

    private static PresenceFeed feed(
            RestServices services, Origins origins, AttemptLimits limits, ClientAddress clients) {
        FeedServices used = new FeedServices(
                services.access(),
                services.directory(),
                services.presence(),
                services.policy(),
                services.watching(),
                services.queries(),
                services.messages(),
                services.contacts(),
                services.time(),
                services.timers(),
                services.random());
        return new PresenceFeed(FeedConfig.DEFAULT, used, origins, limits, clients);
    }

    /** Opens the ports; {@code /readyz} answers 200 only after {@link #readiness} says so. */
    public void start() {
        server.start();
    }

    public Readiness readiness() {
        return readiness;
    }

    /** Open feeds. */
    public int feeds() {
        return feed.size();
    }

    public Optional<InetSocketAddress> http() {
        return server.http();
    }

    public Optional<InetSocketAddress> https() {
        return server.https();
    }

    HttpServer server() {
        return server;
    }

    /** Closes feeds with 1001, then the ports. */
    @Override
    public void close() {
        readiness.set(Readiness.State.STOPPING);
        feed.close();
        endpoints.forEach(EndpointMount::close);
        server.close();
    }
}
