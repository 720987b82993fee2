package org.pawn.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;
import static org.pawn.rest.RestFixture.STRANGER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.presence.Availability;
import org.pawn.watching.RecordingWatcherChannel;

/** Every operation of {@code openapi.yaml} is called here, judged by it, and the server has no route outside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiContractTest {
    private final Specification specification = new Specification();
    private RestFixture server;
    private SpecifiedClient alice;
    private SpecifiedClient bob;
    private SpecifiedClient admin;
    private SpecifiedClient nobody;

    @BeforeAll
    void start() {
        server = new RestFixture();
        alice = client(server.token(ALICE));
        bob = client(server.token(BOB));
        admin = client(server.adminToken());
        nobody = client("");
        server.shows(ALICE, Availability.BUSY);
    }

    @AfterAll
    void everyOperationWasCalled() {
        server.close();
        Set<String> missed = new TreeSet<>(specification.operations());
        missed.removeAll(specification.seen());
        assertThat(missed).as("operations that no test called").isEmpty();
    }

    private SpecifiedClient client(String token) {
        return new SpecifiedClient(server, token, specification);
    }

    @Test
    void theServerHasNoRouteOutsideTheSpecification() {
        Set<String> routes = new TreeSet<>();
        server.api.server().app().unsafe.internalRouter.allHttpHandlers().forEach(handler -> {
            if (handler.endpoint.method.isHttpMethod()) {
                String path = handler.endpoint.path.replace('<', '{').replace('>', '}');
                routes.add(handler.endpoint.method + " " + path);
            }
        });
        server.api
                .server()
                .app()
                .unsafe
                .internalRouter
                .allWsHandlers()
                .forEach(handler -> routes.add("GET " + handler.getPath()));

        assertThat(routes).isEqualTo(specification.operations());
    }

    @Test
    void servicePages() {
        for (String page : List.of(
                "/healthz",
                "/readyz",
                "/openapi.yaml",
                "/feed.yaml",
                "/docs",
                "/docs/start.js",
                "/docs/swagger-ui.css")) {
            assertThat(nobody.get(page).status()).as(page).isEqualTo(200);
        }
        assertThat(nobody.get("/embed/v1/pawn.js").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        assertThat(nobody.get("/embed/v1/pawn.json").json().path("integrity").asText())
                .startsWith("sha384-");
        assertThat(nobody.get("/embed/v1/none.js").problem()).isEqualTo("not-found");
    }

    @Test
    void signInRefreshAndSignOut() {
        Answer signedIn =
                nobody.post("/v1/sign-in", "{\"address\":\"sip:alice@example.com\",\"password\":\"secret of alice\"}");
        assertThat(signedIn.status()).isEqualTo(200);
        String refreshToken = signedIn.json().path("refreshToken").asText();
        Answer again = nobody.post("/v1/sign-in:refresh", "{\"refreshToken\":\"" + refreshToken + "\"}");
        SpecifiedClient someone = client(again.json().path("token").asText());

        assertThat(someone.get("/v1/me").json().path("address").asText()).isEqualTo("alice@example.com");
        assertThat(someone.call("POST", "/v1/sign-out", null, "").status()).isEqualTo(204);
        assertThat(someone.get("/v1/me").status()).isEqualTo(401);
        assertThat(nobody.post("/v1/sign-in", "{\"address\":\"alice@example.com\",\"password\":\"no\"}")
                        .problem())
                .isEqualTo("wrong-credentials");
    }

    @Test
    void tokens() {
        Answer minted = alice.post("/v1/tokens", "{\"scopes\":[\"presence.read\"],\"expires\":\"PT5M\"}");
        assertThat(minted.status()).isEqualTo(201);
        assertThat(alice.get("/v1/tokens").json().path("items").toString())
                .contains(minted.json().path("id").asText());
        assertThat(alice.delete("/v1/tokens/" + minted.json().path("id").asText())
                        .status())
                .isEqualTo(204);

        Answer guest = admin.post(
                "/v1/tokens",
                "{\"viewer\":{\"guest\":\"visitor-17\",\"level\":\"External\"},\"scopes\":[\"presence.read\"]}");
        assertThat(guest.status()).isEqualTo(201);
        Answer application = admin.post(
                "/v1/admin/tokens", "{\"name\":\"wiki\",\"scopes\":[\"presence.read\"],\"expires\":\"P30D\"}");
        assertThat(admin.get("/v1/admin/tokens").status()).isEqualTo(200);
        assertThat(admin.delete("/v1/admin/tokens/"
                                + application.json().path("id").asText())
                        .status())
                .isEqualTo(204);
        assertThat(alice.get("/v1/admin/tokens").status()).isEqualTo(403);
        assertThat(alice.call("POST", "/v1/feed-tickets", null, "").status()).isEqualTo(201);
        assertThat(nobody.get("/v1/feed").status()).as("no upgrade").isEqualTo(400);
        assertThat(nobody.get("/sip").status()).as("no upgrade").isEqualTo(400);
    }

    @Test
    void presenceOfOneOfSeveralAndOfMany() {
        assertThat(bob.get("/v1/presence/alice@example.com")
                        .json()
                        .path("availability")
                        .asText())
                .isEqualTo("Busy");
        assertThat(bob.get("/v1/presence/sip%3Aalice%40example.com", "Accept", "text/plain")
                        .body())
                .isEqualTo("Busy\n");
        assertThat(bob.get("/v1/presence/alice@example.com", "Accept", "application/pidf+xml")
                        .body())
                .contains("<basic>open</basic>");
        assertThat(alice.get("/v1/me/presence").status()).isEqualTo(200);
        assertThat(bob.get("/v1/presence?address=alice@example.com&address=nobody@example.com")
                        .json()
                        .path("items"))
                .hasSize(2);
        assertThat(bob.post("/v1/presence:batch", "{\"addresses\":[\"sip:Alice@example.com\",\"alice@example.com\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(bob.get("/v1/presence/nobody@example.com").problem()).isEqualTo("not-found");
    }

    @Test
    void sessions() {
        String session = "/v1/presence/bob@example.com/sessions/doc-7";

        assertThat(bob.put(session, "{\"availability\":\"Busy\",\"activity\":\"Presenting\",\"expires\":\"PT5M\"}")
                        .status())
                .isEqualTo(201);
        assertThat(bob.put(session, "{\"availability\":\"Busy\"}").status()).isEqualTo(200);
        assertThat(bob.get(session).json().path("session").path("application").asText())
                .isEqualTo("bob@example.com");
        assertThat(bob.delete(session).status()).isEqualTo(204);
        assertThat(bob.get(session).status()).isEqualTo(404);
        assertThat(bob.put(session, "{\"availability\":\"Busy\",\"expires\":\"PT1S\"}")
                        .problem())
                .isEqualTo("interval-too-brief");
    }

    @Test
    void manualStateAndNote() {
        String manual = "/v1/presence/bob@example.com/manual";
        assertThat(bob.put(manual, "{\"availability\":\"Away\",\"for\":\"PT10M\"}")
                        .json()
                        .path("manual")
                        .path("until")
                        .asText())
                .isEqualTo("2030-03-04T12:10:00Z");
        assertThat(bob.get(manual).json().path("manual").path("availability").asText())
                .isEqualTo("Away");
        assertThat(bob.delete(manual).json().path("manual").isNull()).isTrue();
        String note = "/v1/presence/bob@example.com/note";
        assertThat(bob.put(note, "{\"text\":\"Board room\",\"lang\":\"en\"}")
                        .json()
                        .path("note")
                        .path("text")
                        .asText())
                .isEqualTo("Board room");
        assertThat(bob.get(note).status()).isEqualTo(200);
        assertThat(bob.delete(note).json().path("note").isNull()).isTrue();
        assertThat(alice.put(note, "{\"text\":\"not mine\"}").problem()).isEqualTo("forbidden");
    }

    @Test
    void whereaboutsAndWhy() {
        String away = "/v1/presence/bob@example.com/out-of-office";
        assertThat(bob.put(away, "{\"text\":\"At sea\",\"for\":\"P7D\"}")
                        .json()
                        .path("effective")
                        .path("activity")
                        .asText())
                .isEqualTo("OutOfOffice");
        assertThat(bob.put(away, "{\"text\":\"At sea\"}").problem()).isEqualTo("invalid-request");
        assertThat(bob.get(away).json().path("outOfOffice").path("text").asText())
                .isEqualTo("At sea");
        assertThat(bob.delete(away).json().path("outOfOffice").isNull()).isTrue();
        String place = "/v1/presence/bob@example.com/work-location";
        assertThat(bob.put(place, "{\"place\":\"Home\",\"for\":\"PT8H\"}")
                        .json()
                        .path("effective")
                        .path("workLocation")
                        .asText())
                .isEqualTo("Home");
        assertThat(bob.get(place).status()).isEqualTo(200);
        assertThat(bob.delete(place).json().path("workLocation").isNull()).isTrue();

        Answer why = alice.get("/v1/presence/alice@example.com/explain?as=carol@example.com");
        assertThat(why.json().path("sentence").asText()).startsWith("Shows Busy because a device says Busy");
        assertThat(why.json().path("rules").get(0).path("rule").asText()).isEqualTo("published");
        assertThat(why.json()
                        .path("seenAs")
                        .path("presence")
                        .path("availability")
                        .asText())
                .isEqualTo("Busy");
        assertThat(why.json().path("seenAs").path("presence").has("workLocation"))
                .as("a colleague who is not in the team")
                .isFalse();
        assertThat(bob.get("/v1/presence/alice@example.com/explain").problem()).isEqualTo("forbidden");
    }

    @Test
    void whyIsToldInTheReadersLanguageAndALevelStandsForAnybodyWhoHasIt() {
        String path = "/v1/presence/alice@example.com/explain";
        assertThat(alice.get(path, "Accept-Language", "de-CH, en;q=0.5")
                        .json()
                        .path("sentence")
                        .asText())
                .startsWith("Zeigt Beschäftigt, weil ein Gerät „Beschäftigt“ meldet");
        for (String language : List.of("fr", "no such language!", "")) {
            assertThat(alice.get(path, "Accept-Language", language)
                            .json()
                            .path("sentence")
                            .asText())
                    .as(language)
                    .startsWith("Shows Busy");
        }

        assertThat(seen(path + "?as=Team").has("workLocation")).isTrue();
        assertThat(seen(path + "?as=company").has("workLocation")).isFalse();
        assertThat(seen(path + "?as=company").has("schedule")).isTrue();
        assertThat(seen(path + "?as=External").has("schedule")).isFalse();
        assertThat(alice.get(path + "?as=Self").problem()).isEqualTo("invalid-request");
        assertThat(alice.get(path + "?as=Blocked").problem()).isEqualTo("invalid-request");
    }

    private JsonNode seen(String path) {
        return alice.get(path).json().path("seenAs").path("presence");
    }

    @Test
    void whoAppearsOfflineIsToldWhatOthersSeeAndSinceWhen() {
        alice.put("/v1/presence/alice@example.com/manual", "{\"availability\":\"Offline\",\"for\":\"PT10M\"}");

        JsonNode seen = alice.get("/v1/me/presence").json().path("appearsAs");

        assertThat(seen.path("availability").asText()).isEqualTo("Offline");
        assertThat(seen.path("since").asText()).isEqualTo("2030-03-04T12:00:00Z");
        alice.delete("/v1/presence/alice@example.com/manual");
    }

    @Test
    void queries() {
        Answer busy = bob.post(
                "/v1/presence:query",
                "{\"group\":\"team\",\"availability\":[\"Busy\"],\"order\":\"longestAvailable\",\"limit\":1}");
        assertThat(busy.json().path("presence").path(0).path("address").asText())
                .isEqualTo("alice@example.com");
        assertThat(bob.post("/v1/presence:query", "{\"role\":[\"boss\",\"supervisor\"],\"skill\":[\"french\"]}")
                        .json()
                        .path("presence"))
                .hasSize(3);
        assertThat(bob.post("/v1/presence:query", "{\"skill\":[\"french\",\"spanish\"]}")
                        .json()
                        .path("presence"))
                .isEmpty();
        assertThat(bob.post("/v1/presence:query", "{\"skill\":[\"\"]}").problem())
                .isEqualTo("invalid-request");
        assertThat(bob.post("/v1/presence:query", "{\"group\":\"none\"}").problem())
                .isEqualTo("not-found");
        assertThat(bob.post("/v1/presence:query", "{\"availability\":[\"Cheerful\"]}")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(client(server.applicationToken(Level.EXTERNAL, Scope.PRESENCE_READ))
                        .post("/v1/presence:query", "{}")
                        .problem())
                .isEqualTo("forbidden");
    }

    @Test
    void workingHours() {
        String hours = "/v1/people/bob@example.com/working-hours";
        assertThat(bob.get(hours).json().path("days")).isEmpty();
        assertThat(bob.put(hours, "{\"days\":{\"monday\":{\"start\":\"09:00\",\"end\":\"17:00\"}}}")
                        .json()
                        .path("days")
                        .path("monday")
                        .path("end")
                        .asText())
                .isEqualTo("17:00");
        assertThat(bob.put(hours, "{\"days\":{\"monday\":{\"start\":\"17:00\",\"end\":\"09:00\"}}}")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(bob.put(hours, "{\"days\":{}}").problem()).isEqualTo("invalid-request");
        assertThat(alice.get(hours).problem()).isEqualTo("forbidden");
        assertThat(bob.delete(hours).status()).isEqualTo(204);
    }

    @Test
    void quietHours() {
        String hours = "/v1/people/bob@example.com/quiet-hours";
        Answer none = bob.get(hours);
        assertThat(none.json().path("days")).isEmpty();
        assertThat(none.json().path("quietUntil").isNull()).isTrue();
        Answer put = bob.put(
                hours,
                "{\"days\":{\"monday\":{\"start\":\"12:30\",\"end\":\"07:00\"},"
                        + "\"tuesday\":{\"start\":\"07:00\",\"end\":\"07:00\"}}}");
        assertThat(put.json().path("days").path("monday").path("end").asText()).isEqualTo("07:00");
        assertThat(put.json().path("quietUntil").asText()).isEqualTo("2030-03-06T06:00:00Z"); // Europe/Berlin
        assertThat(bob.get(hours, "If-None-Match", put.header("ETag")).status()).isEqualTo(304);
        for (String bad : List.of(
                "{\"days\":{}}",
                "{\"days\":[]}",
                "{}",
                "{\"days\":{\"Monday\":{\"start\":\"12:30\",\"end\":\"07:00\"}}}",
                "{\"days\":{\"monday\":{\"start\":\"12:30\"}}}",
                "{\"days\":{\"monday\":{\"start\":\"12:30\",\"end\":\"07:00\",\"until\":\"08:00\"}}}",
                "{\"days\":{\"monday\":{\"start\":\"24:00\",\"end\":\"07:00\"}}}")) {
            assertThat(bob.put(hours, bad).problem()).as(bad).isEqualTo("invalid-request");
        }
        assertThat(alice.get(hours).problem()).isEqualTo("forbidden");
        assertThat(alice.delete(hours).problem()).isEqualTo("forbidden");
        assertThat(admin.get(hours).json()).isEqualTo(put.json());
        assertThat(admin.get("/v1/people/nobody@example.com/quiet-hours").problem())
                .isEqualTo("not-found");
        assertThat(bob.delete(hours).status()).isEqualTo(204);
        assertThat(bob.get(hours).json()).isEqualTo(none.json());
    }

    @Test
    void notifications() {
        String choices = "/v1/people/bob@example.com/notifications";
        assertThat(bob.get(choices).json().path("deliverToPhones").asBoolean(true))
                .isFalse();
        Answer put = bob.put(choices, "{\"deliverToPhones\":true}");
        assertThat(put.json().path("deliverToPhones").asBoolean()).isTrue();
        assertThat(bob.get(choices, "If-None-Match", put.header("ETag")).status())
                .isEqualTo(304);
        assertThat(bob.put(choices, "{}").problem()).isEqualTo("invalid-request");
        assertThat(bob.put(choices, "{\"deliverToPhones\":\"yes\"}").problem()).isEqualTo("invalid-request");
        assertThat(alice.get(choices).problem()).isEqualTo("forbidden");
        assertThat(bob.delete(choices).status()).isEqualTo(204);
        assertThat(bob.get(choices).json().path("deliverToPhones").asBoolean(true))
                .isFalse();
    }

    @Test
    void privacy() {
        String rules = "/v1/people/bob@example.com/privacy";
        assertThat(bob.get(rules).json().path("rules")).isEmpty();
        Answer made = bob.put(
                rules,
                "{\"rules\":[{\"who\":{\"group\":\"team\"},\"handling\":\"allow\",\"level\":\"Personal\"},"
                        + "{\"who\":{\"domain\":\"example.org\"},\"handling\":\"block\"},"
                        + "{\"who\":{\"everyone\":true},\"handling\":\"confirm\","
                        + "\"from\":\"2030-03-05T00:00:00Z\",\"until\":\"2030-03-06T00:00:00Z\"}]}");
        assertThat(made.json().path("rules")).hasSize(3);
        assertThat(bob.put(rules, "{\"rules\":[]}", "If-Match", "\"0\"").problem())
                .isEqualTo("stale-version");
        String carol = rules + "/people/carol@example.com";
        assertThat(bob.put(carol, "{\"handling\":\"politeBlock\"}").json().path("rules"))
                .hasSize(4);
        assertThat(bob.put(carol, "{\"handling\":\"politeBlock\",\"level\":\"Team\"}")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(bob.put(rules, "{\"rules\":[{\"who\":{\"group\":\"none\"},\"handling\":\"block\"}]}")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(bob.delete(carol).json().path("rules")).hasSize(3);
        assertThat(alice.get(rules).problem()).isEqualTo("forbidden");
        assertThat(bob.put(rules, "{\"rules\":[]}").json().path("rules")).isEmpty();
    }

    @Test
    void watchersAndLooks() {
        String watchers = "/v1/people/alice@example.com/watchers";
        server.watching
                .subscribe(Caller.of(CAROL), ALICE, new RecordingWatcherChannel(true))
                .join();
        server.watching
                .subscribe(Caller.of(STRANGER), ALICE, new RecordingWatcherChannel(true))
                .join();
        Answer first = alice.get(watchers + "?limit=1");
        assertThat(first.json().path("items").get(0).path("state").asText()).isEqualTo("pending");
        assertThat(first.json().path("items").get(0).path("handling").asText()).isEqualTo("confirm");
        String next = first.json().path("nextCursor").asText();
        Answer second = alice.get(watchers + "?cursor=" + next);
        assertThat(second.json().at("/items/0/viewer/name").asText()).isEqualTo("carol@example.com");
        assertThat(second.json().at("/items/0/level").asText()).isEqualTo("Company");
        assertThat(alice.get(watchers, "If-None-Match", alice.get(watchers).header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(bob.get(watchers).problem()).isEqualTo("forbidden");

        String looks = "/v1/people/alice@example.com/looks";
        assertThat(alice.get(looks + "?limit=1").json().path("items")).hasSize(1);
        String older = alice.get(looks + "?limit=1").json().path("nextCursor").asText();
        assertThat(alice.get(looks + "?cursor=" + older).json().path("items")).isNotEmpty();
        assertThat(admin.get(looks).json().path("items")).isNotEmpty();
        assertThat(alice.get(looks + "?cursor=bm9uZQ").problem()).isEqualTo("invalid-request");
        assertThat(bob.get(looks).problem()).isEqualTo("forbidden");
        assertThat(admin.get("/v1/people/nobody@example.com/looks").problem()).isEqualTo("not-found");
    }

    @Test
    void peopleAndTheirCards() {
        assertThat(bob.get("/v1/people?q=alice&limit=10").json().path("items")).hasSize(1);
        Answer page = bob.get("/v1/people?limit=1");
        assertThat(bob.get("/v1/people?limit=1&cursor="
                                + page.json().path("nextCursor").asText())
                        .json()
                        .path("items"))
                .isNotEqualTo(page.json().path("items"));
        Answer card = bob.get("/v1/people/alice@example.com");
        JsonNode first = card.json().path("ways").get(0);
        assertThat(first.path("kind").asText()).isEqualTo("message");
        assertThat(first.path("code").asText()).isEqualTo("busy");
        assertThat(first.path("reason").asText()).isEqualTo("There, and busy.");
        assertThat(bob.get("/v1/people/alice@example.com", "If-None-Match", card.header("ETag"))
                        .status())
                .isEqualTo(304);
        Answer changed = bob.patch("/v1/people/bob@example.com", "{\"timeZone\":\"Europe/Madrid\"}");
        assertThat(changed.json().path("timeZone").asText()).isEqualTo("Europe/Madrid");
        assertThat(bob.patch("/v1/people/bob@example.com", "{\"timeZone\":null}", "If-Match", "\"old\"")
                        .problem())
                .isEqualTo("stale-version");
        assertThat(bob.patch("/v1/people/bob@example.com", "{\"timeZone\":null}", "If-Match", changed.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(bob.patch("/v1/people/bob@example.com", "{\"title\":\"Boss\"}")
                        .problem())
                .isEqualTo("forbidden");
    }

    @Test
    void peopleAsAnAdministrator() {
        assertThat(admin.post(
                                "/v1/admin/people",
                                "{\"address\":\"user4@example.com\",\"name\":\"User 4\",\"email\":\"user4@mail.example.com\",\"password\":\"x\"}")
                        .status())
                .isEqualTo(201);
        assertThat(admin.post("/v1/admin/people", "{\"address\":\"user4@example.com\"}")
                        .problem())
                .isEqualTo("conflict");
        assertThat(admin.post("/v1/admin/people", "{\"address\":\"user4@example.net\"}")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(admin.get("/v1/admin/people").json().path("items").toString())
                .contains("user4@example.com");
        assertThat(admin.put("/v1/admin/people/user4@example.com/password", "{\"password\":\"y\"}")
                        .status())
                .isEqualTo(204);
        assertThat(nobody.post("/v1/sign-in", "{\"address\":\"user4@mail.example.com\",\"password\":\"y\"}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.delete("/v1/admin/people/user4@example.com").status()).isEqualTo(204);
        assertThat(admin.delete("/v1/admin/people/user4@example.com").problem()).isEqualTo("not-found");
        assertThat(alice.get("/v1/admin/people").problem()).isEqualTo("forbidden");
    }

    @Test
    void groups() {
        assertThat(admin.put("/v1/groups/night", "{\"name\":\"Night shift\",\"members\":[\"alice@example.com\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(bob.get("/v1/groups").json().path("items")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(bob.get("/v1/groups/night/members")
                        .json()
                        .path("items")
                        .get(0)
                        .path("address")
                        .asText())
                .isEqualTo("alice@example.com");
        assertThat(admin.delete("/v1/groups/night").status()).isEqualTo(204);
        assertThat(bob.get("/v1/groups/night/members").status()).isEqualTo(404);
    }

    @Test
    void contactLists() {
        String contacts = "/v1/people/alice@example.com/contacts";
        assertThat(alice.put(contacts + "/groups/g1", "{\"name\":\"Friends\"}").status())
                .isEqualTo(200);
        Answer added = alice.put(contacts + "/bob@example.com", "{\"name\":\"Bob\",\"groups\":[\"g1\"]}");
        assertThat(added.json().path("contacts").get(0).path("groups").get(0).asText())
                .isEqualTo("g1");
        assertThat(alice.put(contacts + "/carol@example.com", "{}", "If-Match", "\"0\"")
                        .problem())
                .isEqualTo("stale-version");
        assertThat(alice.put(contacts + "/carol@example.com", "{}", "If-Match", added.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(alice.put(contacts + "/carol@example.com", "{\"groups\":[\"none\"]}")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(alice.delete(contacts + "/carol@example.com").status()).isEqualTo(200);
        assertThat(alice.delete(contacts + "/groups/g1")
                        .json()
                        .path("contacts")
                        .get(0)
                        .path("groups"))
                .isEmpty();
        Answer list = alice.get(contacts);
        assertThat(alice.get(contacts, "If-None-Match", list.header("ETag")).status())
                .isEqualTo(304);
        assertThat(alice.put(contacts, "{\"groups\":[],\"contacts\":[]}").json().path("contacts"))
                .isEmpty();
        assertThat(bob.get(contacts).problem()).isEqualTo("forbidden");
    }

    @Test
    void messages() {
        Answer sent =
                alice.post("/v1/messages", "{\"to\":\"carol@example.com\",\"text\":\"Hi\"}", "Idempotency-Key", "1");
        assertThat(sent.json().path("state").asText()).isEqualTo("waiting");
        assertThat(alice.post("/v1/messages", "{\"to\":\"carol@example.com\",\"text\":\"Hi\"}", "Idempotency-Key", "1")
                        .json()
                        .path("id"))
                .isEqualTo(sent.json().path("id"));
        SpecifiedClient carol = client(server.token(RestFixture.CAROL));
        assertThat(carol.get("/v1/messages").json().path("items")).hasSize(1);
        assertThat(alice.post("/v1/messages", "{\"to\":\"nobody@example.com\",\"text\":\"Hi\"}")
                        .problem())
                .isEqualTo("not-found");
    }

    @Test
    void calendarsFreeBusyAndAvailability() {
        String calendar = "/v1/people/alice@example.com/calendars/work";
        String file = "BEGIN:VCALENDAR\r\nBUSY 2030-03-05T09:00:00Z 2030-03-05T10:00:00Z\r\nEND:VCALENDAR\r\n";
        Answer put = alice.call("PUT", calendar, file, "text/calendar");
        assertThat(put.status()).isEqualTo(201);
        assertThat(alice.call("PUT", calendar, file, "text/calendar", "If-Match", "\"old\"")
                        .problem())
                .isEqualTo("stale-version");
        assertThat(alice.call("PUT", calendar, file, "text/calendar", "If-Match", put.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(alice.get(calendar).json().path("coverage").asText()).isEqualTo("known");
        assertThat(alice.get("/v1/people/alice@example.com/calendars").json().path("items"))
                .hasSize(1);
        assertThat(alice.call("POST", calendar + ":refresh", null, "").status()).isEqualTo(200);
        String window = "?from=2030-03-05T00:00:00Z&to=2030-03-06T00:00:00Z";
        Answer busy = bob.get("/v1/people/alice@example.com/freebusy" + window);
        assertThat(busy.json().path("busy").get(0).path("start").asText()).isEqualTo("2030-03-05T09:00:00Z");
        assertThat(bob.get("/v1/people/alice@example.com/freebusy" + window, "If-None-Match", busy.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(bob.get("/v1/people/alice@example.com/freebusy" + window, "Accept", "text/calendar")
                        .body())
                .contains("FREEBUSY;FBTYPE=BUSY:20300305T090000Z/20300305T100000Z");
        assertThat(bob.get("/v1/people/carol@example.com/freebusy" + window, "Accept", "text/calendar")
                        .body())
                .contains("FREEBUSY;FBTYPE=X-UNKNOWN:");
        Answer batch = bob.post(
                "/v1/freebusy:batch",
                "{\"addresses\":[\"alice@example.com\",\"carol@example.com\",\"nobody@example.com\"],\"from\":\"2030-03-05T00:00:00Z\",\"to\":\"2030-03-06T00:00:00Z\"}");
        assertThat(batch.json()
                        .path("items")
                        .get(1)
                        .path("freebusy")
                        .path("coverage")
                        .asText())
                .isEqualTo("none");
        Answer availability = bob.post(
                "/v1/availability",
                "{\"addresses\":[\"alice@example.com\",\"carol@example.com\"],\"start\":\"2030-03-05T09:30:00Z\",\"duration\":\"PT30M\"}");
        assertThat(availability.json().path("items").get(0).path("nextFree").asText())
                .isEqualTo("2030-03-05T10:00:00Z");
        assertThat(availability.json().path("items").get(1).path("state").asText())
                .isEqualTo("unknown");
        assertThat(alice.delete(calendar).status()).isEqualTo(204);
        assertThat(bob.get(calendar).problem()).isEqualTo("forbidden");
        assertThat(alice.put(calendar, "{\"url\":\"http://feeds.example.com/a.ics\"}")
                        .problem())
                .isEqualTo("invalid-request");
    }

    @Test
    void meetingTimes() {
        String calendar = "/v1/people/alice@example.com/calendars/meetings";
        String file = "BEGIN:VCALENDAR\r\nBUSY 2030-03-06T08:00:00Z 2030-03-06T10:00:00Z\r\nEND:VCALENDAR\r\n";
        assertThat(alice.call("PUT", calendar, file, "text/calendar").status()).isEqualTo(201);

        Answer found = bob.post(
                "/v1/meeting-times",
                "{\"required\":[\"sip:alice@example.com\",\"alice@example.com\"],"
                        + "\"optional\":[\"carol@example.com\",\"alice@example.com\",\"nobody@example.com\"],"
                        + "\"duration\":\"PT30M\",\"limit\":2,\"timeZone\":\"Europe/Berlin\","
                        + "\"windows\":[{\"start\":\"2030-03-06T09:30\",\"end\":\"2030-03-06T17:00\"}]}");

        assertThat(found.json().path("items")).hasSize(2);
        assertThat(found.json().path("items").get(0).path("start").asText()).isEqualTo("2030-03-06T10:00:00Z");
        assertThat(found.json().path("items").get(0).path("state").asText()).isEqualTo("free");
        assertThat(found.json().path("items").get(0).path("reasons").toString())
                .isEqualTo("[\"Who is required is free.\",\"0 of 2 optional people are free.\","
                        + "\"Nobody is known to be off work.\"]");
        assertThat(found.json().path("unknown")).hasSize(2);
        assertThat(found.json().path("unknown").get(0).path("coverage").asText())
                .isEqualTo("none");
        assertThat(found.json()
                        .path("unknown")
                        .get(1)
                        .path("problem")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(bob.post("/v1/meeting-times", "{\"duration\":\"PT30M\",\"windows\":[]}")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(alice.delete(calendar).status()).isEqualTo(204);
    }

    @Test
    void aCalendarsEffectAndTheCredentialsOfAFeed() {
        String calendar = "/v1/people/alice@example.com/calendars/team";
        String feed = "{\"url\":\"https://dav.example.com/team/\",\"effect\":\"workingHours\",\"user\":\"alice\","
                + "\"password\":\"open-sesame\"}";

        Answer put = alice.put(calendar, feed);

        assertThat(put.status()).isEqualTo(201);
        assertThat(put.body()).doesNotContain("open-sesame", "/team/");
        assertThat(put.json().path("hasCredentials").asBoolean()).isTrue();
        assertThat(put.json().path("effect").asText()).isEqualTo("workingHours");
        assertThat(put.json().path("host").asText()).isEqualTo("dav.example.com");
        assertThat(alice.get(calendar).body()).isEqualTo(put.body());

        Answer patched = alice.call("PATCH", calendar, "{\"effect\":\"ignore\"}", "application/merge-patch+json");
        assertThat(patched.json().path("effect").asText()).isEqualTo("ignore");
        assertThat(patched.json().path("hasCredentials").asBoolean()).isTrue();
        assertThat(patched.header("ETag")).isNotEqualTo(put.header("ETag"));
        assertThat(alice.call(
                                "PATCH",
                                calendar,
                                "{\"effect\":\"busy\"}",
                                "application/json",
                                "If-Match",
                                put.header("ETag"))
                        .problem())
                .isEqualTo("stale-version");
        assertThat(alice.call("PATCH", calendar, "{\"effect\":\"loud\"}", "application/json")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(bob.call("PATCH", calendar, "{\"effect\":\"busy\"}", "application/json")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(alice.call("PATCH", calendar + "x", "{\"effect\":\"busy\"}", "application/json")
                        .problem())
                .isEqualTo("not-found");
        assertThat(alice.put(calendar, "{\"url\":\"https://dav.example.com/team/\",\"user\":\"alice\"}")
                        .problem())
                .isEqualTo("invalid-request");

        Answer open = alice.put(calendar, "{\"url\":\"https://dav.example.com/team/\"}");
        assertThat(open.json().path("hasCredentials").asBoolean()).isFalse();
        assertThat(open.json().path("effect").asText()).isEqualTo("ignore");
    }

    @Test
    void recognizing() {
        Answer found = bob.post(
                "/v1/recognize",
                "{\"text\":\"Ask Älice Example or carol.example@mail.example.com, +49 30 1234567, The team.\"}");

        assertThat(found.json().path("spans")).hasSize(4);
        assertThat(found.json().path("spans").get(0).path("address").asText()).isEqualTo("alice@example.com");
        assertThat(found.json().path("spans").get(1).path("address").asText()).isEqualTo("carol@example.com");
        assertThat(found.json().path("spans").get(2).path("phone").asText()).isEqualTo("+49301234567");
        assertThat(found.json().path("spans").get(3).path("group").asText()).isEqualTo("team");
    }

    @Test
    void picturesByLink() {
        Answer link = bob.post("/v1/icon-links", "{\"address\":\"alice@example.com\"}");
        assertThat(link.status()).isEqualTo(201);
        String url = link.json().path("url").asText();

        Answer picture = nobody.get(url + "&size=32&label=%3Cb%3E%22Alice%22");
        assertThat(picture.body()).contains("aria-label=\"&lt;b&gt;&quot;Alice&quot;: Busy\"", "width=\"32\"");
        assertThat(nobody.get(url.replace("alice@", "carol@")).status()).isEqualTo(401);
        assertThat(nobody.get("/v1/presence/alice@example.com/icon.svg").status())
                .isEqualTo(401);
        assertThat(client(url.substring(url.indexOf("link=") + 5)).get("/v1/me").status())
                .isEqualTo(401);
        String id = link.json().path("id").asText();
        assertThat(bob.get("/v1/icon-links").json().path("items").toString()).contains(id);
        assertThat(alice.delete("/v1/icon-links/" + id).status()).isEqualTo(404);
        assertThat(bob.delete("/v1/icon-links/" + id).status()).isEqualTo(204);
        assertThat(nobody.get(url).status()).isEqualTo(401);
    }

    @Test
    void busyTimeByLink() {
        Answer link = bob.post("/v1/freebusy-links", "{\"days\":7,\"expires\":\"P30D\"}");
        assertThat(link.status()).isEqualTo(201);
        String url = path(link.json().path("url").asText());

        Answer published = nobody.get(url);

        assertThat(published.body()).contains("METHOD:PUBLISH", "ORGANIZER:mailto:bob@example.com");
        assertThat(nobody.get(url, "If-None-Match", published.header("ETag")).status())
                .isEqualTo(304);
        Answer events = nobody.get(path(link.json().path("calendarUrl").asText()));
        assertThat(events.body()).contains("SUMMARY:Not known");
        assertThat(nobody.get(path(link.json().path("calendarUrl").asText()), "If-None-Match", events.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(alice.post("/v1/freebusy-links", "{\"address\":\"bob@example.com\"}")
                        .problem())
                .isEqualTo("forbidden");
        String id = link.json().path("id").asText();
        assertThat(bob.get("/v1/freebusy-links").json().path("items").toString())
                .contains(id);
        assertThat(alice.delete("/v1/freebusy-links/" + id).status()).isEqualTo(404);
        assertThat(bob.delete("/v1/freebusy-links/" + id).status()).isEqualTo(204);
        assertThat(nobody.get(url).status()).isEqualTo(401);
    }

    @Test
    void questionsAfterBusyTimeAsMessages() {
        String question = "REQUEST q1 mailto:bob@example.com 2030-03-05T00:00:00Z 2030-03-06T00:00:00Z"
                + " mailto:carol@example.com mailto:nobody@example.com";

        Answer replies = bob.call("POST", "/v1/freebusy-requests", question, "text/calendar");

        assertThat(replies.body()).contains("METHOD:REPLY", "REQUEST-STATUS:2.0;Success", "REQUEST-STATUS:3.7;");
        assertThat(bob.call("POST", "/v1/freebusy-requests", "REQUEST", "text/calendar")
                        .problem())
                .isEqualTo("invalid-request");
    }

    @Test
    void busyTimeAsAPicture() {
        String question = "/v1/freebusy-grid.svg?address=bob@example.com&group=team&from=2030-03-04&days=7"
                + "&timeZone=America/New_York";

        Answer grid = bob.get(question);

        assertThat(grid.status()).isEqualTo(200);
        assertThat(grid.body()).contains("<title id=\"grid-title\">Busy time of 2 people", "Alice Example");
        assertThat(bob.get(question, "If-None-Match", grid.header("ETag")).status())
                .isEqualTo(304);
        assertThat(bob.get("/v1/freebusy-grid.svg").problem()).isEqualTo("invalid-request");
        assertThat(bob.get("/v1/freebusy-grid.svg?group=none").problem()).isEqualTo("not-found");
    }

    @Test
    void documents() {
        String lists = "/xcap-root/resource-lists/users/sip:alice@example.com/index";
        String type = "application/resource-lists+xml";
        String body = "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"/>";

        assertThat(alice.call("PUT", lists, body, type).status()).isEqualTo(201);
        assertThat(alice.call("PUT", lists, body, type).status()).isEqualTo(200);
        assertThat(alice.call("PUT", lists, "<resource-lists", type).status()).isEqualTo(409);
        Answer read = alice.get(lists);
        assertThat(read.status()).isEqualTo(200);
        assertThat(alice.get(lists, "If-None-Match", read.header("ETag")).status())
                .isEqualTo(304);
        String node = lists + "/~~/resource-lists";
        assertThat(alice.call("PUT", node, body.replace("/>", "><list/></resource-lists>"), "application/xcap-el+xml")
                        .status())
                .isEqualTo(200);
        assertThat(alice.get(node).status()).isEqualTo(200);
        assertThat(alice.delete(node).status()).isEqualTo(409);
        assertThat(alice.delete(lists).status()).isEqualTo(200);
        assertThat(alice.get("/xcap-root/xcap-caps/global/index").status()).isEqualTo(200);
        assertThat(alice.get("/xcap-root/xcap-caps/global/index/~~/xcap-caps").status())
                .isEqualTo(200);
        assertThat(nobody.get(lists).status()).isEqualTo(401);
    }

    /** An address of ours without its origin. */
    private static String path(String url) {
        return url.substring(url.indexOf("/v1/"));
    }

    @Test
    void whatIsNotBuiltSaysSo() {
        for (String place : NotBuiltRoutes.PLACES) {
            String[] parts = place.split(" ");
            String path = parts[1].replace("{address}", "alice@example.com").replaceAll("\\{[^}]+}", "x");
            boolean sends = parts[0].startsWith("P");

            Answer answer = alice.call(parts[0], path, sends ? "{}" : null, "application/json");

            assertThat(answer.problem()).as(place).isEqualTo("not-supported");
        }
    }
}
