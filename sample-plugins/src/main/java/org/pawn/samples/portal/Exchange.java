package org.pawn.samples.portal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One request and its answer, under the portal's policy: nothing inline, nothing from elsewhere but Pawn. */
final class Exchange {
    /** Whoever asked waits no more: they closed the page, or went on to another. */
    static final class Left extends IOException {
        private static final long serialVersionUID = 1;

        Left(IOException broken) {
            super(broken);
        }
    }

    private static final String COOKIE = "portal";
    private static final int MOST_BYTES = 70_000;

    private final HttpExchange http;

    Exchange(HttpExchange http, String pawnOrigin) {
        this.http = http;
        String policy = "default-src 'none'; script-src 'self' %1$s; style-src 'self'; img-src 'self' %1$s;"
                + " connect-src 'self' %1$s %2$s; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        header("Content-Security-Policy", policy.formatted(pawnOrigin, pawnOrigin.replaceFirst("^http", "ws")));
        header("X-Content-Type-Options", "nosniff");
        header("Referrer-Policy", "same-origin");
        header("Cache-Control", "no-store");
    }

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return http.getRequestURI().getRawPath();
    }

    String requestHeader(String name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name)).orElse("");
    }

    /** Whether this comes from a page of the portal itself; a browser says so, and no page can make it lie. */
    boolean fromOwnPage() {
        String site = requestHeader("Sec-Fetch-Site");
        return site.isEmpty() || site.equals("same-origin") || site.equals("none");
    }

    String sessionId() {
        return Arrays.stream(requestHeader("Cookie").split(";"))
                .map(String::trim)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .findFirst()
                .orElse("");
    }

    void remember(Sessions.Session session) {
        HttpCookie cookie = new HttpCookie(COOKIE, session.id());
        http.getResponseHeaders()
                .add("Set-Cookie", cookie.getName() + "=" + cookie.getValue() + "; Path=/; HttpOnly; SameSite=Lax");
    }

    String body() throws IOException {
        return new String(bytes(MOST_BYTES), StandardCharsets.UTF_8);
    }

    byte[] bytes(int most) throws IOException {
        return http.getRequestBody().readNBytes(most);
    }

    /** The value of a name in the query; empty when it is not there. */
    String query(String name) {
        return pairs(Optional.ofNullable(http.getRequestURI().getRawQuery()).orElse(""))
                .getOrDefault(name, "");
    }

    Map<String, String> form() throws IOException {
        return pairs(body());
    }

    private static Map<String, String> pairs(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1]), (first, second) -> first));
    }

    void json(int status, String json) throws IOException {
        send(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    void problem(int status, String why) throws IOException {
        StringBuilder text = new StringBuilder();
        for (char letter : why.toCharArray()) {
            boolean plain = letter >= ' ' && letter != '"' && letter != '\\';
            text.append(plain ? String.valueOf(letter) : "\\u%04x".formatted((int) letter));
        }
        json(status, "{\"problem\":\"" + text + "\"}");
    }

    void redirect(String path) throws IOException {
        header("Location", path);
        http.sendResponseHeaders(303, -1);
        http.close();
    }

    void send(int status, String type, byte[] bytes) throws IOException {
        header("Content-Type", type + "; charset=utf-8");
        boolean head = method().equals("HEAD");
        try {
            http.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
            if (!head) {
                http.getResponseBody().write(bytes);
            }
        } catch (IOException broken) {
            throw new Left(broken);
        }
        http.close();
    }

    private void header(String name, String value) {
        http.getResponseHeaders().set(name, value);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
