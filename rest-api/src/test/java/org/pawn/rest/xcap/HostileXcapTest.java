package org.pawn.rest.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;

/** Documents, fragments and selectors of somebody who means harm (SECURITY-MODEL T1, T9). */
final class HostileXcapTest {
    private static final String LISTS = "/xcap-root/resource-lists/users/sip:alice@example.com/index";
    private static final String TYPE = "application/resource-lists+xml";
    private static final String ELEMENT = "application/xcap-el+xml";
    private static final String OPEN = "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">";
    private static final String CLOSE = "</resource-lists>";

    private final RestFixture server = new RestFixture();
    private final RestClient alice = new RestClient(server, server.token(ALICE));

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer put(String body) {
        return alice.call("PUT", LISTS, body, TYPE);
    }

    private void nothingIsThere() {
        assertThat(alice.get(LISTS).status()).isEqualTo(404);
        assertThat(server.contacts.read(ALICE).join().version()).isZero();
    }

    @Test
    void noDocumentTypeIsReadAndNothingIsFetched() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
            List<String> bodies = List.of(
                    "<!DOCTYPE resource-lists SYSTEM \"" + url + "\">" + OPEN + CLOSE,
                    "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + OPEN
                            + "<list name=\"a\"><display-name>&x;" + "</display-name></list>" + CLOSE,
                    "<!DOCTYPE r [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>" + OPEN
                            + "<list name=\"&c;\"/>" + CLOSE,
                    "<!DOCTYPE r [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]>" + OPEN + CLOSE);
            for (String body : bodies) {
                Answer refused = put(body);

                assertThat(refused.status()).as(body).isIn(400, 409);
                assertThat(refused.body()).doesNotContain("root:", "lol");
            }
            trap.setSoTimeout(1);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(trap::accept))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
        nothingIsThere();
    }

    @Test
    void depthCountAndSizeAreBounded() {
        List<String> bodies = List.of(
                OPEN + "<list>".repeat(50_000) + "</list>".repeat(50_000) + CLOSE,
                OPEN + "<list/>".repeat(60_000) + CLOSE,
                OPEN + "<list " + attributes() + "/>" + CLOSE,
                OPEN + "<list name=\"a\">" + "<x xmlns=\"urn:x\">".repeat(70) + "</x>".repeat(70) + "</list>" + CLOSE);
        for (String body : bodies) {
            assertThat(put(body).status()).as("%s bytes", body.length()).isEqualTo(400);
        }
        assertThat(put(OPEN + "<list name=\"" + "n".repeat(1_100_000) + "\"/>" + CLOSE)
                        .status())
                .isEqualTo(413);
        nothingIsThere();
    }

    private static String attributes() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            attributes.append("a").append(i).append("=\"\" ");
        }
        return attributes.toString();
    }

    @Test
    void moreContactsThanAListHoldsAreRefused() {
        StringBuilder body = new StringBuilder(OPEN).append("<list name=\"a\">");
        for (int i = 0; i < 5_001; i++) {
            body.append("<entry uri=\"sip:p").append(i).append("@example.com\"/>");
        }

        Answer refused = put(body.append("</list>").append(CLOSE).toString());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("<constraint-failure ");
        nothingIsThere();
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThat(put("\ufeff<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + OPEN + CLOSE)
                        .body())
                .contains("<not-utf-8 ");
        nothingIsThere();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../bob",
                "/%2e%2e/%2e%2e/sip:bob@example.com/index",
                "/~~/resource-lists/list%5B@name=%22a%2Fb%22%5D",
                "/~~/resource-lists/list%5B@name=%22a%255b%22%5D",
                "/~~//resource-lists",
                "/~~/resource-lists%00",
                "/~~/resource-lists/list%5B1",
                "/~~/document(%22file:etc%22)",
                "/~~/resource-lists/list%5B@name=%22%26x;%22%5D",
                "/~~/%ff",
                ";x=y/~~/resource-lists"
            })
    void pathsThatMeanTwoThingsOrNothingAreRefused(String tail) {
        put(OPEN + CLOSE);

        assertThat(alice.get(LISTS + tail).status()).as(tail).isIn(400, 403, 404);
        assertThat(alice.call("PUT", LISTS + tail, "<list/>", ELEMENT).status())
                .as(tail)
                .isIn(400, 403, 404, 405, 409, 415);
    }

    @Test
    void whateverIsSentTheAnswerIsAnAnswer() {
        Random random = new Random(4825);
        String whole = OPEN
                + "<list name=\"a\"><display-name>A</display-name><entry uri=\"sip:bob@example.com\"/></list>" + CLOSE;
        String selector = "resource-lists/list[@name=\"a\"]/entry[1][@uri='sip:bob@example.com']/@uri";
        for (int round = 0; round < 300; round++) {
            put(whole);
            assertThat(put(mutated(whole, random)).status()).isIn(200, 201, 400, 409);
            String node = java.net.URLEncoder.encode(mutated(selector, random), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("%2F", "/")
                    .replace("+", "%20");
            assertThat(alice.get(LISTS + "/~~/" + node).status()).as(node).isIn(200, 400, 404);
            assertThat(alice.delete(LISTS + "/~~/" + node).status()).as(node).isIn(200, 400, 404, 405, 409);
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(3) + 1; i > 0 && mutated.length() > 0; i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(3)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, "<>&\"'[]@/=*:;a1".charAt(random.nextInt(15)));
                default -> mutated.setCharAt(at, "<>&\"'[]@/=*:;a1".charAt(random.nextInt(15)));
            }
        }
        return mutated.toString();
    }
}
