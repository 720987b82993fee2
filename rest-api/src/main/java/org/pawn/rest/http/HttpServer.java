package org.pawn.rest.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import jakarta.servlet.DispatcherType;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin on Jetty as we run it: strict about URIs, bounded, silent about itself. Opens its ports at {@link #start}. */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_THREADS = 200;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int IDLE_MILLIS = 30_000;
    private static final int STOP_MILLIS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin app;
    private @Nullable ServerConnector plain;
    private @Nullable ServerConnector secure;

    /** @param routes adds routes and filters */
    public HttpServer(
            Optional<InetSocketAddress> http,
            Optional<InetSocketAddress> https,
            Optional<SSLContext> tls,
            Consumer<JavalinConfig> routes) {
        app = Javalin.create(config -> {
            configure(config);
            http.ifPresent(listen ->
                    config.jetty.addConnector((server, common) -> plain = plainConnector(server, common, listen)));
            https.ifPresent(listen -> config.jetty.addConnector(
                    (server, common) -> secure = secureConnector(server, common, listen, tls.orElseThrow())));
            Problems.install(config);
            routes.accept(config);
        });
    }

    /** @throws io.javalin.util.JavalinBindException if a port is taken */
    public void start() {
        app.start();
    }

    /** The plain port that was opened. */
    public Optional<InetSocketAddress> http() {
        return address(plain);
    }

    /** The TLS port that was opened. */
    public Optional<InetSocketAddress> https() {
        return address(secure);
    }

    /** What Javalin knows of its routes, for the test that compares them with the specification. */
    public Javalin app() {
        return app;
    }

    @Override
    public void close() {
        try {
            app.stop();
        } catch (JavalinException slow) { // stopped all the same: a client held its connection
            LOG.debug("the HTTP server stopped with connections still open", slow);
        }
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.generateEtags = false; // Javalin's are unquoted, which RFC 9110 forbids
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = RequestBody.MAX_BYTES;
        config.router.ignoreTrailingSlashes = false;
        config.router.treatMultipleSlashesAsSingleSlash = false;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 8);
        threads.setName("pawn-http");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(HttpServer::strict);
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.setErrorHandler(new JettyProblems());
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new JettyProblems());
            context.addFilter(new HeadAsGet(), "/*", EnumSet.of(DispatcherType.REQUEST));
        });
    }

    private static void strict(HttpConfiguration common) {
        common.setSendServerVersion(false);
        common.setSendXPoweredBy(false);
        common.setRequestHeaderSize(HEADER_BYTES);
        common.setUriCompliance(UriCompliance.DEFAULT); // Javalin's own setting lets ambiguous paths in
        common.setMinRequestDataRate(100);
    }

    private static ServerConnector plainConnector(Server server, HttpConfiguration common, InetSocketAddress listen) {
        return listening(new ServerConnector(server, new HttpConnectionFactory(common)), listen);
    }

    private static ServerConnector secureConnector(
            Server server, HttpConfiguration common, InetSocketAddress listen, SSLContext tls) {
        HttpConfiguration https = new HttpConfiguration(common);
        https.addCustomizer(new SecureRequestCustomizer(false)); // the certificate's names are the client's to check
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(tls);
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return listening(new ServerConnector(server, context, new HttpConnectionFactory(https)), listen);
    }

    private static ServerConnector listening(ServerConnector connector, InetSocketAddress listen) {
        connector.setHost(listen.getHostString());
        connector.setPort(listen.getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(100); // an idle client does not hold the stop up
        connector.setReuseAddress(true);
        return connector;
    }

    private static Optional<InetSocketAddress> address(@Nullable ServerConnector connector) {
        return connector == null || connector.getLocalPort() <= 0
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(connector.getHost(), connector.getLocalPort()));
    }
}
