package org.pawn.server.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A request in the making: header fields in their order, each of which a case may change, repeat or leave out. */
final class Request {
    private record Field(String name, String line) {}

    private final List<Field> fields = new ArrayList<>();
    private String method;
    private String uri;
    private String version = "SIP/2.0";
    private String body = "";
    private boolean statesLength = true;

    Request(String method, String uri) {
        this.method = method;
        this.uri = uri;
    }

    static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    static String branch() {
        return "z9hG4bK" + fresh();
    }

    String method() {
        return method;
    }

    String uri() {
        return uri;
    }

    Request method(String another) {
        method = another;
        return this;
    }

    Request uri(String another) {
        uri = another;
        return this;
    }

    Request version(String another) {
        version = another;
        return this;
    }

    /** In the place of the first of that name, others are dropped; at the end where there is none. */
    Request with(String name, String value) {
        int at = indexOf(name);
        without(name);
        fields.add(at < 0 ? fields.size() : at, new Field(name, name + ": " + value));
        return this;
    }

    /** One more of that name. */
    Request also(String name, String value) {
        fields.add(new Field(name, name + ": " + value));
        return this;
    }

    Request first(String name, String value) {
        fields.add(0, new Field(name, name + ": " + value));
        return this;
    }

    /** A line as it is. */
    Request line(String raw) {
        fields.add(new Field("", raw));
        return this;
    }

    Request without(String name) {
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
        return this;
    }

    /** Another spelling of a field's name. */
    Request spelt(String name, String otherwise) {
        int at = indexOf(name);
        String value = value(name);
        fields.set(at, new Field(name, otherwise + ":" + value));
        return this;
    }

    /** A field's line as it is, but still found by that name. */
    Request as(String name, String line) {
        fields.set(indexOf(name), new Field(name, line));
        return this;
    }

    Request body(String type, String content) {
        with("Content-Type", type);
        body = content;
        return this;
    }

    Request withoutLength() {
        statesLength = false;
        return this;
    }

    Request length(String claimed) {
        statesLength = false;
        return with("Content-Length", claimed);
    }

    private int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    Optional<String> header(String name) {
        int at = indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(value(name));
    }

    private String value(String name) {
        String line = fields.get(indexOf(name)).line();
        return line.substring(line.indexOf(':') + 1).strip();
    }

    String the(String name) {
        return header(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    String text() {
        StringBuilder text = new StringBuilder(method + " " + uri + " " + version + "\r\n");
        fields.forEach(field -> text.append(field.line()).append("\r\n"));
        if (statesLength) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }
}
