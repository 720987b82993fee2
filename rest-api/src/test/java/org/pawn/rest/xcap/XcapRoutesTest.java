package org.pawn.rest.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;
import org.pawn.xcap.XcapDocument;

/** Documents over HTTP (RFC 4825), and the contact list in two views (RFC 4826). */
final class XcapRoutesTest {
    private static final String LISTS = "/xcap-root/resource-lists/users/sip:alice@example.com/index";
    private static final String TYPE = "application/resource-lists+xml";
    private static final String ELEMENT = "application/xcap-el+xml";
    private static final String ATTRIBUTE = "application/xcap-att+xml";
    private static final String NS = "urn:ietf:params:xml:ns:resource-lists";
    private static final String CLOSE =
            "/~~/resource-lists/list%5B@name=%22friends%22%5D/list%5B@name=%22close-friends%22%5D";
    private static final String JOE = CLOSE + "/entry%5B@uri=%22sip:joe@example.com%22%5D";

    private final RestFixture server = new RestFixture();
    private final RestClient alice = new RestClient(server, server.token(ALICE));
    private final RestClient bob = new RestClient(server, server.token(BOB));

    @AfterEach
    void stop() {
        server.close();
    }

    private static String golden() {
        try (var in = XcapRoutesTest.class.getResourceAsStream("/xcap/rfc4826-3.3.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private Answer put(String path, String body, String type, String... headers) {
        return alice.call("PUT", path, body, type, headers);
    }

    private static String lists(String inside) {
        return "<resource-lists xmlns=\"" + NS + "\">" + inside + "</resource-lists>";
    }

    @Nested
    final class GivenNoDocument {
        @Test
        void thereIsNothingToReadOrRemove() {
            assertThat(alice.get(LISTS).status()).isEqualTo(404);
            assertThat(alice.delete(LISTS).status()).isEqualTo(404);
            assertThat(put(LISTS + JOE, "<entry uri=\"sip:joe@example.com\"/>", ELEMENT)
                            .body())
                    .contains("<no-parent ", "<ancestor>" + LISTS + "</ancestor>");
        }

        @Test
        void theFirstPutCreatesAndTheSecondReplaces() {
            Answer created = put(LISTS, golden(), TYPE, "If-None-Match", "*");
            Answer again = put(LISTS, golden(), TYPE, "If-None-Match", "*");
            Answer replaced = put(LISTS, lists(""), TYPE, "If-Match", created.header("ETag"));

            assertThat(created.status()).isEqualTo(201);
            assertThat(again.status()).isEqualTo(412);
            assertThat(replaced.status()).isEqualTo(200);
            assertThat(replaced.header("ETag")).isNotEqualTo(created.header("ETag"));
        }

        @Test
        void whatWasPutIsReadBack() {
            Answer created = put(LISTS, golden(), TYPE);

            Answer read = alice.get(LISTS);

            assertThat(read.body()).isEqualTo(golden());
            assertThat(read.header("Content-Type")).isEqualTo(TYPE);
            assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).startsWith("\"");
            assertThat(alice.get(LISTS, "If-None-Match", read.header("ETag")).status())
                    .isEqualTo(304);
        }

        @Test
        void aListWithNothingInItIsADocumentToo() {
            put(LISTS, lists(""), TYPE);

            assertThat(alice.get(LISTS).status()).isEqualTo(200);
            assertThat(alice.delete(LISTS).status()).isEqualTo(200);
            assertThat(alice.get(LISTS).status()).isEqualTo(404);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "<resource-lists|not-well-formed",
                    "<resource-lists xmlns=\"urn:x\"/>|schema-validation-error",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><entry uri=\"sip:bob@example.com\"/>"
                            + "</resource-lists>|schema-validation-error",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list><entry/></list>"
                            + "</resource-lists>|schema-validation-error",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list nick=\"x\"/>"
                            + "</resource-lists>|schema-validation-error",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>words</list>"
                            + "</resource-lists>|schema-validation-error",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list><entry uri=\"sip:bob@example.com\"/>"
                            + "<display-name>Late</display-name></list></resource-lists>|schema-validation-error",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list name=\"a\"/><list name=\"a\"/>"
                            + "</resource-lists>|uniqueness-failure",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list><entry-ref ref=\"http://x/\"/>"
                            + "</list></resource-lists>|constraint-failure",
                    "<?xml version=\"1.0\" encoding=\"UTF-16\"?><resource-lists/>|not-utf-8"
                })
        void whatIsNoSuchDocumentIsRefusedWithTheReason(String body, String reason) {
            Answer refused = put(LISTS, body, TYPE);

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.header("Content-Type")).isEqualTo("application/xcap-error+xml");
            assertThat(refused.body())
                    .contains("<xcap-error xmlns=\"urn:ietf:params:xml:ns:xcap-error\"><" + reason + " phrase=");
            assertThat(alice.get(LISTS).status()).isEqualTo(404);
        }

