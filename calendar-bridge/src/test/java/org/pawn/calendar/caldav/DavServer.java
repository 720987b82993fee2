package org.pawn.calendar.caldav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pawn.digest.DigestAlgorithm;

/**
 * A CalDAV server on loopback with Alice's calendars under {@code /calendars/alice/}, which can lack what some servers
 * lack, misbehave as told, and remembers what it was asked.
 */
final class DavServer implements AutoCloseable {
    static final String HOME = "/calendars/alice/";
    static final String WORK = HOME + "work/";
    private static final Pattern HREF = Pattern.compile("<D:href>([^<]*)</D:href>");
    private static final Pattern TOKEN = Pattern.compile("<D:sync-token>([^<]*)</D:sync-token>");
    private static final String NONCE = "dcd98b7102dd2f0e8b11d0f600bfb0c093";

    /** Answers one request in place of the server. */
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** What came: the method, the kind of report, and the path. */
    record Asked(String what, String path, String body) {}

    private record Change(long revision, String path, boolean isGone) {}

    private final HttpServer server;
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, TreeMap<String, String>> collections = new LinkedHashMap<>(); // guarded by this
    private final Map<String, Long> revisions = new LinkedHashMap<>(); // guarded by this
    private final List<Change> changes = new ArrayList<>(); // guarded by this
    private final Map<String, Fault> faults = new LinkedHashMap<>(); // guarded by this
    private final Map<String, String> broken = new LinkedHashMap<>(); // guarded by this
    private long revision = 1; // guarded by this
    private BiPredicate<HttpExchange, String> mayPass = (exchange, path) -> true;
    private List<String> challenges = List.of();

    volatile boolean knowsSync = true;
    volatile boolean hasTags = true;
    volatile boolean tellsBusyTimeOnly;
    volatile boolean hidesRoot;
    volatile int syncLimit = Integer.MAX_VALUE;
    volatile long oldestToken;

    DavServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        collections.put(WORK, new TreeMap<>());
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized void calendar(String path) {
        collections.put(path, new TreeMap<>());
    }

    synchronized void removeCalendar(String path) {
        collections.remove(path);
    }

    synchronized void put(String path, String ics) {
        collections.get(folder(path)).put(path, ics);
        changed(path, false);
    }

    synchronized void remove(String path) {
        collections.get(folder(path)).remove(path);
        changed(path, true);
    }

    private void changed(String path, boolean isGone) {
        revision++;
        if (revisions.put(path, revision) != null) {
            changes.removeIf(change -> change.path().equals(path));
        }
        changes.add(new Change(revision, path, isGone));
    }

    /** The entry's status in place of its content. */
    synchronized void breaks(String path, String status) {
        broken.put(path, status);
    }

    synchronized void mends(String path) {
        broken.remove(path);
    }

    /** What a request is: a method, or a report's name. */
    synchronized void on(String what, Fault fault) {
        faults.put(what, fault);
    }

    synchronized void well() {
        faults.clear();
    }

    void wantsBasic(String user, String password) {
        String right =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        challenges = List.of("Basic realm=\"calendars\"");
        mayPass =
                (exchange, method) -> right.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    void wantsDigest(String user, String password, DigestAlgorithm algorithm) {
        challenges = List.of("Digest realm=\"calendars\", nonce=\"" + NONCE + "\", qop=\"auth,auth-int\", algorithm="
                + algorithm.token() + ", opaque=\"5ccc069c\"");
        mayPass = (exchange, method) -> isRight(exchange, method, user, password, algorithm);
    }

    private static boolean isRight(
            HttpExchange exchange, String method, String user, String password, DigestAlgorithm algorithm) {
        String header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        if (!header.startsWith("Digest ")
                || !parameter(header, "uri").equals(exchange.getRequestURI().toString())) {
            return false;
        }
        String expected = algorithm.hash(String.join(
                ":",
                algorithm.ha1(user, "calendars", password),
                NONCE,
                parameter(header, "nc"),
                parameter(header, "cnonce"),
                "auth",
                algorithm.hash(method + ":" + exchange.getRequestURI())));
        return expected.equals(parameter(header, "response"))
                && parameter(header, "opaque").equals("5ccc069c");
    }

    private static String parameter(String header, String name) {
        Matcher matcher = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)\"?").matcher(header);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** How many entries were sent. */
    long entriesRead() {
        return asked.stream()
                .filter(request -> request.what().equals("calendar-multiget"))
                .mapToLong(request -> HREF.matcher(request.body()).results().count())
                .sum();
    }

