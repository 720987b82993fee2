package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an administrator does to a running server over REST. */
public final class Administrator {
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String token;

    public Administrator(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    public void person(String address, String name, String title, String timeZone) {
        call(
                "POST",
                "/v1/admin/people",
                "application/json",
                "{\"address\":\"%s\",\"name\":%s,\"title\":\"%s\",\"timeZone\":\"%s\",\"email\":\"%1$s\"}"
                        .formatted(address, quoted(name), title, timeZone));
    }

    public void timeZone(String address, String timeZone) {
        call("PATCH", "/v1/people/" + address, "application/json", "{\"timeZone\":\"" + timeZone + "\"}");
    }

    public void group(String id, String name, List<String> members) {
        String addresses = String.join("\",\"", members);
        call(
                "PUT",
                "/v1/groups/" + id,
                "application/json",
                "{\"name\":\"%s\",\"members\":[\"%s\"]}".formatted(name, addresses));
    }

    /** The person sits at a desk, doing that. */
    public void desk(String address, String state) {
        call("PUT", "/v1/presence/" + address + "/sessions/desk", "application/json", state);
    }

    /** What {@code pawn set} does. */
    public void set(String address, String state) {
        call("PUT", "/v1/presence/" + address + "/manual", "application/json", state);
    }

    public void note(String address, String text) {
        call("PUT", "/v1/presence/" + address + "/note", "application/json", "{\"text\":" + quoted(text) + "}");
    }

    /** The person works at these hours, every day of the week. */
    public void works(String address, String start, String end) {
        String day = "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(start, end);
        String days = Stream.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
                .map(name -> "\"" + name + "\":" + day)
                .collect(Collectors.joining(","));
        call("PUT", "/v1/people/" + address + "/working-hours", "application/json", "{\"days\":{" + days + "}}");
    }

    /** Replaces the person's rules about who sees what. */
    public void privacy(String address, String rules) {
        call("PUT", "/v1/people/" + address + "/privacy", "application/json", "{\"rules\":" + rules + "}");
    }

    /** An answer as it is. */
    public String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return answer(request, "GET " + path);
    }

    /** Takes back what the person set by hand. */
    public void clear(String address) {
        for (String what : List.of("manual", "note")) {
            String path = "/v1/presence/" + address + "/" + what;
            answer(
                    HttpRequest.newBuilder(server.resolve(path))
                            .header("Authorization", "Bearer " + token)
                            .DELETE()
                            .build(),
                    "DELETE " + path);
        }
    }

    /** One meeting of two people. */
    public void meeting(String address, Instant start, Instant end) {
        call(
                "PUT",
                "/v1/people/" + address + "/calendars/work",
                "text/calendar",
                String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Example//EN",
                        "BEGIN:VEVENT",
                        "UID:review-" + address,
                        "DTSTAMP:" + BASIC.format(start),
                        "DTSTART:" + BASIC.format(start),
                        "DTEND:" + BASIC.format(end),
                        "SUMMARY:Review",
                        "ORGANIZER:mailto:" + address,
                        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:" + address,
                        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:someone@example.com",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        ""));
    }

    /** The person works from nine to five, Monday to Friday. */
    public void officeHours(String address) {
        String day = "{\"start\":\"09:00\",\"end\":\"17:00\"}";
        call(
                "PUT",
                "/v1/people/" + address + "/working-hours",
                "application/json",
                "{\"days\":{\"monday\":%1$s,\"tuesday\":%1$s,\"wednesday\":%1$s,\"thursday\":%1$s,\"friday\":%1$s}}"
                        .formatted(day));
    }

    /** A whole calendar, as lines. */
    public void calendar(String address, String... lines) {
        call(
                "PUT",
                "/v1/people/" + address + "/calendars/work",
                "text/calendar",
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n" + String.join("\r\n", lines)
                        + "\r\nEND:VCALENDAR\r\n");
    }

    /** A long token for a portal. */
    public String portalToken() {
        String answer = call(
                "POST",
                "/v1/admin/tokens",
                "application/json",
                "{\"name\":\"portal\",\"scopes\":[\"token.mint\",\"presence.read\",\"presence.write\",\"people.read\","
                        + "\"freebusy.read\",\"message\"],"
                        + "\"level\":\"Team\",\"expires\":\"P1D\"}");
        Matcher token = TOKEN.matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        return token.group(1);
    }

    private String call(String method, String path, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(request, method + " " + path);
    }

    private String answer(HttpRequest request, String asked) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s: %s", asked, answer.body()).isLessThan(300);
            return answer.body();
        } catch (IOException failed) {
            throw new AssertionError(asked, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