        @Test
        void whatIsThereTwiceIsNamed() {
            Answer refused = put(
                    LISTS,
                    lists(
                            "<list name=\"a\"><entry uri=\"sip:bob@example.com\"/><entry uri=\"sip:bob@example.com\"/></list>"),
                    TYPE);

            assertThat(refused.body())
                    .contains("<exists field=\"resource-lists/list%5B@name=%22a%22%5D/"
                            + "entry%5B@uri=%22sip:bob@example.com%22%5D/@uri\"/>");
        }

        @Test
        void onlyTheDocumentsOwnTypeNameAndKindAreServed() {
            assertThat(put(LISTS, lists(""), "application/xml").status()).isEqualTo(415);
            assertThat(put(LISTS.replace("/index", "/other"), lists(""), TYPE).body())
                    .contains("constraint-failure");
            assertThat(alice.get(LISTS.replace("/index", "/other")).status()).isEqualTo(404);
            assertThat(alice.get(LISTS.replace("resource-lists", "nothing")).status())
                    .isEqualTo(404);
            Answer post = alice.call("POST", LISTS, lists(""), TYPE);
            assertThat(post.status()).isEqualTo(405);
            assertThat(post.header("Allow")).contains("GET", "PUT", "DELETE");
        }
    }

    @Nested
    final class GivenTheExampleOfTheStandard {
        GivenTheExampleOfTheStandard() {
            put(LISTS, golden(), TYPE);
        }

        @Test
        void anElementIsReadAsItStands() {
            Answer read = alice.get(LISTS + JOE);

            assertThat(read.header("Content-Type")).isEqualTo(ELEMENT);
            assertThat(read.body())
                    .isEqualTo(
                            "<entry uri=\"sip:joe@example.com\">\n    <display-name>Joe Smith</display-name>\n   </entry>");
            assertThat(alice.get(LISTS + JOE + "/@uri").body()).isEqualTo("sip:joe@example.com");
            assertThat(alice.get(LISTS + JOE + "/@uri").header("Content-Type")).isEqualTo(ATTRIBUTE);
            assertThat(alice.get(LISTS + JOE + "/namespace::*").body())
                    .isEqualTo("<entry xmlns=\"" + NS + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"/>");
            assertThat(alice.get(LISTS + CLOSE + "/entry%5B3%5D").status()).isEqualTo(404);
            assertThat(alice.get(LISTS + "/~~/r:resource-lists/r:list/r:list?xmlns(r=" + NS + ")")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void anElementIsPutReadBackAndRemoved() {
            String bobs = CLOSE + "/entry%5B@uri=%22sip:bob@example.com%22%5D";
            String entry = "<entry uri=\"sip:bob@example.com\"><display-name>Bob</display-name></entry>";
            String before = alice.get(LISTS).header("ETag");

            Answer created = put(LISTS + bobs, entry, ELEMENT, "If-Match", before);

            assertThat(created.status()).isEqualTo(201);
            assertThat(alice.get(LISTS + bobs).body()).isEqualTo(entry);
            assertThat(alice.get(LISTS).header("ETag")).isEqualTo(created.header("ETag"));
            assertThat(put(LISTS + bobs, entry, ELEMENT).status()).isEqualTo(200);
            assertThat(put(LISTS + bobs, entry, ELEMENT, "If-Match", before).status())
                    .isEqualTo(412);
            assertThat(put(LISTS + bobs, entry, ELEMENT, "If-None-Match", "*").status())
                    .isEqualTo(412);
            assertThat(alice.delete(LISTS + bobs).status()).isEqualTo(200);
            assertThat(alice.delete(LISTS + bobs).status()).isEqualTo(404);
            assertThat(alice.get(LISTS).header("ETag")).isEqualTo(before);
        }

        @Test
        void theFirstOfItsNameStandsWhereTheSchemaWantsIt() {
            String name = "/~~/resource-lists/list/display-name";

            assertThat(put(LISTS + name, "<display-name>Friends</display-name>", ELEMENT)
                            .status())
                    .isEqualTo(201);
            assertThat(alice.get(LISTS).body()).containsPattern("<list name=\"friends\">\\s*<display-name>Friends");
        }

        @Test
        void anAttributeIsPutAndRemoved() {
            String friends = LISTS + "/~~/resource-lists/list";

            assertThat(put(friends + "/@name", "mates", ATTRIBUTE).status()).isEqualTo(200);
            assertThat(alice.get(friends + "/@name").body()).isEqualTo("mates");
            assertThat(alice.delete(friends + "/@name").status()).isEqualTo(200);
            assertThat(alice.get(friends + "/@name").status()).isEqualTo(404);
            assertThat(put(friends + "/@name", "mates", ATTRIBUTE).status()).isEqualTo(201);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "PUT|/~~/resource-lists/list/entry%5B1%5D|<entry>|application/xcap-el+xml|not-xml-frag",
                    "PUT|/~~/resource-lists/list/entry%5B9%5D|<entry uri=\"sip:bob@example.com\"/>"
                            + "|application/xcap-el+xml|cannot-insert",
                    "PUT|/~~/resource-lists/list/photo|<photo/>|application/xcap-el+xml|schema-validation-error",
                    "PUT|/~~/resource-lists/list%5B5%5D/entry|<entry/>|application/xcap-el+xml|no-parent",
                    "PUT|/~~/resource-lists/list/@name|a<b|application/xcap-att+xml|not-xml-att-value",
                    "PUT|/~~/resource-lists/list/@nick|bob|application/xcap-att+xml|schema-validation-error",
                    "DELETE|/~~/resource-lists/list/entry%5B1%5D/@uri||text/plain|schema-validation-error",
                    "DELETE|/~~/resource-lists||text/plain|cannot-delete"
                })
        void whatWouldNotBeSuchADocumentIsRefused(String method, String node, String body, String type, String reason) {
            Answer refused = alice.call(method, LISTS + node, method.equals("PUT") ? body : null, type);

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("<" + reason + " ");
            assertThat(alice.get(LISTS).body()).isEqualTo(golden());
        }

        @Test
        void namespacesCanOnlyBeRead() {
            Answer refused = put(LISTS + "/~~/resource-lists/namespace::*", "<x/>", "application/xcap-ns+xml");

            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Nested
    final class GivenTwoViewsOfOneList {
        private static final String REST = "/v1/people/alice@example.com/contacts";

        @Test
        void aContactAddedInEitherIsInTheOther() {
            put(LISTS, lists("<list name=\"work\"><entry uri=\"sip:bob@example.com\"/></list>"), TYPE);
            assertThat(alice.get(REST).json().at("/contacts/0/address").asText())
                    .isEqualTo("bob@example.com");
            assertThat(alice.get(REST).json().at("/groups/0/id").asText()).isEqualTo("work");

            alice.put(REST + "/carol@example.com", "{\"name\":\"Carol\",\"groups\":[\"work\"]}");
            assertThat(alice.get(LISTS).body())
                    .contains("<entry uri=\"sip:carol@example.com\"><display-name>Carol</display-name></entry>");

            alice.delete(LISTS + "/~~/resource-lists/list/entry%5B@uri=%22sip:bob@example.com%22%5D");
            assertThat(alice.get(REST).json().path("contacts")).hasSize(1);
            alice.delete(REST + "/carol@example.com");
            assertThat(alice.get(LISTS).body()).doesNotContain("carol");
        }

        @Test
        void aListThatWasOnlyEverEditedThereIsADocumentHere() {
            alice.put(REST + "/bob@example.com", "{}");

            assertThat(alice.get(LISTS).body())
                    .contains("<list name=\"~\"><display-name>Contacts</display-name>"
                            + "<entry uri=\"sip:bob@example.com\"/></list>");
        }

        @Test
        void everyChangeIsToldWithTheTagsBeforeAndAfter() {
            List<String> told = new ArrayList<>();
            put(LISTS, golden(), TYPE);
            String first = alice.get(LISTS).header("ETag");
            server.documents.onChange(
                    (path, before, after) -> told.add(path + " " + before + " " + after.map(XcapDocument::tag)));

            String second = put(LISTS + JOE, "<entry uri=\"sip:joe@example.com\"/>", ELEMENT)
                    .header("ETag");
            alice.put(REST + "/bob@example.com", "{}");
            String third = alice.get(LISTS).header("ETag");
            alice.delete(LISTS);

            String path = "resource-lists/users/sip:alice@example.com/index Optional[";
            assertThat(told)
                    .containsExactly(
                            (path + first + "] Optional[" + second + "]").replace("\"", ""),
                            (path + second + "] Optional[" + third + "]").replace("\"", ""),
                            (path + third + "] Optional.empty").replace("\"", ""));
        }
    }

    @Nested
    final class GivenSomebodyElsesTree {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sip:bob@example.com",
                    "sip:nobody@example.com",
                    "sip:carol@example.org",
                    "bob@example.com",
                    "nobody",
                    "tel:+49301234567"
                })
        void nobodyLearnsWhoThereIs(String xui) {
            for (String kind : List.of("resource-lists", "xcap-caps")) {
                Answer refused = alice.get("/xcap-root/" + kind + "/users/" + xui + "/index");

                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.problem()).isEqualTo("forbidden");
                assertThat(refused.json().path("detail").asText()).isEqualTo("This belongs to someone else.");
            }
        }

        @Test
        void onesOwnMayBeWrittenInSeveralWays() {
            put(LISTS, golden(), TYPE);

            for (String xui : List.of("alice@example.com", "sip%3Aalice%40example.com", "sip:%61lice@EXAMPLE.com")) {
                assertThat(alice.get(LISTS.replace("sip:alice@example.com", xui))
                                .status())
                        .as(xui)
                        .isEqualTo(200);
            }
            assertThat(bob.get(LISTS).status()).isEqualTo(403);
            assertThat(bob.delete(LISTS).status()).isEqualTo(403);
        }
    }

    @Test
    void whatIsServedIsTold() {
        for (String path : List.of(
                "/xcap-root/xcap-caps/global/index", "/xcap-root/xcap-caps/users/sip:alice@example.com/index")) {
            Answer read = alice.get(path);

            assertThat(read.header("Content-Type")).isEqualTo("application/xcap-caps+xml");
            assertThat(read.body()).contains("<auid>resource-lists</auid>", "<namespace>" + NS + "</namespace>");
            assertThat(alice.get(path + "/~~/xcap-caps/auids/auid%5B1%5D").status())
                    .isEqualTo(200);
            Answer put = put(path, "<xcap-caps/>", "application/xcap-caps+xml");
            assertThat(put.status()).isEqualTo(405);
            assertThat(put.header("Allow")).contains("GET");
        }
    }
}
