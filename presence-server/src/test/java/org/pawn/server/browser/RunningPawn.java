package org.pawn.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real server as a process of its own, started as {@code pawn serve}, and what an administrator does to it. */
final class RunningPawn implements AutoCloseable {
    private static final Pattern HTTP = Pattern.compile("ready .*http=(http://\\S+)");
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final URI url;
    private final String administrator;

    private RunningPawn(Process process, URI url, String administrator) {
        this.process = process;
        this.url = url;
        this.administrator = administrator;
    }

    static RunningPawn start(Path data) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.pawn.server.main.Main",
                        "serve",
                        "--data",
                        data.toString(),
                        "--domain",
                        "example.com",
                        "--http",
                        "127.0.0.1:0",
                        "--https",
                        "off",
                        "--sip",
                        "off",
                        "--sips",
                        "off"))
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            Matcher ready = HTTP.matcher(line);
            if (ready.find()) {
                drain(said);
                String token = Files.readString(data.resolve("admin-token")).strip();
                return new RunningPawn(process, URI.create(ready.group(1)), token);
            }
        }
        throw new IOException("the server did not start:\n" + all);
    }

    /** Nobody reads what it logs, but its pipe must not fill. */
    private static void drain(BufferedReader said) {
        Thread thread = new Thread(() -> said.lines().forEach(line -> {}), "server-log");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return url.getPort();
    }

    void person(String address, String name, String title, String timeZone) {
        call(
                "POST",
                "/v1/admin/people",
                "application/json",
                "{\"address\":\"%s\",\"name\":%s,\"title\":\"%s\",\"timeZone\":\"%s\",\"email\":\"%1$s\"}"
                        .formatted(address, quoted(name), title, timeZone));
    }

    void group(String id, String name, List<String> members) {
        String addresses = String.join("\",\"", members);
        call(
                "PUT",
                "/v1/groups/" + id,
                "application/json",
                "{\"name\":\"%s\",\"members\":[\"%s\"]}".formatted(name, addresses));
    }

    /** The person sits at a desk, doing that. */
    void desk(String address, String state) {
        call("PUT", "/v1/presence/" + address + "/sessions/desk", "application/json", state);
    }

    void leaveDesk(String address) {
        call("DELETE", "/v1/presence/" + address + "/sessions/desk", "application/json", "");
    }

    /** What {@code pawn set} does. */
    void set(String address, String state) {
        call("PUT", "/v1/presence/" + address + "/manual", "application/json", state);
    }

    void note(String address, String text) {
        call("PUT", "/v1/presence/" + address + "/note", "application/json", "{\"text\":" + quoted(text) + "}");
    }

    /** One meeting of two people. */
    void meeting(String address, Instant start, Instant end) {
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

    /** A long token for a portal. */
    String portalToken() {
        String answer = call(
                "POST",
                "/v1/admin/tokens",
                "application/json",
                "{\"name\":\"portal\",\"scopes\":[\"token.mint\",\"presence.read\",\"people.read\",\"message\"],"
                        + "\"level\":\"Team\",\"expires\":\"P1D\"}");
        Matcher token = TOKEN.matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        return token.group(1);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String call(String method, String path, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + administrator)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.body())
                    .isLessThan(300);
            return answer.body();
        } catch (IOException failed) {
            throw new AssertionError(method + " " + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
