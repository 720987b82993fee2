package org.pawn.server.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The WebSocket feed, frame by frame as {@code openapi/feed.yaml} has it, without any library of ours. */
final class FeedSurface implements Surface, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private final Map<String, String> activities = new ConcurrentHashMap<>();
    private final StringBuilder frame = new StringBuilder();
    private final WebSocket feed;

    FeedSurface(String server, String token, List<String> addresses) throws JsonProcessingException {
        feed = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("pawn.v1")
                .buildAsync(URI.create(server.replaceFirst("^http", "ws") + "/v1/feed"), this)
                .join();
        feed.sendText("{\"type\":\"hello\",\"token\":\"" + token + "\"}", true).join();
        Map<String, Object> watch = Map.of("type", "watch", "id", "w1", "addresses", addresses);
        feed.sendText(JSON.writeValueAsString(watch), true).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        frame.append(text);
        if (last) {
            hear(frame.toString());
            frame.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void hear(String text) {
        try {
            JsonNode presence = JSON.readTree(text).path("presence"); // one, or those of a snapshot
            (presence.isArray() ? presence : List.of(presence)).forEach(each -> {
                if (each.has("availability")) {
                    shown.put(
                            each.get("address").asText(),
                            each.get("availability").asText());
                    activities.put(
                            each.get("address").asText(), each.path("activity").asText());
                }
            });
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String shows(String address) {
        return shown.getOrDefault(address, "");
    }

    /** What the person does, as the API spells it; {@code null} for nothing, empty while nothing is known. */
    String activity(String address) {
        return activities.getOrDefault(address, "");
    }

    @Override
    public void close() {
        feed.abort();
    }
}
