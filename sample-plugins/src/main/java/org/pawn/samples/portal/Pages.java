package org.pawn.samples.portal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The portal's files: a fixed list, so that no path leads anywhere else. */
final class Pages {
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("/", "department.html"),
            Map.entry("/favicon.svg", "favicon.svg"),
            Map.entry("/portal.css", "portal.css"),
            Map.entry("/portal.js", "portal.js"),
            Map.entry("/privacy/", "privacy.html"),
            Map.entry("/privacy/privacy.css", "privacy.css"),
            Map.entry("/privacy/privacy.js", "privacy.js"),
            Map.entry("/privacy/rules.js", "rules.js"),
            Map.entry("/privacy/watchers.js", "watchers.js"),
            Map.entry("/document/", "document.html"),
            Map.entry("/document/bring.js", "bring.js"),
            Map.entry("/week/", "week.html"),
            Map.entry("/week/week.css", "week.css"),
            Map.entry("/week/week.js", "week.js"),
            Map.entry("/week/week-clock.js", "week-clock.js"),
            Map.entry("/week/week-pawn.js", "week-pawn.js"),
            Map.entry("/wiki/", "wiki.html"),
            Map.entry("/wiki/wiki.css", "wiki.css"),
            Map.entry("/wiki/wiki.js", "wiki.js"),
            Map.entry("/wiki/comments.json", "comments.json"));
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html",
            "css",
            "text/css",
            "js",
            "text/javascript",
            "json",
            "application/json",
            "svg",
            "image/svg+xml");

    private final String pawnOrigin;

    Pages(String pawnOrigin) {
        this.pawnOrigin = pawnOrigin;
    }

    void answer(Exchange exchange) throws IOException {
        String file = FILES.get(exchange.path());
        if (file == null
                || !(exchange.method().equals("GET") || exchange.method().equals("HEAD"))) {
            exchange.problem(file == null ? 404 : 405, "nothing here");
            return;
        }
        String type = TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text/plain");
        exchange.send(200, type, read(file).replace("{{pawn}}", pawnOrigin).getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String file) throws IOException {
        try (InputStream bytes = Pages.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IOException(file + " is missing from the portal's jar");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
