package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two devices of one person edit her contact list at the same time, a thousand times, over the real routes and store. */
@Tag("slow")
final class TwoDevicesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "/v1/people/alice@example.com/contacts";
    private static final int ROUNDS = 1_000;

    @TempDir
    private Path data;

    private TestServer server;

    @Test
    void nothingThatEitherWroteIsLostAndBothEndEqual() throws Exception {
        try (TestServer started = TestServer.start(data)) {
            server = started;
            server.person("alice@example.com", "Alice Example", "a secret");
            ExecutorService threads = Executors.newFixedThreadPool(2);
            CyclicBarrier round = new CyclicBarrier(2);
            Device desk = new Device("desk", round);
            Device phone = new Device("phone", round);
            List<Future<Integer>> done = new ArrayList<>();
            done.add(threads.submit((Callable<Integer>) desk::addOneByOne));
            done.add(threads.submit((Callable<Integer>) phone::rewriteTheWhole));
            int refused = 0;
            for (Future<Integer> one : done) {
                refused += one.get();
            }
            threads.shutdown();

            assertThat(desk.contacts()).isEqualTo(phone.contacts()).hasSize(2 * ROUNDS);
            assertThat(refused).as("they did meet").isPositive();
            assertThat(desk.read().path("version").asInt()).isEqualTo(2 * ROUNDS);
        }
    }

    private final class Device {
        private final String name;
        private final CyclicBarrier round;
        private final HttpClient http = HttpClient.newHttpClient();

        Device(String name, CyclicBarrier round) {
            this.name = name;
            this.round = round;
        }

        /** An entry each round, whatever the rest of the list is. */
        int addOneByOne() throws Exception {
            for (int i = 0; i < ROUNDS; i++) {
                round.await();
                HttpResponse<String> put = call("PUT", LIST + "/" + contact(i), "{\"groups\":[]}", "");
                assertThat(put.statusCode()).isEqualTo(200);
            }
            return 0;
        }

        /** The list as it was read, with one entry more; read again when somebody else was faster. */
        int rewriteTheWhole() throws Exception {
            int refused = 0;
            for (int i = 0; i < ROUNDS; i++) {
                round.await();
                while (!rewritten(contact(i))) {
                    refused++;
                }
            }
            return refused;
        }

        private boolean rewritten(String contact) throws Exception {
            JsonNode list = read();
            ObjectNode body = JSON.createObjectNode();
            body.set("groups", list.path("groups"));
            var contacts = body.putArray("contacts");
            list.path("contacts").forEach(contacts::add);
            contacts.addObject().put("address", contact).putArray("groups");
            HttpResponse<String> put = call(
                    "PUT", LIST, body.toString(), "\"" + list.path("version").asText() + "\"");
            assertThat(put.statusCode()).isIn(200, 412);
            return put.statusCode() == 200;
        }

        private String contact(int number) {
            return name + number + "@example.com";
        }

        JsonNode read() throws Exception {
            return JSON.readTree(call("GET", LIST, "", "").body());
        }

        Set<String> contacts() throws Exception {
            Set<String> all = new TreeSet<>();
            read().path("contacts").forEach(one -> all.add(one.path("address").asText()));
            return all;
        }

        private HttpResponse<String> call(String method, String path, String body, String ifMatch) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.http() + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + server.adminToken());
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            if (!ifMatch.isEmpty()) {
                request.header("If-Match", ifMatch);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
