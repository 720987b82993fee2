package org.pawn.rest.websocket;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.pawn.rest.http.AttemptLimits;
import org.pawn.rest.http.ClientAddress;
import org.pawn.rest.http.Origins;
import org.pawn.rest.http.ProblemException;
import org.pawn.rest.http.ProblemType;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/** Lets clients in to a {@link WebSocketEndpoint}: by origin, by sub-protocol, and not too many failures an address. */
public final class EndpointMount implements Routes, AutoCloseable {
    private static final String CLIENT = "pawn.client";
    private static final int GOING_AWAY = 1001;

    private final WebSocketEndpoint endpoint;
    private final Origins origins;
    private final AttemptLimits limits;
    private final ClientAddress clients;
    private final TimeSource time;
    private final Timers timers;
    private final Set<EndpointSocket> open = ConcurrentHashMap.newKeySet();

    public EndpointMount(
            WebSocketEndpoint endpoint,
            Origins origins,
            AttemptLimits limits,
            ClientAddress clients,
            TimeSource time,
            Timers timers) {
        this.endpoint = endpoint;
        this.origins = origins;
        this.limits = limits;
        this.clients = clients;
        this.time = time;
        this.timers = timers;
    }

    /** Puts the socket under the route, in place of Javalin's, which hears no pongs and reads without being asked. */
    public void mount(JavalinConfig config) {
        config.jetty.modifyWebSocketServletFactory(factory -> factory.addMapping(endpoint.path(), this::socket));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.ws(endpoint.path(), socket -> {});
        routes.wsBeforeUpgrade(endpoint.path(), this::beforeUpgrade);
        routes.get(endpoint.path(), this::notAnUpgrade, RouteAccess.OPEN);
    }

    /** Tells who is still there that the server goes away. */
    @Override
    public void close() {
        open.forEach(socket -> socket.close(GOING_AWAY));
    }

    private void beforeUpgrade(Context ctx) {
        HttpServletRequest request = ctx.req();
        String client = clients.of(request);
        limits.take(client, AttemptLimits.OPEN_REQUEST);
        if (!origins.mayOpen(request)) {
            limits.take(client, AttemptLimits.FAILURE);
            throw new ProblemException(ProblemType.ORIGIN_REFUSED, "Pages of this origin may not connect.");
        }
        if (!asksForProtocol(request)) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The sub-protocol here is " + endpoint.protocol() + ".");
        }
        request.setAttribute(CLIENT, client(request, client));
    }

    private boolean asksForProtocol(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(value -> List.of(value.split(",", 32)).stream())
                .anyMatch(protocol -> protocol.strip().equals(endpoint.protocol()));
    }

    private static WebSocketEndpoint.Client client(HttpServletRequest request, String address) {
        return new WebSocketEndpoint.Client(
                new InetSocketAddress(literal(address, request.getRemoteAddr()), request.getRemotePort()),
                request.isSecure(),
                reachedAt(request));
    }

    /** Never looks a name up: what is no address is taken for the proxy's own. */
    private static InetAddress literal(String address, String otherwise) {
        boolean literal = address.indexOf(':') >= 0 || address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        try {
            return InetAddress.getByName(literal ? address : otherwise);
        } catch (UnknownHostException impossible) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The client's address cannot be read.");
        }
    }

    /** What the client called us goes into header fields: only as a host. */
    private static String reachedAt(HttpServletRequest request) {
        String host = request.getServerName();
        if (!host.matches("[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]")) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The Host cannot be read.");
        }
        return host + ":" + request.getServerPort();
    }

    private Object socket(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        response.setExtensions(List.of()); // no compression: no bombs, and no 300 KiB a connection
        response.setAcceptedSubProtocol(endpoint.protocol());
        WebSocketEndpoint.Client client = (WebSocketEndpoint.Client) request.getServletAttribute(CLIENT);
        return new EndpointSocket(endpoint, client, time, timers, open);
    }

    private void notAnUpgrade(Context ctx) {
        throw new ProblemException(ProblemType.INVALID_REQUEST, "This is a WebSocket: ask for an upgrade.");
    }
}
