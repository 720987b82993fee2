package org.pawn.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pawn.sdk.PersonDetails;
import org.pawn.sdk.PresenceClient;

/** Many people with office calendars in one server, and questions about all of them. */
final class AnswersRun {
    private static final Duration SET_UP_WITHIN = Duration.ofSeconds(90);
    private static final int AT_ONCE = 8;

    /**
     * @param people each with a calendar of about five events a working day, and working hours
     * @param questions how often each short question is put
     * @param longQuestions how often each question over 400 days is put
     */
    record Plan(int people, int questions, int longQuestions) {}

    /** How one sort of question went: the first time, and then. */
    static final class Question {
        double firstMillis;
        final Latencies delays = new Latencies();
        long bytes;
        int wrong;
        double serverCpuMillis;
    }

    private final Plan plan;
    private final PrintStream progress;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final ServerProcess process;
    private final URI server;
    private final String token;

    AnswersRun(Plan plan, ServerProcess server, PrintStream progress) throws IOException {
        this.plan = plan;
        this.progress = progress;
        this.process = server;
        this.server = server.http();
        this.token = server.adminToken();
    }

    /** Adds everybody with a calendar and working hours. */
    void setUp() throws InterruptedException {
        LocalDate from = LocalDate.ofInstant(today, ZoneOffset.UTC);
        Wave wave = new Wave(progress, SET_UP_WITHIN);
        try (PresenceClient admin =
                PresenceClient.at(server.toString()).token(token).build()) {
            wave.run(
                    "people with calendars",
                    plan.people(),
                    AT_ONCE,
                    i -> admin.administration()
                            .addPersonAsync(person(i), details(i))
                            .thenCompose(
                                    added -> admin.calendars().putAsync(person(i), "work", OfficeCalendar.of(i, from)))
                            .thenCompose(put -> hours(i)));
        }
    }

    private static PersonDetails details(int number) {
        return PersonDetails.none().name("Person " + number).timeZone(OfficeCalendar.zone(number));
    }

    private CompletableFuture<HttpResponse<String>> hours(int number) {
        String day = "{\"start\":\"08:00\",\"end\":\"18:00\"}";
        String body =
                "{\"days\":{\"monday\":%1$s,\"tuesday\":%1$s,\"wednesday\":%1$s,\"thursday\":%1$s,\"friday\":%1$s}}"
                        .formatted(day);
        return http.sendAsync(
                request("PUT", "/v1/people/" + person(number) + "/working-hours", body),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String person(int number) {
        return "user" + number + "@" + SipRequests.DOMAIN;
    }

    private String people() {
        return IntStream.range(0, plan.people())
                .mapToObj(i -> "\"" + person(i) + "\"")
                .collect(Collectors.joining(","));
    }

    /** Everybody's busy time over so many days, each time from another hour of this week on. */
    Question batch(int days) throws IOException, InterruptedException {
        return ask(count(days), plan.people(), "\"coverage\":\"known\"", i -> {
            Instant from = today.plus(Duration.ofHours(i % 24));
            return request(
                    "POST",
                    "/v1/freebusy:batch",
                    "{\"addresses\":[%s],\"from\":\"%s\",\"to\":\"%s\"}"
                            .formatted(people(), from, from.plus(Duration.ofDays(days))));
        });
    }

    /** When they can all meet within so many days; at any hour, for no hour suits four continents. */
    Question meeting(int days) throws IOException, InterruptedException {
        return ask(count(days), 1, "\"unknown\":[]}", i -> {
            Instant from = today.plus(Duration.ofHours(i % 24));
            return request(
                    "POST",
                    "/v1/meeting-times",
                    ("{\"required\":[\"%s\"],\"optional\":[%s],\"duration\":\"PT30M\",\"ignoreWorkingHours\":true,"
                                    + "\"windows\":[{\"start\":\"%s\",\"end\":\"%s\"}]}")
                            .formatted(person(0), people(), from, from.plus(Duration.ofDays(days))));
        });
    }

    /** One person's month after another's. */
    Question one() throws IOException, InterruptedException {
        return ask(
                plan.questions(),
                1,
                "\"coverage\":\"known\"",
                i -> request(
                        "GET",
                        "/v1/people/%s/freebusy?from=%s&to=%s"
                                .formatted(person(i % plan.people()), today, today.plus(Duration.ofDays(31))),
                        ""));
    }

    private int count(int days) {
        return days > 31 ? plan.longQuestions() : plan.questions();
    }

    private interface Asking {
        HttpRequest number(int number);
    }

    /** Until the last byte of each answer; {@code sign} must be in it as often as expected. */
    private Question ask(int times, int expected, String sign, Asking asking) throws IOException, InterruptedException {
        Question question = new Question();
        Duration cpuBefore = process.cpu();
        for (int i = 0; i <= times; i++) {
            if (i == 1) {
                cpuBefore = process.cpu();
            }
            HttpRequest request = asking.number(i);
            long start = System.nanoTime();
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] body;
            try (InputStream in = answer.body()) {
                body = in.readAllBytes();
            }
            long nanos = System.nanoTime() - start;
            if (i == 0) {
                question.firstMillis = nanos / 1e6;
            } else {
                question.delays.add(nanos);
            }
            question.bytes = body.length;
            question.wrong += answer.statusCode() == 200 && occurrences(body, sign) == expected ? 0 : 1;
        }
        question.serverCpuMillis = process.cpu().minus(cpuBefore).toNanos() / 1e6 / times;
        return question;
    }

    private static int occurrences(byte[] body, String sign) {
        byte[] wanted = sign.getBytes(StandardCharsets.UTF_8);
        int count = 0;
        for (int at = 0; at <= body.length - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && body[at + matched] == wanted[matched]) {
                matched++;
            }
            count += matched == wanted.length ? 1 : 0;
        }
        return count;
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