    List<String> whatWasAsked() {
        return asked.stream().map(Asked::what).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String what = kind(exchange.getRequestMethod(), body);
        asked.add(new Asked(what, path, body));
        Optional<Fault> fault;
        synchronized (this) {
            fault = Optional.ofNullable(faults.get(what));
        }
        if (fault.isPresent()) {
            fault.get().answer(exchange);
        } else if (!mayPass.test(exchange, exchange.getRequestMethod())) {
            challenges.forEach(challenge -> exchange.getResponseHeaders().add("WWW-Authenticate", challenge));
            send(exchange, 401, "text/plain", "");
        } else {
            serve(exchange, what, path, body);
        }
    }

    private static String kind(String method, String body) {
        if (!method.equals("REPORT")) {
            return method;
        }
        Matcher root = Pattern.compile("<[CD]:([a-z-]+) xmlns").matcher(body);
        return root.find() ? root.group(1) : method;
    }

    /** As if nothing were wrong. */
    void serve(HttpExchange exchange, Asked request) throws IOException {
        serve(exchange, request.what(), request.path(), request.body());
    }

    private void serve(HttpExchange exchange, String what, String path, String body) throws IOException {
        int depth = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Depth"))
                .map(Integer::parseInt)
                .orElse(0);
        switch (what) {
            case "PROPFIND" -> propfind(exchange, path, depth);
            case "sync-collection" -> sync(exchange, path, body);
            case "calendar-query" -> query(exchange, path);
            case "calendar-multiget" -> multiget(exchange, body);
            case "free-busy-query" -> send(exchange, 200, "text/calendar", busyTime());
            case "GET" -> get(exchange, path);
            default -> send(exchange, 405, "text/plain", "");
        }
    }

    private synchronized void propfind(HttpExchange exchange, String path, int depth) throws IOException {
        if (path.equals("/.well-known/caldav")) {
            exchange.getResponseHeaders().set("Location", "/dav/");
            send(exchange, 301, "text/plain", "");
        } else if (path.equals("/") && hidesRoot) {
            send(exchange, 405, "text/html", "<html><body>Welcome</body></html>");
        } else if (path.equals("/") || path.equals("/dav/")) {
            multistatus(
                    exchange,
                    response(
                            path,
                            "<D:resourcetype><D:collection/></D:resourcetype>"
                                    + "<D:current-user-principal><D:href>/principals/alice/</D:href></D:current-user-principal>"));
        } else if (path.equals("/principals/alice/")) {
            multistatus(
                    exchange,
                    response(
                            path,
                            "<D:resourcetype><D:principal/></D:resourcetype>" + "<C:calendar-home-set><D:href>" + HOME
                                    + "</D:href></C:calendar-home-set>"));
        } else if (path.equals(HOME)) {
            StringBuilder all = new StringBuilder(response(path, "<D:resourcetype><D:collection/></D:resourcetype>"));
            if (depth > 0) {
                collections.keySet().forEach(calendar -> all.append(collection(calendar)));
                all.append(response(
                        HOME + "tasks/",
                        "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
                                + "<C:supported-calendar-component-set><C:comp name=\"VTODO\"/>"
                                + "</C:supported-calendar-component-set>"));
            }
            multistatus(exchange, all.toString());
        } else if (collections.containsKey(path)) {
            if (tellsBusyTimeOnly) {
                send(exchange, 403, "application/xml", "<D:error xmlns:D=\"DAV:\"><D:need-privileges/></D:error>");
            } else {
                multistatus(exchange, collection(path));
            }
        } else {
            send(exchange, 404, "text/plain", "");
        }
    }

    private String collection(String path) {
        long newest = changes.stream()
                .filter(change -> folder(change.path()).equals(path))
                .mapToLong(Change::revision)
                .max()
                .orElse(1);
        return response(
                path,
                "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
                        + "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/></C:supported-calendar-component-set>"
                        + (knowsSync ? "<D:sync-token>" + token(newest) + "</D:sync-token>" : "")
                        + (hasTags ? "<S:getctag>" + newest + "</S:getctag>" : ""));
    }

    private static String token(long revision) {
        return "http://calendars.example.com/sync/" + revision;
    }

