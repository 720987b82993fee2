package org.pawn.server.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pawn.rest.pages.PawnScript;

/**
 * A Pawn origin that says what a test wants said, frame by frame: what a newer server might send, what a real one
 * sends only when something breaks. It serves the real {@code pawn.js}.
 */
final class ScriptedPawn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the clients said, in order. */
    final List<JsonNode> heard = new CopyOnWriteArrayList<>();

    /** Requests about oneself, in order: method, path with its question, language, body. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Map<String, ObjectNode> presence = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> cards = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<WsContext, Set<String>> feeds = new ConcurrentHashMap<>();
    private final Javalin javalin;
    private volatile boolean refusing;
    private volatile String viewer = "bob@example.com";
    private volatile List<String> scopes = List.of("presence.read");

    ScriptedPawn() {
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.before(ScriptedPawn::allowOrigins);
                    config.routes.options("/*", context -> context.status(204));
                    config.routes.get("/embed/v1/pawn.js", ScriptedPawn::script);
                    config.routes.get("/v1/presence/{address}/{what}", this::own);
                    config.routes.put("/v1/presence/{address}/{what}", this::own);
                    config.routes.delete("/v1/presence/{address}/{what}", this::own);
                    config.routes.get("/v1/me", context -> json(context, me()));
                    config.routes.get("/v1/people/{address}", this::card);
                    config.routes.post("/v1/presence:batch", this::batch);
                    config.routes.wsBeforeUpgrade("/v1/feed", context -> {
                        if (refusing) {
                            throw new ServiceUnavailableResponse();
                        }
                    });
                    config.routes.ws("/v1/feed", feed -> {
                        feed.onConnect(context -> feeds.put(context, ConcurrentHashMap.newKeySet()));
                        feed.onMessage(context -> hear(context, JSON.readTree(context.message())));
                        feed.onClose(context -> feeds.remove(context));
                    });
                })
                .start("127.0.0.1", 0);
    }

    String url() {
        return "http://127.0.0.1:" + javalin.port();
    }

    int feeds() {
        return feeds.size();
    }

    /** Frames of one type. */
    List<JsonNode> heard(String type) {
        return heard.stream()
                .filter(frame -> type.equals(frame.path("type").asText()))
                .toList();
    }

    /** Changes what is known of a person, and tells the feeds that watch. */
    void say(String address, String members) {
        ObjectNode now = read(members);
        now.put("address", address).put("version", Integer.toHexString(members.hashCode()));
        presence.put(address, now);
        ObjectNode frame = JSON.createObjectNode().put("type", "presence").put("cursor", "c.1");
        frame.set("presence", now);
        feeds.forEach((feed, watched) -> {
            if (watched.contains(address)) {
                feed.send(frame.toString());
            }
        });
    }

    /** Another address of the same person, as a directory knows them. */
    void alias(String alias, String address) {
        aliases.put(alias, address);
    }

    void card(String address, String card) {
        cards.put(address, read(card));
    }

    void viewer(String address) {
        viewer = address;
    }

    void scopes(String... granted) {
        scopes = List.of(granted);
    }

    /** The answer about oneself, by method and resource, {@code PUT manual}; with a "status" it is a refusal. */
    void answer(String request, String json) {
        answers.put(request, read(json));
    }

    /** The viewer may no longer see this person. */
    void withdraw(String address) {
        presence.remove(address);
        feeds.keySet()
                .forEach(feed ->
                        feed.send("{\"type\":\"withdrawn\",\"address\":\"" + address + "\",\"cursor\":\"c.2\"}"));
    }

    /** Ends the open feeds, as a server does that closes with this code. */
    void close(int code) {
        feeds.keySet().forEach(feed -> feed.closeSession(code, ""));
    }

    /** While refusing, no feed opens. */
    void refuse(boolean nowRefusing) {
        refusing = nowRefusing;
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private void hear(WsContext feed, JsonNode frame) {
        heard.add(frame);
        Set<String> watched = feeds.get(feed);
        switch (frame.path("type").asText()) {
            case "hello" -> {
                boolean resumed = frame.has("resume");
                feed.send("{\"type\":\"welcome\",\"cursor\":\"c.0\",\"resumed\":" + resumed + "}");
            }
            case "watch" -> {
                frame.path("remove")
                        .forEach(address -> watched.remove(address.asText().toLowerCase(java.util.Locale.ROOT)));
                Set<String> added = new HashSet<>();
                frame.path("addresses").forEach(address -> added.add(address.asText()));
                frame.path("add").forEach(address -> added.add(address.asText()));
                feed.send(snapshot(frame.path("id").asText(), added, watched));
            }
            default -> {
                // Nothing that this peer answers.
            }
        }
        if (frame.has("ref")) {
            feed.send("{\"type\":\"ok\",\"ref\":" + frame.get("ref") + "}");
        }
    }

    private String snapshot(String id, Set<String> added, Set<String> watched) {
        ObjectNode snapshot =
                JSON.createObjectNode().put("type", "snapshot").put("id", id).put("cursor", "c.1");
        ArrayNode known = snapshot.putArray("presence");
        ArrayNode problems = snapshot.putArray("problems");
        for (String requested : added) {
            String address = resolved(requested);
            watched.add(address);
            if (presence.containsKey(address)) {
                known.add(presence.get(address));
            } else {
                problems.addObject()
                        .put("requested", requested)
                        .putObject("problem")
                        .put("type", "urn:pawn:problem:not-visible");
            }
        }
        return snapshot.toString();
    }

    private String resolved(String requested) {
        String address = requested.toLowerCase(java.util.Locale.ROOT);
        return aliases.getOrDefault(address, address);
    }

    private void batch(Context context) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        JSON.readTree(context.body()).path("addresses").forEach(requested -> {
            ObjectNode item = items.addObject().put("requested", requested.asText());
            item.set("presence", presence.get(resolved(requested.asText())));
        });
        json(context, answer);
    }

    private ObjectNode me() {
        ObjectNode me = JSON.createObjectNode().put("kind", "person").put("address", viewer);
        scopes.forEach(me.putArray("scopes")::add);
        return me;
    }

    private void card(Context context) {
        ObjectNode card = cards.get(context.pathParam("address"));
        if (card == null) {
            context.status(404);
        } else {
            json(context, card);
        }
    }

    private void own(Context context) {
        String question = context.queryString() == null ? "" : "?" + context.queryString();
        asked.add(String.join(
                " ",
                context.method().name(),
                context.path() + question,
                String.valueOf(context.header("Accept-Language")),
                context.body()));
        ObjectNode answer = answers.get(context.method().name() + " " + context.pathParam("what"));
        if (answer == null) {
            context.status(404);
            return;
        }
        context.status(answer.path("status").asInt(200));
        json(context, answer);
    }

    private static void allowOrigins(Context context) {
        context.header("Access-Control-Allow-Origin", "*");
        context.header("Access-Control-Allow-Headers", "authorization, content-type");
        context.header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    }

    private static void script(Context context) {
        context.contentType("text/javascript; charset=utf-8")
                .result(PawnScript.load().text().getBytes(StandardCharsets.UTF_8));
    }

    private static void json(Context context, JsonNode body) {
        context.contentType("application/json").result(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
