package org.pawn.samples.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.pawn.samples.document.DocumentTool;
import org.pawn.samples.portal.Sessions.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A department's page and a wiki, signed in to with the portal's own passwords. Its pages are open to anyone; what they
 * show of people needs a session, and so does the token with which they ask Pawn.
 */
public final class Portal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Portal.class);
    private static final int THREADS = 8;
    private static final String DOCUMENT = "/documents/";

    private final PortalConfig config;
    private final Sessions sessions;
    private final Pages pages;
    private final HttpServer server;
    private final ExecutorService threads;
    private final String url;
    private final Department department;
    private final Week week;
    private final Documents documents;

    private Portal(PortalConfig config, Clock clock) throws IOException {
        this.config = config;
        sessions = new Sessions(config.passwords(), clock);
        pages = new Pages(config.pawnOrigin());
        server = HttpServer.create(config.listen(), 0);
        url = "http://%s:%d"
                .formatted(config.listen().getHostString(), server.getAddress().getPort());
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // no offer of HTTP/2 with each first request in plain HTTP
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        PageToken tokens = new PageToken(http, config.pawn(), config.applicationToken(), url);
        department = new Department(config, http, tokens);
        week = new Week(tokens);
        documents = new Documents(config);
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "portal-" + count.incrementAndGet()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /** Starts serving; the address with the port it got is {@link #url()}. */
    public static Portal start(PortalConfig config, Clock clock) throws IOException {
        Portal portal = new Portal(config, clock);
        portal.server.start();
        return portal;
    }

    /** {@code http://127.0.0.1:9000}, without a slash at its end. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        documents.close();
    }

    private void handle(HttpExchange http) {
        Exchange exchange = new Exchange(http, config.pawnOrigin());
        try {
            String host = exchange.requestHeader("Host");
            if (host.equals("localhost:" + server.getAddress().getPort())) {
                exchange.redirect(url + exchange.path()); // the token names one origin
            } else if (!url.equals("http://" + host)) {
                exchange.problem(421, "this is " + url); // a foreign name led here: DNS rebinding
            } else {
                route(exchange);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exchange.Left left) {
            LOG.debug("{} {} found nobody", exchange.method(), exchange.path(), left);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("{} {} failed", exchange.method(), exchange.path(), failed);
            apologise(exchange);
        } finally {
            http.close();
        }
    }

    private static void apologise(Exchange exchange) {
        try {
            exchange.problem(502, "Pawn cannot be reached just now");
        } catch (IOException gone) {
            LOG.debug("the answer had begun, or nobody waits for it", gone);
        }
    }

    private void route(Exchange exchange) throws IOException, InterruptedException {
        Optional<Session> known = sessions.find(exchange.sessionId());
        Optional<String> viewer = known.flatMap(Session::viewer);
        switch (exchange.method() + " " + exchange.path()) {
            case "GET /data/session" -> tellSession(exchange, known.orElseGet(sessions::open));
            case "POST /sign-in" -> signIn(exchange, known);
            case "POST /sign-out" -> signOut(exchange, known);
            case "GET /pawn-token",
                    "GET /own-token",
                    "GET " + Week.TOKEN,
                    "GET /data/department",
                    "POST /data/message",
                    "POST /data/document" -> {
                if (viewer.isEmpty()) {
                    exchange.problem(401, "sign in first");
                } else if (!exchange.fromOwnPage()) {
                    exchange.problem(403, "only for this portal's own pages");
                } else {
                    answer(exchange, known.orElseThrow(), viewer.get());
                }
            }
            default -> {
                if (exchange.path().startsWith(DOCUMENT)) {
                    showDocument(exchange, viewer);
                } else {
                    pages.answer(exchange);
                }
            }
        }
    }

    private void answer(Exchange exchange, Session session, String viewer) throws IOException, InterruptedException {
        switch (exchange.path()) {
            case "/pawn-token" -> exchange.json(200, department.pageToken(viewer));
            case "/own-token" -> exchange.json(200, department.ownToken(viewer));
            case Week.TOKEN -> exchange.json(200, week.pageToken(viewer));
            case "/data/department" -> exchange.json(200, department.people());
            default -> {
                if (!session.carries(exchange.requestHeader("X-CSRF-Token"))) {
                    exchange.problem(403, "the form is outdated, load the page again");
                } else if (exchange.path().equals("/data/message")) {
                    department.send(viewer, exchange);
                } else {
                    takeDocument(exchange, viewer);
                }
            }
        }
    }

    private void takeDocument(Exchange exchange, String viewer) throws IOException {
        String name = exchange.query("name");
        byte[] file = exchange.bytes(Documents.MOST_BYTES + 1);
        if (file.length > Documents.MOST_BYTES) {
            exchange.problem(413, "a document has at most " + Documents.MOST_BYTES + " bytes here");
            return;
        }
        String id;
        try {
            id = name.isEmpty() ? documents.keepExample(viewer) : documents.keep(viewer, name, file);
        } catch (IOException unreadable) {
            exchange.problem(422, String.valueOf(unreadable.getMessage()));
            return;
        }
        exchange.json(201, "{\"page\":\"" + DOCUMENT + id + "\"}");
    }

    private void showDocument(Exchange exchange, Optional<String> viewer) throws IOException {
        String name = exchange.path().substring(DOCUMENT.length());
        if (name.equals("document.css") || name.equals("document.js")) {
            exchange.send(200, name.endsWith("css") ? "text/css" : "text/javascript", DocumentTool.asset(name));
        } else if (viewer.isEmpty()) {
            exchange.redirect("/");
        } else {
            Optional<String> page = documents.page(viewer.get(), name);
            byte[] html = page.orElse("This document is not here any more.").getBytes(StandardCharsets.UTF_8);
            exchange.send(page.isPresent() ? 200 : 404, page.isPresent() ? "text/html" : "text/plain", html);
        }
    }

    private void tellSession(Exchange exchange, Session session) throws IOException {
        exchange.remember(session);
        String viewer = session.viewer()
                .map(address -> ",\"viewer\":\"" + address + "\"")
                .orElse("");
        exchange.json(200, "{\"csrf\":\"" + session.csrf() + "\"" + viewer + "}");
    }

    private void signIn(Exchange exchange, Optional<Session> visitor) throws IOException {
        var form = exchange.form();
        Optional<Session> signedIn = visitor.filter(session -> session.carries(form.getOrDefault("csrf", "")))
                .flatMap(session -> sessions.signIn(
                        session, form.getOrDefault("address", "").trim(), form.getOrDefault("password", "")));
        signedIn.ifPresent(exchange::remember);
        exchange.redirect(signedIn.isPresent() ? "/" : "/?refused");
    }

    private void signOut(Exchange exchange, Optional<Session> session) throws IOException {
        String csrf = exchange.form().getOrDefault("csrf", "");
        session.filter(open -> open.carries(csrf)).ifPresent(sessions::end);
        exchange.redirect("/");
    }
}
