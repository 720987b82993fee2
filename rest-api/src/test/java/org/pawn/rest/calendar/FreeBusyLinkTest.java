package org.pawn.rest.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestConfig;
import org.pawn.rest.RestFixture;

/** Links to busy time: whose they are, what they show, and how they end. */
final class FreeBusyLinkTest {
    private final RestFixture server = new RestFixture();
    private final RestClient alice = new RestClient(server, server.token(ALICE));
    private final RestClient bob = new RestClient(server, server.token(BOB));
    private final RestClient nobody = new RestClient(server, "");

    @BeforeEach
    void aliceIsAwayInTheAfternoon() {
        String text = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "BUSY 2030-03-04T13:00:00Z 2030-03-04T14:00:00Z",
                "BUSY_UNAVAILABLE 2030-03-04T14:00:00Z 2030-03-04T16:00:00Z",
                "BUSY 2030-03-07T09:00:00Z 2030-03-07T10:00:00Z",
                "END:VCALENDAR",
                "");
        assertThat(alice.call("PUT", "/v1/people/alice@example.com/calendars/work", text, "text/calendar")
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode link(String wishes) {
        Answer made = alice.post("/v1/freebusy-links", wishes);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json();
    }

    private static String path(JsonNode link) {
        String url = link.path("url").asText();
        return url.substring(url.indexOf("/v1/"));
    }

    @Test
    void theWindowBeginsTodayOnTheOwnersClockAndRollsOn() {
        String url = path(link("{\"days\":2}"));

        assertThat(nobody.get(url).body())
                .contains("DTSTART:20300303T230000Z", "DTEND:20300305T230000Z") // the server's zone is Berlin's
                .doesNotContain("20300307");
        server.time.advance(Duration.ofDays(2));
        assertThat(nobody.get(url).body())
                .contains("DTSTART:20300305T230000Z", "FREEBUSY;FBTYPE=BUSY:20300307T090000Z/20300307T100000Z");
    }

    @Test
    void outsidersLearnWhenAndNotHow() {
        String outsiders =
                nobody.get(path(link("{\"level\":\"External\",\"days\":1}"))).body();
        String colleagues = nobody.get(path(link("{\"days\":1}"))).body();

        assertThat(outsiders)
                .contains("FREEBUSY;FBTYPE=BUSY:20300304T130000Z/20300304T160000Z")
                .doesNotContain("UNAVAILABLE");
        assertThat(colleagues).contains("FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20300304T140000Z/20300304T160000Z");
    }

    @Test
    void aCalendarProgramTakesItForWhatItIs() {
        Answer answer = nobody.get(path(link("{}")));

        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/calendar;charset=utf-8");
        assertThat(answer.header("Content-Disposition")).isEqualTo("inline; filename=\"alice.ifb\"");
        assertThat(answer.header("Cache-Control")).contains("no-cache");
    }

    @Test
    void itsTagStandsUntilSomethingChangesThatShows() {
        String url = path(link("{}"));
        String tag = nobody.get(url).header("ETag");
        server.time.advance(Duration.ofMinutes(45));
        assertThat(nobody.get(url, "If-None-Match", tag).status()).isEqualTo(304);

        alice.call(
                "PUT",
                "/v1/people/alice@example.com/calendars/work",
                "BEGIN:VCALENDAR\r\nBUSY 2030-03-05T13:00:00Z 2030-03-05T14:00:00Z\r\nEND:VCALENDAR\r\n",
                "text/calendar");

        assertThat(nobody.get(url, "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void aRevokedLinkAndOneThatIsOverShowNothing() {
        JsonNode revoked = link("{}");
        JsonNode brief = link("{\"expires\":\"PT1H\"}");
        assertThat(alice.delete("/v1/freebusy-links/" + revoked.path("id").asText())
                        .status())
                .isEqualTo(204);

        assertThat(nobody.get(path(revoked)).status()).isEqualTo(401);
        assertThat(nobody.get(path(brief)).status()).isEqualTo(200);
        server.time.advance(Duration.ofHours(2));
        assertThat(nobody.get(path(brief)).status()).isEqualTo(401);
    }

    @Test
    void itOpensNothingElse() {
        String url = path(link("{}"));
        String secret = url.substring(url.indexOf("link=") + "link=".length());

        assertThat(new RestClient(server, secret).get("/v1/me").status()).isEqualTo(401);
        assertThat(nobody.get(url.replace("alice@", "bob@")).status()).isEqualTo(401);
        assertThat(nobody.get("/v1/presence/alice@example.com/icon.svg?link=" + secret)
                        .status())
                .isEqualTo(401);
        String icon = alice.post("/v1/icon-links", "{\"address\":\"alice@example.com\"}")
                .json()
                .path("url")
                .asText();
        assertThat(nobody.get("/v1/people/alice@example.com/freebusy.ifb" + icon.substring(icon.indexOf('?')))
                        .status())
                .isEqualTo(401);
        assertThat(alice.get("/v1/icon-links").json().path("items")).hasSize(1);
        assertThat(alice.get("/v1/freebusy-links").json().path("items")).hasSize(1);
    }

    @Test
    void nobodyMakesOneOfSomebodyElse() {
        assertThat(bob.post("/v1/freebusy-links", "{\"address\":\"alice@example.com\"}")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(bob.get("/v1/freebusy-links").json().path("items")).isEmpty();
    }

    @Test
    void whatALinkCannotBeIsRefused() {
        for (String wish : new String[] {
            "{\"days\":0}", "{\"days\":401}", "{\"level\":\"Team\"}", "{\"level\":\"All\"}", "{\"expires\":\"P5000D\"}"
        }) {
            assertThat(alice.post("/v1/freebusy-links", wish).problem())
                    .as(wish)
                    .isEqualTo("invalid-request");
        }
    }

    @Test
    void aColleaguesProgramMayComeWithATokenInstead() {
        assertThat(bob.get("/v1/people/alice@example.com/freebusy.ifb").body()).contains("FBTYPE=BUSY-UNAVAILABLE");
        assertThat(nobody.get("/v1/people/alice@example.com/freebusy.ifb").problem())
                .isEqualTo("unauthenticated");
        String looksOnly = server.applicationToken(org.pawn.access.Level.TEAM, org.pawn.access.Scope.PRESENCE_READ);
        assertThat(new RestClient(server, looksOnly)
                        .get("/v1/people/alice@example.com/freebusy.ics")
                        .problem())
                .isEqualTo("forbidden");
    }

    @Test
    void itsAddressIsTheOneByWhichOthersReachTheServer() {
        assertThat(link("{}").path("url").asText()).startsWith(server.url("/v1/people/alice@example.com/freebusy.ifb"));

        try (RestFixture behindAProxy = new RestFixture(config -> new RestConfig(
                config.http(),
                config.https(),
                config.domains(),
                Optional.of(URI.create("https://pawn.example/")),
                config.allowedOrigins(),
                config.trustedProxies(),
                config.exempt(),
                config.digestAlgorithms(),
                config.version()))) {
            String url = new RestClient(behindAProxy, behindAProxy.token(ALICE))
                    .post("/v1/freebusy-links", "{}")
                    .json()
                    .path("url")
                    .asText();
            assertThat(url).startsWith("https://pawn.example/v1/people/alice@example.com/freebusy.ifb?link=");
        }
    }
}
