package org.pawn.rest.feed;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.pawn.access.Token;
import org.pawn.messaging.Alert;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageRoute;
import org.pawn.rest.http.AttemptLimits;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.ClientAddress;
import org.pawn.rest.http.Origins;
import org.pawn.rest.http.ProblemException;
import org.pawn.rest.http.ProblemType;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.RouteEffect;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;

/** {@code /v1/feed}: lets WebSockets in, and is one of the ways by which messages reach people. */
public final class PresenceFeed implements Routes, MessageRoute, AutoCloseable {
    private static final String PATH = "/v1/feed";
    private static final String PROTOCOL = "pawn.v1";
    private static final String UPGRADE = "pawn.upgrade";
    private static final int WRITERS = 2;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final FeedParts parts;
    private final ExecutorService writers;
    private final FeedTickets tickets;
    private final AttemptLimits limits;
    private final ClientAddress clients;

    /** Adds itself to {@code messages} as a route, and listens for all that changes what open feeds may see. */
    public PresenceFeed(
            FeedConfig config, FeedServices services, Origins origins, AttemptLimits limits, ClientAddress clients) {
        this.limits = limits;
        this.clients = clients;
        AtomicInteger number = new AtomicInteger();
        writers = Executors.newFixedThreadPool(WRITERS, task -> {
            Thread thread = new Thread(task, "pawn-feed-writer-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        tickets = new FeedTickets(services.random(), services.time());
        parts = new FeedParts(
                config,
                services,
                origins,
                writers,
                new FeedMemories(services.timers(), services.random(), config.keepFor()),
                new FeedRegistry(),
                new RefusedPeople(),
                new ViewTexts());
        services.messages().addRoute(this);
        services.access().onRevoked(id -> parts.registry().all().forEach(connection -> connection.revoked(id)));
        services.contacts()
                .onChange(list -> parts.registry().of(list.owner()).forEach(feed -> feed.contactsChanged(list)));
        services.directory()
                .onGroupChange(change -> parts.registry().all().forEach(feed -> feed.groupChanged(change.id())));
        services.watching()
                .onRecheck(person -> parts.refused().waitingFor(person).forEach(people -> people.retry(person)));
    }

    /** Puts the feed's own WebSocket endpoint under the route, in place of Javalin's, which hears no pongs. */
    public void mount(JavalinConfig config) {
        config.jetty.modifyWebSocketServletFactory(factory -> factory.addMapping(PATH, this::socket));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.ws(PATH, socket -> {});
        routes.wsBeforeUpgrade(PATH, this::beforeUpgrade);
        routes.get(PATH, PresenceFeed::notAnUpgrade, RouteAccess.OPEN);
        routes.post("/v1/feed-tickets", this::ticket, RouteAccess.SIGNED_IN, RouteEffect.CREATES);
    }

    /** Open connections. */
    public int size() {
        return parts.registry().size();
    }

    @Override
    public CompletableFuture<Boolean> deliver(InstantMessage message, Alert alert) {
        if (!message.isText()) {
            return CompletableFuture.completedFuture(false); // the feed's clients could not show it
        }
        List<CompletableFuture<Boolean>> taken = new ArrayList<>();
        for (FeedConnection connection : parts.registry().of(message.to())) {
            if (connection.takesMessages()) {
                taken.add(connection.deliver(message, alert == Alert.RING));
            }
        }
        return CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new))
                .thenApply(done -> taken.stream().anyMatch(CompletableFuture::join));
    }

    /** Says goodbye to every connection and waits a moment for them to go. */
    @Override
    public void close() {
        for (FeedConnection connection : parts.registry().all()) {
            connection.close(ProblemType.UNAVAILABLE, "The server goes away.", FeedConnection.GOING_AWAY);
        }
        writers.shutdown();
        try {
            writers.awaitTermination(STOP_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void beforeUpgrade(Context ctx) {
        HttpServletRequest request = ctx.req();
        String client = clients.of(request);
        limits.take(client, AttemptLimits.OPEN_REQUEST);
        if (!parts.origins().mayOpen(request)) {
            limits.take(client, AttemptLimits.FAILURE);
            throw new ProblemException(ProblemType.ORIGIN_REFUSED, "Pages of this origin may not open a feed.");
        }
        String protocols = ctx.header("Sec-WebSocket-Protocol");
        if (protocols != null && !List.of(protocols.split("\\s*,\\s*")).contains(PROTOCOL)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The feed's sub-protocol is " + PROTOCOL + ".");
        }
        Optional<Token> token = token(ctx);
        if (token.isEmpty() && (ctx.header("Authorization") != null || ctx.queryParam("ticket") != null)) {
            limits.take(client, AttemptLimits.FAILURE);
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "This token or ticket is not valid.");
        }
        request.setAttribute(UPGRADE, new FeedConnection.Upgrade(token, Origins.origin(request)));
    }

    private Optional<Token> token(Context ctx) {
        String header = ctx.header("Authorization");
        if (header != null) {
            return BearerAuthentication.secret(header).flatMap(parts.services().access()::find);
        }
        String ticket = ctx.queryParam("ticket");
        return ticket == null
                ? Optional.empty()
                : tickets.redeem(ticket)
                        .filter(held ->
                                !parts.services().access().remaining(held).isZero());
    }

    private Object socket(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        response.setExtensions(List.of()); // no compression: no bombs, and no 300 KiB a connection
        if (request.getSubProtocols().contains(PROTOCOL)) {
            response.setAcceptedSubProtocol(PROTOCOL);
        }
        FeedConnection.Upgrade upgrade = (FeedConnection.Upgrade) request.getServletAttribute(UPGRADE);
        return new FeedSocket(transport -> new FeedConnection(parts, transport, upgrade));
    }

    private static void notAnUpgrade(Context ctx) {
        throw new ProblemException(ProblemType.INVALID_REQUEST, "The feed is a WebSocket: ask for an upgrade.");
    }

    private void ticket(Context ctx) {
        Token token = BearerAuthentication.token(ctx);
        Map<String, Object> body = Map.of(
                "ticket", tickets.issue(token), "expiresAt", parts.time().now().plus(FeedTickets.LIFE));
        ctx.status(201)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(WireJson.write(body));
    }
}
