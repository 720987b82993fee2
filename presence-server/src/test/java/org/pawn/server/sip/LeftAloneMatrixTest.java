package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.presence.Activity;
import org.pawn.presence.Source;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/**
 * Every reason to be left alone, on every kind of device, from who may break in and who may not: what rings, what comes
 * silently and what waits; that all of it comes in order and once; and that the sender cannot tell the reasons apart.
 */
@Timeout(120)
final class LeftAloneMatrixTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UNTIL_THE_END = Duration.ofSeconds(10);
    private static final String END = "2030-03-04T09:00:00Z"; // ten in Berlin, on a Monday

    /** Nobody needs a password: to keep sixty of them takes longer than all the rest. */
    private static final Map<String, String> OPEN = Map.of("sip.authentication", "off");

    private enum State {
        AVAILABLE,
        BUSY,
        DO_NOT_DISTURB_BY_HAND,
        DO_NOT_DISTURB_FROM_A_DEVICE,
        FOCUSING_BY_THE_CALENDAR,
        PRESENTING_IN_A_CONFERENCE,
        QUIET_HOURS
    }

    @TempDir
    private Path data;

    private SettableTime time;
    private TestServer server;
    private Viewer admin;
    private Viewer alice;
    private Viewer carol;
    private final List<Recipient> recipients = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        time = new SettableTime(Instant.parse(END).minus(UNTIL_THE_END));
        server = TestServer.start(data, OPEN, time);
        admin = new Viewer(server, server.adminToken(), "", "");
        alice = sender("alice");
        carol = sender("carol");
    }

    @AfterEach
    void stop() {
        recipients.forEach(Recipient::close);
        alice.close();
        carol.close();
        server.close();
    }

    private Viewer sender(String name) throws Exception {
        server.person(name + "@example.com", name);
        return new Viewer(server, token(name), name, "");
    }

    private String token(String name) throws Exception {
        String body = done(admin.post(
                "/v1/tokens",
                "{\"viewer\":\"" + name
                        + "@example.com\",\"scopes\":[\"message\",\"presence.read\",\"presence.write\"]}"));
        return JSON.readTree(body).path("token").asText();
    }

    private static String done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private Recipient recipient(boolean hasPhone, boolean hasScreen) throws Exception {
        Recipient recipient = new Recipient("user" + recipients.size(), hasPhone, hasScreen);
        recipients.add(recipient);
        return recipient;
    }

    /** Somebody with a phone, a screen, or both, to whom Carol may break in. */
    private final class Recipient implements AutoCloseable {
        private final String name;
        private final Optional<SipUser> phone;
        private final Optional<Viewer.Feed> screen;
        private final List<String> onScreen = new ArrayList<>();

        Recipient(String name, boolean hasPhone, boolean hasScreen) throws Exception {
            this.name = name;
            server.person(address(), name);
            done(admin.call(
                    "PUT",
                    "/v1/people/" + address() + "/privacy/people/carol@example.com",
                    "{\"handling\":\"allow\",\"level\":\"Company\",\"mayBreakIn\":true}"));
            phone = hasPhone ? Optional.of(phone()) : Optional.empty();
            screen = hasScreen ? Optional.of(new Viewer(server, token(name), "", "").feed()) : Optional.empty();
            screen.ifPresent(feed -> publish(feed, "Available"));
        }

        private SipUser phone() {
            String[] parts = server.sip().split(":");
            SipUser user = new SipUser(
                    SipTestClient.tcp(new InetSocketAddress(parts[0], Integer.parseInt(parts[1]))), name, "");
            assertThat(SipTestClient.status(user.register(3600).sendSigned())).isEqualTo(200);
            return user;
        }

        String address() {
            return name + "@example.com";
        }

        private void publish(Viewer.Feed feed, String availability) {
            feed.say("{\"type\":\"publish\",\"ref\":\"p\",\"availability\":\"" + availability + "\"}");
            awaitOnScreen(feed, "ok");
        }

        private void publish(SipUser user, String activities, String ifMatch) {
            SipUser.Request request = user.publish("open", activities).with("Expires", "3600");
            String answer = (ifMatch.isEmpty() ? request : request.with("SIP-If-Match", ifMatch)).sendSigned();
            assertThat(SipTestClient.status(answer)).as(answer).isEqualTo(200);
            entityTag = SipTestClient.header(answer, "SIP-ETag").orElseThrow();
        }

        private String entityTag = "";

        void is(State state) {
            switch (state) {
                case AVAILABLE -> {}
                case BUSY -> byHand("Busy");
                case DO_NOT_DISTURB_BY_HAND -> byHand("DoNotDisturb");
                case DO_NOT_DISTURB_FROM_A_DEVICE -> {
                    phone.ifPresent(user -> publish(user, "<rpid:presentation/>", ""));
                    screen.ifPresent(feed -> publish(feed, "DoNotDisturb"));
                }
                case FOCUSING_BY_THE_CALENDAR ->
                    server.doing(address(), Source.CALENDAR, Activity.Kind.FOCUSING, UNTIL_THE_END);
                case PRESENTING_IN_A_CONFERENCE ->
                    server.doing(address(), Source.CONFERENCE, Activity.Kind.PRESENTING, UNTIL_THE_END);
                case QUIET_HOURS ->
                    done(admin.call(
                            "PUT",
                            "/v1/people/" + address() + "/quiet-hours",
                            "{\"days\":{\"sunday\":{\"start\":\"22:00\",\"end\":\"10:00\"}}}"));
            }
        }

        private void byHand(String availability) {
            done(admin.call(
                    "PUT",
                    "/v1/presence/" + address() + "/manual",
                    "{\"availability\":\"" + availability + "\",\"until\":\"" + END + "\"}"));
        }

        /** What time does not end. */
        void ends(State state) {
            if (state == State.DO_NOT_DISTURB_FROM_A_DEVICE) {
                screen.ifPresent(feed -> publish(feed, "Available"));
                phone.ifPresent(user -> publish(user, "", entityTag));
            }
        }

        /** All texts that the phone has been given by now. */
        List<String> onPhone() {
            return phone.stream()
                    .flatMap(user -> user.client.allReceived().stream())
                    .filter(message -> message.startsWith("MESSAGE"))
                    .map(SipTestClient::body)
                    .toList();
        }

        private void awaitOnPhone(String text) {
            phone.orElseThrow()
                    .client
                    .await(message -> message.startsWith("MESSAGE")
                            && SipTestClient.body(message).equals(text));
        }

        /** Reads frames until one of that type; messages are kept, each with whether it may ring. */
        private void awaitOnScreen(Viewer.Feed feed, String type) {
            String came;
            do {
                JsonNode frame = feed.nextOfAny();
                came = frame.path("type").asText();
                if (came.equals("message")) {
                    onScreen.add(
                            frame.path("text").asText() + (frame.path("alert").asBoolean() ? " rings" : " silent"));
                }
            } while (!came.equals(type));
        }

        List<String> onScreen(int messages) {
            while (onScreen.size() < messages) {
                awaitOnScreen(screen.orElseThrow(), "message");
            }
            return onScreen;
        }

        @Override
        public void close() {
            phone.ifPresent(SipUser::close);
            screen.ifPresent(Viewer.Feed::close);
        }
    }

    /** Sends one by SIP and one by REST, and gives what the sender learns of each: delivered or waiting. */
    private String sendTwo(Viewer sender, Recipient recipient) throws Exception {
        int status = SipTestClient.status(
                sender.phone().message(recipient.name, "one").sendSigned());
        String state = JSON.readTree(
                        done(sender.post("/v1/messages", "{\"to\":\"" + recipient.address() + "\",\"text\":\"two\"}")))
                .path("state")
                .asText();
        return (status == 200 ? "delivered " : "waiting ") + state;
    }

    /** One cell: what came at once, and what came of it in the end. */
    private final class Cell {
        private final State state;
        private final Viewer sender;
        private final Recipient recipient;
        private final String learned;
        private final List<String> onPhoneAtOnce;

        Cell(State state, Viewer sender, boolean chosen, boolean hasPhone, boolean hasScreen) throws Exception {
            this.state = state;
            this.sender = sender;
            this.recipient = recipient(hasPhone, hasScreen);
            if (chosen) {
                done(admin.call(
                        "PUT", "/v1/people/" + recipient.address() + "/notifications", "{\"deliverToPhones\":true}"));
            }
            recipient.is(state);
            learned = sendTwo(sender, recipient);
            assertThat(learned).isIn("delivered delivered", "waiting waiting");
            onPhoneAtOnce = recipient.onPhone();
        }

        /** In words; asserts that nothing was lost, doubled or out of order. */
        String outcome() throws Exception {
            recipient.ends(state);
            if (learned.startsWith("waiting")) {
                recipient.awaitOnPhone("two");
            }
            sendTwo(sender, recipient); // whatever came wrongly came before these
            if (recipient.phone.isPresent()) {
                recipient.awaitOnPhone("two");
            }
            List<String> words = new ArrayList<>();
            if (learned.startsWith("waiting")) {
                words.add("waits");
            }
            if (recipient.phone.isPresent()) {
                List<String> later = recipient
                        .onPhone()
                        .subList(onPhoneAtOnce.size(), recipient.onPhone().size());
                words.add(onPhone(onPhoneAtOnce, later));
            }
            if (recipient.screen.isPresent()) {
                words.add("screen " + onScreen(recipient.onScreen(4)));
            }
            return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
        }

        private static String onScreen(List<String> came) {
            assertThat(came.subList(2, came.size())).containsExactly("one rings", "two rings");
            String how = came.get(0).replaceFirst("one ", "");
            assertThat(came.get(1)).isEqualTo("two " + how);
            return how;
        }

        private static String onPhone(List<String> atOnce, List<String> later) {
            List<String> two = List.of("one", "two");
            if (atOnce.equals(two) && later.equals(two)) {
                return "phone rings";
            } else if (atOnce.isEmpty() && later.equals(List.of("one", "two", "one", "two"))) {
                return "phone afterwards";
            } else if (atOnce.isEmpty() && later.equals(two)) {
                return "phone never";
            }
            throw new AssertionError("at once " + atOnce + ", later " + later);
        }
    }

    /** Columns: with a phone, with a screen, with both. */
    private static final String TO_BE_DISTURBED = """
            STATE | phone rings | screen rings | phone rings, screen rings
            STATE, may break in | phone rings | screen rings | phone rings, screen rings
            STATE, phones chosen | phone rings | screen rings | phone rings, screen rings
            """;

    private static final String LEFT_ALONE = """
            STATE | waits, phone afterwards | screen silent | phone never, screen silent
            STATE, may break in | phone rings | screen rings | phone rings, screen rings
            STATE, phones chosen | phone rings | screen silent | phone rings, screen silent
            """;

    @ParameterizedTest
    @EnumSource(State.class)
    void whatRingsWhatComesSilentlyAndWhatWaits(State state) throws Exception {
        Map<String, List<Cell>> rows = new LinkedHashMap<>();
        rows.put("", cells(state, alice, false));
        rows.put(", may break in", cells(state, carol, false));
        rows.put(", phones chosen", cells(state, alice, true));

        time.advance(UNTIL_THE_END);

        StringBuilder table = new StringBuilder();
        for (Map.Entry<String, List<Cell>> row : rows.entrySet()) {
            table.append(state).append(row.getKey());
            for (Cell cell : row.getValue()) {
                table.append(" | ").append(cell.outcome());
            }
            table.append('\n');
        }
        boolean isLeftAlone = state != State.AVAILABLE && state != State.BUSY;
        assertThat(table.toString())
                .isEqualTo((isLeftAlone ? LEFT_ALONE : TO_BE_DISTURBED).replace("STATE", state.name()));
    }

    private List<Cell> cells(State state, Viewer sender, boolean chosen) throws Exception {
        return List.of(
                new Cell(state, sender, chosen, true, false),
                new Cell(state, sender, chosen, false, true),
                new Cell(state, sender, chosen, true, true));
    }

    @Test
    void theSenderLearnsThatItWaitsAndNeverWhy() throws Exception {
        Recipient quiet = recipient(true, false);
        quiet.is(State.QUIET_HOURS);
        Recipient notToBeDisturbed = recipient(true, false);
        notToBeDisturbed.is(State.DO_NOT_DISTURB_BY_HAND);
        Recipient signedOut = recipient(false, false);
        Recipient blocking = recipient(true, false);
        done(admin.call(
                "PUT",
                "/v1/people/" + blocking.address() + "/privacy/people/alice@example.com",
                "{\"handling\":\"politeBlock\"}"));

        for (Recipient recipient : List.of(quiet, notToBeDisturbed, blocking)) {
            assertThat(answers(recipient)).isEqualTo(answers(signedOut).replace(signedOut.name, recipient.name));
        }
    }

    /** All that Alice gets back, by SIP and by REST, without what differs between any two messages. */
    private String answers(Recipient recipient) {
        String bySip = alice.phone().message(recipient.name, "hello").sendSigned();
        HttpResponse<String> byRest =
                alice.post("/v1/messages", "{\"to\":\"" + recipient.address() + "\",\"text\":\"hello\"}");
        assertThat(SipTestClient.status(bySip)).isEqualTo(202);
        assertThat(byRest.body()).contains("\"waiting\"");
        String answers = bySip + byRest.statusCode() + byRest.headers().map().keySet() + byRest.body();
        return answers.replaceAll("(Via|Call-ID|CSeq|To): [^\r]*", "$1").replaceAll("\"id\":\"[^\"]*\"", "id");
    }

    @Test
    void quietHoursShowToNobodyElse() throws Exception {
        Recipient left = recipient(true, true);
        Map<String, String> before = carol.everySurface(left.address());

        left.is(State.QUIET_HOURS);

        Map<String, String> during = carol.everySurface(left.address());
        for (String surface :
                List.of("presence", "text", "pidf", "several", "batch", "icon", "card", "search", "members")) {
            assertThat(during.get(surface)).as(surface).isEqualTo(before.get(surface));
        }
        String choices = "/v1/people/" + left.address();
        assertThat(carol.get(choices + "/quiet-hours").statusCode()).isEqualTo(403);
        assertThat(carol.get(choices + "/notifications").statusCode()).isEqualTo(403);
    }

    @Test
    void aServerThatWasDownWhenTheyEndedBringsWhatWaitsAtItsStart() throws Exception {
        server.person("bob@example.com", "bob");
        String listen = server.sip();
        String[] parts = listen.split(":");
        InetSocketAddress address = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
        try (SipUser phone = new SipUser(SipTestClient.udp(address), "bob", "")) {
            phone.register(3600).sendSigned();
            done(admin.call(
                    "PUT",
                    "/v1/people/bob@example.com/quiet-hours",
                    "{\"days\":{\"monday\":{\"start\":\"00:00\",\"end\":\"10:00\"}}}"));
            for (String text : List.of("one", "two", "three")) {
                String answer = alice.phone().message("bob", text).sendSigned();
                assertThat(SipTestClient.status(answer)).isEqualTo(202);
            }

            server.close();
            time = new SettableTime(Instant.parse(END).plusSeconds(60));
            server = TestServer.start(data, Map.of("sip.authentication", "off", "sip.listen", listen), time);

            for (String text : List.of("one", "two", "three")) {
                assertThat(SipTestClient.body(phone.client.awaitRequest("MESSAGE")))
                        .isEqualTo(text);
            }
        }
    }
}
