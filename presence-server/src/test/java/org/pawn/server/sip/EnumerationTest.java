package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.server.main.TestServer;

/**
 * Who asks for people finds out no more than they may: the very bytes of an answer, headers in their order, are the same
 * for nobody as for somebody. How long it takes is measured by {@code bench/run guessing}.
 */
final class EnumerationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a secret";

    @TempDir
    private Path data;

    private TestServer server;
    private RawHttp http;
    private Viewer admin;

    @BeforeEach
    void start() {
        server = TestServer.start(data, Map.of("sip.digest.algorithms", "SHA-256, MD5"));
        http = new RawHttp(server.http());
        server.person("alice@example.com", "Alice Example", SECRET);
        server.person("bob@example.com", "Bob Example", SECRET);
        server.desk("alice@example.com");
        admin = new Viewer(server, server.adminToken(), "", "");
    }

    @AfterEach
    void stop() {
        admin.close();
        server.close();
    }

    private SipTestClient udp() {
        String[] address = server.sip().split(":");
        return SipTestClient.udp(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
    }

    private static String token(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body()).path("token").asText();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All of an HTTP answer but the second at which it was given, and the hash of a body that repeats the address. */
    private static String undated(String answer) {
        return answer.replaceAll("\r\nDate: [^\r]*", "\r\nDate: …")
                .replaceAll("\r\nETag: \"[^\"]{20}\"", "\r\nETag: …");
    }

    /** All of a SIP answer but what is random in it, and what it repeats of the request. */
    private static String unnamed(String answer) {
        return answer.replaceAll("nonce=\"[^\"]*\"", "nonce=…")
                .replaceAll("(?m)^(Via|From|Call-ID|CSeq): .*$", "$1: …")
                .replaceAll("(?m)^To: .*$", "To: …");
    }

    @Nested
    final class GivenSomebodyGuessesPasswords {
        @ParameterizedTest
        @ValueSource(strings = {"guess", SECRET})
        void byRestNobodyIsAWrongPasswordByteForByte(String password) {
            String wrong =
                    http.call("POST", "/v1/sign-in", "", "{\"address\":\"alice@example.com\",\"password\":\"guess\"}");
            String nobody = http.call(
                    "POST",
                    "/v1/sign-in",
                    "",
                    "{\"address\":\"nobody@example.com\",\"password\":\"" + password + "\"}");

            assertThat(wrong).startsWith("HTTP/1.1 401 ").contains("wrong-credentials");
            assertThat(undated(nobody)).isEqualTo(undated(wrong));
        }

        @ParameterizedTest
        @ValueSource(strings = {"REGISTER", "PUBLISH", "SUBSCRIBE", "MESSAGE"})
        void bySipNobodyIsAWrongPasswordByteForByte(String method) {
            try (SipUser guesser = new SipUser(udp(), "alice", "guess");
                    SipUser stranger = new SipUser(udp(), "bobby", SECRET)) {
                String wrong = challenged(guesser, method);
                String nobody = challenged(stranger, method);

                assertThat(SipTestClient.status(wrong)).isEqualTo(method.equals("MESSAGE") ? 407 : 401);
                assertThat(unnamed(nobody)).isEqualTo(unnamed(wrong));
            }
        }

        /** The answer to credentials that do not do. */
        private static String challenged(SipUser user, String method) {
            return user.request(method, method.equals("REGISTER") ? "sip:example.com" : "sip:bob@example.com")
                    .with("Event", "presence")
                    .sendSigned();
        }
    }

    @Nested
    final class GivenNobodySignedIn {
        @ParameterizedTest
        @ValueSource(strings = {"SUBSCRIBE", "PUBLISH", "MESSAGE"})
        void whomAPhoneAsksForMakesNoDifference(String method) {
            try (SipUser stranger = new SipUser(udp(), "alice", "")) {
                String somebody = stranger.request(method, "sip:bob@example.com")
                        .with("Event", "presence")
                        .send();
                String nobody = stranger.request(method, "sip:bib@example.com")
                        .with("Event", "presence")
                        .send();

                assertThat(unnamed(nobody)).isEqualTo(unnamed(somebody));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"/v1/presence/%s", "/v1/people/%s", "/v1/presence/%s/icon.svg"})
        void whomARequestAsksForMakesNoDifference(String path) {
            String somebody = http.call("GET", path.formatted("alice@example.com"), "", "");
            String nobody = http.call("GET", path.formatted("annie@example.com"), "", "");

            assertThat(somebody).startsWith("HTTP/1.1 401 ");
            assertThat(undated(nobody)).isEqualTo(undated(somebody));
        }
    }

    @Nested
    final class GivenAGuestWhoMaySeeNobody {
        private String guest;

        @BeforeEach
        void mint() {
            guest = token(admin.post(
                    "/v1/tokens",
                    "{\"viewer\":{\"guest\":\"visitor\",\"level\":\"Blocked\"},"
                            + "\"scopes\":[\"presence.read\",\"people.read\",\"freebusy.read\"]}"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/presence/%s",
                    "/v1/presence?address=%s",
                    "/v1/presence/%s/icon.svg",
                    "/v1/people/%s",
                    "/v1/people/%s/freebusy?from=2030-03-04T00:00:00Z&to=2030-03-05T00:00:00Z"
                })
        void somebodyIsNobodyByteForByte(String path) {
            String blocked = http.call("GET", path.formatted("alice@example.com"), guest, "");
            String nobody = http.call("GET", path.formatted("annie@example.com"), guest, "");

            assertThat(blocked).contains("not-visible");
            assertThat(undated(nobody).replace("annie", "alice")).isEqualTo(undated(blocked));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/presence:batch {\"addresses\":[\"%s\"]}",
                    "/v1/availability {\"addresses\":[\"%s\"],\"start\":\"2030-03-04T09:00:00Z\",\"duration\":\"PT30M\"}"
                })
        void inAListTooSomebodyIsNobody(String call) {
            String[] words = call.split(" ", 2);
            String blocked = http.call("POST", words[0], guest, words[1].formatted("alice@example.com"));
            String nobody = http.call("POST", words[0], guest, words[1].formatted("annie@example.com"));

            assertThat(blocked).contains("not-visible");
            assertThat(undated(nobody).replace("annie", "alice")).isEqualTo(undated(blocked));
        }

        @Test
        void onAFeedTooSomebodyIsNobody() {
            try (Viewer visitor = new Viewer(server, guest, "", "");
                    Viewer.Feed feed = visitor.feed()) {
                feed.watch("alice@example.com");
                String blocked = feed.next("snapshot").path("problems").toString();
                feed.watch("annie@example.com");
                String nobody = feed.next("snapshot").path("problems").toString();

                assertThat(blocked).contains("not-visible");
                assertThat(nobody.replace("annie", "alice")).isEqualTo(blocked);
            }
        }
    }

    /** Colleagues may know who there is: the directory tells them anyway. */
    @Nested
    final class GivenAColleague {
        @Test
        void nobodyIs404AndWhoBlocksThemIs403ByRestAndSipAlike() {
            Viewer alice = signedIn("alice");
            Viewer bob = signedIn("bob");
            assertThat(alice.call(
                                    "PUT",
                                    "/v1/people/alice@example.com/privacy/people/bob@example.com",
                                    "{\"handling\":\"block\"}")
                            .statusCode())
                    .isBetween(200, 299);

            assertThat(bob.get("/v1/presence/alice@example.com").statusCode()).isEqualTo(403);
            assertThat(bob.get("/v1/presence/annie@example.com").statusCode()).isEqualTo(404);
            assertThat(SipTestClient.status(bob.phone().subscribe("alice", 60).sendSigned()))
                    .isEqualTo(403);
            assertThat(SipTestClient.status(bob.phone().subscribe("annie", 60).sendSigned()))
                    .isEqualTo(404);
            alice.close();
            bob.close();
        }

        private Viewer signedIn(String name) {
            HttpResponse<String> answer = admin.post(
                    "/v1/sign-in", "{\"address\":\"" + name + "@example.com\",\"password\":\"" + SECRET + "\"}");
            return new Viewer(server, token(answer), name, SECRET);
        }
    }
}
