package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.pawn.sdk.PersonDetails;
import org.pawn.sdk.PresenceClient;

/**
 * Whether a calendar's address tells what is open in the server's own network: one of a port that somebody listens to,
 * and one of a port that nobody does, by turns; the answer must be the same and take as long.
 */
public final class CalendarProbing {
    private static final Pairs.Plan PLAN = new Pairs.Plan(100, 1_000);
    private static final double AT_MOST_PERCENT = 20;
    private static final String ALICE = "alice@" + SipRequests.DOMAIN;

    private CalendarProbing() {}

    /** Takes no arguments. Exits with 1 if the answers differ, or their medians do by 20 %, or somebody was connected to. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        Report report = new Report("calendar probing");
        boolean tells;
        try (ServerProcess server = ServerProcess.start("512m");
                ServerSocket open = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            open.setSoTimeout(1);
            Probe probe = new Probe(server);
            int closed = closedPort();
            Pairs.Result result =
                    new Pairs().ask(PLAN, 200, () -> probe.put(open.getLocalPort()), 200, () -> probe.put(closed));
            report.add("tries of each", PLAN.tries(), "");
            report.add("open, median", result.first().percentileMillis(50), "ms");
            report.add("closed, median", result.second().percentileMillis(50), "ms");
            report.add("medians differ", result.differencePercent(), "%");
            report.add("open the slower", 100 * result.ranks().share(), "% of pairs");
            report.add("z", result.ranks().z(), "");
            report.add("different sentences", probe.sentences.size(), "");
            boolean isConnected = isConnected(open);
            report.add("connected to the open port", isConnected ? 1 : 0, "");
            tells = isConnected || probe.sentences.size() != 1 || result.differencePercent() >= AT_MOST_PERCENT;
            out.print(server.log());
        }
        report.print(out);
        out.printf("open and closed cannot be told apart: %s%n", tells ? "NO" : "yes");
        System.exit(tells ? 1 : 0);
    }

    private static boolean isConnected(ServerSocket open) throws IOException {
        try {
            open.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            return socket.getLocalPort();
        }
    }

    /** Puts one calendar's address again and again, and gathers what is said of it but for its version. */
    private static final class Probe {
        private final HttpClient http = HttpClient.newHttpClient();
        private final URI calendar;
        private final String token;
        final Set<String> sentences = new HashSet<>();

        Probe(ServerProcess server) throws IOException, InterruptedException {
            token = server.adminToken();
            calendar = server.http().resolve("/v1/people/" + ALICE + "/calendars/probe");
            try (PresenceClient admin =
                    PresenceClient.at(server.http().toString()).token(token).build()) {
                admin.administration().addPerson(ALICE, PersonDetails.none().name("Alice"));
            }
            put(closedPort());
            sentences.clear();
        }

        int put(int port) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(calendar)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"url\":\"http://127.0.0.1:" + port + "/a.ics\"}"))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            sentences.add(answer.body().replaceAll("\"version\":\"[^\"]*\"", ""));
            return answer.statusCode();
        }
    }
}
