package org.pawn.server.sip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pawn.server.main.TestServer;

/** Somebody who looks at Alice on every surface there is, and keeps the very text that came. */
final class Viewer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOUR = "from=2030-03-04T09:00:00Z&to=2030-03-04T10:00:00Z";

    private final TestServer server;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Optional<SipUser> phone;

    /** @param name of a person with a phone, or empty for whoever only has a token */
    Viewer(TestServer server, String token, String name, String password) {
        this.server = server;
        this.token = token;
        this.phone = name.isEmpty() ? Optional.empty() : Optional.of(phone(server, name, password));
    }

    private static SipUser phone(TestServer server, String name, String password) {
        String[] address = server.sip().split(":");
        return new SipUser(
                SipTestClient.udp(new InetSocketAddress(address[0], Integer.parseInt(address[1]))), name, password);
    }

    /** Each surface by name, with all that this viewer got of the person there, headers left out. */
    Map<String, String> everySurface(String person) {
        Map<String, String> seen = new LinkedHashMap<>();
        String presence = "/v1/presence/" + person;
        seen.put("presence", get(presence).body());
        seen.put("text", get(presence, "Accept", "text/plain").body());
        seen.put("pidf", get(presence, "Accept", "application/pidf+xml").body());
        seen.put("several", get("/v1/presence?address=" + person).body());
        seen.put(
                "batch",
                post("/v1/presence:batch", "{\"addresses\":[\"" + person + "\"]}")
                        .body());
        seen.put("icon", get(presence + "/icon.svg").body());
        seen.put("card", get("/v1/people/" + person).body());
        seen.put("search", get("/v1/people?q=" + person.split("@")[0]).body());
        seen.put("members", get("/v1/groups/bridges/members").body());
        seen.put(
                "recognize",
                post("/v1/recognize", "{\"text\":\"Ask " + person + " please\"}")
                        .body());
        seen.put("freebusy", get("/v1/people/" + person + "/freebusy?" + HOUR).body());
        seen.put(
                "availability",
                post(
                                "/v1/availability",
                                "{\"addresses\":[\"" + person
                                        + "\"],\"start\":\"2030-03-04T09:00:00Z\",\"duration\":\"PT30M\"}")
                        .body());
        seen.putAll(calendarSurfaces(person));
        try (Feed feed = feed()) {
            feed.watch(person);
            seen.put("feed", feed.next("snapshot").toString());
        }
        phone.ifPresent(user -> seen.put("sip", subscribe(user, person)));
        return seen;
    }

    /** The same for what calendars answer. */
    private Map<String, String> calendarSurfaces(String person) {
        Map<String, String> seen = new LinkedHashMap<>();
        String time = "/v1/people/" + person + "/freebusy";
        String hour = "\"start\":\"2030-03-04T09:00:00Z\",\"end\":\"2030-03-04T10:00:00Z\"";
        seen.put("vfreebusy", get(time + "?" + HOUR, "Accept", "text/calendar").body());
        seen.put(
                "too long a window",
                get(time + "?from=2030-03-04T09:00:00Z&to=2060-03-04T09:00:00Z").body());
        seen.put("ifb", get(time + ".ifb").body());
        seen.put("ics", get(time + ".ics").body());
        seen.put(
                "freebusy batch",
                post(
                                "/v1/freebusy:batch",
                                "{\"addresses\":[\"" + person
                                        + "\"],\"from\":\"2030-03-04T09:00:00Z\",\"to\":\"2030-03-04T10:00:00Z\"}")
                        .body());
        seen.put(
                "meeting-times",
                post(
                                "/v1/meeting-times",
                                "{\"required\":[\"" + person + "\"],\"duration\":\"PT5M\",\"granularity\":\"PT5M\","
                                        + "\"timeZone\":\"UTC\",\"windows\":[{" + hour + "}]}")
                        .body());
        seen.put(
                "grid",
                get("/v1/freebusy-grid.svg?from=2030-03-04&days=1&timeZone=UTC&address=" + person)
                        .body());
        seen.put(
                "itip",
                call("POST", "/v1/freebusy-requests", question(person), "Content-Type", "text/calendar")
                        .body());
        return seen;
    }

    private static String question(String person) {
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "METHOD:REQUEST",
                "BEGIN:VFREEBUSY",
                "UID:question",
                "ORGANIZER:mailto:" + person,
                "ATTENDEE:mailto:" + person,
                "DTSTART:20300304T090000Z",
                "DTEND:20300304T100000Z",
                "END:VFREEBUSY",
                "END:VCALENDAR",
                "");
    }

    /** The answer to a SUBSCRIBE and the NOTIFY after it, if one came. */
    private static String subscribe(SipUser user, String person) {
        String answer = user.subscribe(person.split("@")[0], 0).sendSigned();
        return SipTestClient.status(answer) == 200 ? answer + user.client.awaitRequest("NOTIFY") : answer;
    }

    SipUser phone() {
        return phone.orElseThrow();
    }

    HttpResponse<String> get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, String body) {
        return call("POST", path, body);
    }

    HttpResponse<String> call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.http() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    Feed feed() {
        return new Feed();
    }

    /** An open feed of this viewer. */
    final class Feed implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;

        private Feed() {
            socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .subprotocols("pawn.v1")
                    .buildAsync(URI.create(server.http().replace("http:", "ws:") + "/v1/feed"), this)
                    .join();
        }

        void watch(String person) {
            say("{\"type\":\"watch\",\"id\":\"w1\",\"addresses\":[\"" + person + "\"]}");
        }

        void unwatch() {
            say("{\"type\":\"unwatch\",\"id\":\"w1\"}");
        }

        void say(String frame) {
            socket.sendText(frame, true).join();
        }

        /** The next frame of that type; others are passed over. */
        JsonNode next(String type) {
            while (true) {
                JsonNode frame = nextOfAny();
                if (frame.path("type").asText().equals(type)) {
                    return frame;
                }
            }
        }

        JsonNode nextOfAny() {
            try {
                JsonNode frame = frames.poll(10, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("no frame came");
                }
                return frame;
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    frames.add(JSON.readTree(text.toString()));
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    @Override
    public void close() {
        phone.ifPresent(SipUser::close);
    }
}