    private synchronized void sync(HttpExchange exchange, String path, String body) throws IOException {
        Matcher matcher = TOKEN.matcher(body);
        String token = matcher.find() ? matcher.group(1) : "";
        long since = token.isEmpty() ? 0 : Long.parseLong(token.substring(token.lastIndexOf('/') + 1));
        if (!knowsSync) {
            send(exchange, 501, "text/plain", "");
            return;
        }
        if (tellsBusyTimeOnly) {
            send(exchange, 403, "text/plain", "");
            return;
        }
        if (!token.isEmpty() && since < oldestToken) {
            send(exchange, 403, "application/xml", "<D:error xmlns:D=\"DAV:\"><D:valid-sync-token/></D:error>");
            return;
        }
        StringBuilder all = new StringBuilder();
        long reached = since;
        int count = 0;
        boolean isTruncated = false;
        for (Change change : changes) {
            if (change.revision() <= since || !folder(change.path()).equals(path)) {
                continue;
            }
            if (count++ >= syncLimit) {
                isTruncated = true;
                break;
            }
            reached = change.revision();
            if (change.isGone()) {
                all.append(status(change.path(), "404 Not Found"));
            } else {
                all.append(tagged(change.path()));
            }
        }
        if (isTruncated) {
            all.append(status(path, "507 Insufficient Storage"));
        }
        multistatus(exchange, all + "<D:sync-token>" + token(Math.max(1, reached)) + "</D:sync-token>");
    }

    private synchronized void query(HttpExchange exchange, String path) throws IOException {
        if (tellsBusyTimeOnly) {
            send(exchange, 403, "text/plain", "");
            return;
        }
        StringBuilder all = new StringBuilder();
        collections.getOrDefault(path, new TreeMap<>()).keySet().forEach(entry -> all.append(tagged(entry)));
        multistatus(exchange, all.toString());
    }

    private String tagged(String path) {
        String tag = hasTags ? "<D:getetag>\"" + revisions.get(path) + "\"</D:getetag>" : "";
        return response(
                path,
                tag + "<D:getcontenttype>text/calendar; component=vevent</D:getcontenttype>" + "<D:resourcetype/>");
    }

    private synchronized void multiget(HttpExchange exchange, String body) throws IOException {
        StringBuilder all = new StringBuilder();
        Matcher hrefs = HREF.matcher(body);
        while (hrefs.find()) {
            String path = hrefs.group(1);
            Optional<String> ics = Optional.ofNullable(collections.get(folder(path)))
                    .flatMap(entries -> Optional.ofNullable(entries.get(path)));
            if (broken.containsKey(path)) {
                all.append(status(path, broken.get(path)));
            } else if (ics.isEmpty()) {
                all.append(status(path, "404 Not Found"));
            } else {
                all.append(response(
                        path,
                        (hasTags ? "<D:getetag>\"" + revisions.get(path) + "\"</D:getetag>" : "")
                                + "<C:calendar-data>"
                                + ics.get().replace("&", "&amp;").replace("<", "&lt;")
                                + "</C:calendar-data>"));
            }
        }
        multistatus(exchange, all.toString());
    }

    private synchronized void get(HttpExchange exchange, String path) throws IOException {
        Optional<String> ics = Optional.ofNullable(collections.get(folder(path)))
                .flatMap(entries -> Optional.ofNullable(entries.get(path)));
        if (ics.isPresent()) {
            send(exchange, 200, "text/calendar; charset=utf-8", ics.get());
        } else {
            send(exchange, 404, "text/plain", "");
        }
    }

    private static String busyTime() {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VFREEBUSY\r\nUID:" + System.nanoTime()
                + "\r\nDTSTAMP:20300304T070000Z\r\nDTSTART:20300201T000000Z\r\nDTEND:20310401T000000Z\r\n"
                + "FREEBUSY;FBTYPE=BUSY:20300304T080000Z/20300304T090000Z\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n";
    }

    private static String response(String path, String properties) {
        return "<D:response><D:href>" + path + "</D:href><D:propstat><D:prop>" + properties
                + "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat><D:propstat><D:prop><D:displayname/>"
                + "</D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>";
    }

    private static String status(String path, String status) {
        return "<D:response><D:href>" + path + "</D:href><D:status>HTTP/1.1 " + status + "</D:status></D:response>";
    }

    static void multistatus(HttpExchange exchange, String content) throws IOException {
        send(
                exchange,
                207,
                "application/xml; charset=utf-8",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        + "<D:multistatus xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""
                        + " xmlns:S=\"http://calendarserver.org/ns/\">" + content + "</D:multistatus>");
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
