package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.pawn.sdk.Level;
import org.pawn.sdk.PersonDetails;

/** The small request bodies that have no value of their own. */
public final class RequestJson {
    private RequestJson() {}

    /** One member. */
    public static JsonNode object(String field, String value) {
        return Json.object().put(field, value);
    }

    /** {@code POST /v1/presence:batch}. */
    public static JsonNode addresses(Collection<String> addresses) {
        return withAddresses(addresses);
    }

    /** {@code POST /v1/freebusy:batch}. */
    public static JsonNode window(Collection<String> addresses, Instant from, Instant to) {
        return withAddresses(addresses).put("from", from.toString()).put("to", to.toString());
    }

    /** {@code POST /v1/availability}. */
    public static JsonNode availability(Collection<String> addresses, Instant start, Duration duration) {
        return withAddresses(addresses).put("start", start.toString()).put("duration", duration.toString());
    }

    /** {@code POST /v1/icon-links}. */
    public static JsonNode iconLink(String address, Duration life) {
        return Json.object().put("address", address).put("expires", life.toString());
    }

    /** {@code POST /v1/freebusy-links}. */
    public static JsonNode freeBusyLink(Level level, int days, Duration life) {
        return Json.object().put("level", level.word()).put("days", days).put("expires", life.toString());
    }

    /** {@code POST /v1/messages}. */
    public static JsonNode message(String to, String text) {
        return Json.object().put("to", to).put("text", text);
    }

    /** {@code POST /v1/sign-in}. */
    public static JsonNode signIn(String address, String password) {
        return Json.object().put("address", address).put("password", password);
    }

    /** {@code POST /v1/admin/people}. */
    public static ObjectNode person(String address, PersonDetails details) {
        return PeopleJson.write(details).put("address", address);
    }

    /** The same with a password. */
    public static JsonNode person(String address, PersonDetails details, String password) {
        return person(address, details).put("password", password);
    }

    /** {@code PUT /v1/groups/ID}. */
    public static JsonNode group(String name, Collection<String> members) {
        ObjectNode body = Json.object().put("name", name);
        ArrayNode array = body.putArray("members");
        members.forEach(array::add);
        return body;
    }

    /** Reads an answer without a body. */
    @SuppressWarnings("NullAway") // the one value of Void
    public static Void nothing(JsonNode ignored) {
        return null;
    }

    private static ObjectNode withAddresses(Collection<String> addresses) {
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray("addresses");
        addresses.forEach(array::add);
        return body;
    }
}
