package org.pawn.rest.messages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.RouteEffect;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

/** {@code /v1/messages}: send one; see what waits for oneself. */
public final class MessageRoutes implements Routes {
    private record MessageRequest(String to, String text) {
        @Override
        public String toString() {
            return "MessageRequest[" + to + ", ***]";
        }
    }

    private record Sent(String id, String to, String state, Instant sentAt) {}

    private record MessageJson(String id, String from, String to, String contentType, String text, Instant sentAt) {}

    private final Directory directory;
    private final MessageService messages;
    private final TimeSource time;
    private final SentMessages sent;

    public MessageRoutes(Directory directory, MessageService messages, TimeSource time) {
        this.directory = directory;
        this.messages = messages;
        this.time = time;
        this.sent = new SentMessages();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess own = RouteAccess.scope(Scope.MESSAGE);
        routes.get("/v1/messages", this::waiting, own);
        routes.post("/v1/messages", this::send, own, RouteEffect.CREATES);
    }

    private void send(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        MessageRequest asked = RequestBody.json(ctx, MessageRequest.class);
        AddressOfRecord to = Input.address(directory, "to", asked.to());
        AddressOfRecord from = caller.isAdministrator() && caller.person().isEmpty()
                ? new AddressOfRecord(MessageService.SERVER_USER, to.domain())
                : person(caller);
        if (asked.text().isEmpty()) {
            throw new Refusal.Invalid("text", "A message says something.");
        }
        if (asked.text().getBytes(StandardCharsets.UTF_8).length > InstantMessage.MAX_BODY_BYTES) {
            throw new Refusal.TooLarge(InstantMessage.MAX_BODY_BYTES);
        }
        InstantMessage message = InstantMessage.text(id(ctx, from), from, to, asked.text(), time.now());
        MessageService.Outcome outcome = Await.result(sent.once(message, () -> messages.send(caller, message)));
        Sent answer = new Sent(
                message.id(),
                to.toString(),
                outcome == MessageService.Outcome.DELIVERED ? "delivered" : "waiting",
                message.sentAt().truncatedTo(ChronoUnit.MILLIS));
        ctx.status(202).contentType("application/json").result(WireJson.write(answer));
    }

    /** The same sender with the same key means the same message: it is stored once, also after a restart. */
    private static String id(Context ctx, AddressOfRecord from) {
        String key = ctx.header("Idempotency-Key");
        return key == null ? UUID.randomUUID().toString() : "k-" + Versions.of(from + "\n" + key);
    }

    private void waiting(Context ctx) {
        AddressOfRecord person = person(BearerAuthentication.caller(ctx));
        Map<String, Object> body = Map.of(
                "items",
                Await.result(messages.waiting(person)).stream()
                        .map(MessageRoutes::json)
                        .toList());
        Versions.json(ctx, Versions.of(WireJson.write(body)), body);
    }

    private static AddressOfRecord person(Caller caller) {
        return caller.person()
                .orElseThrow(() -> new Refusal.Forbidden("A message has a sender: this token speaks for no person."));
    }

    private static MessageJson json(InstantMessage message) {
        return new MessageJson(
                message.id(),
                message.from().toString(),
                message.to().toString(),
                message.contentType(),
                new String(message.body(), StandardCharsets.UTF_8),
                message.sentAt().truncatedTo(ChronoUnit.MILLIS));
    }
}
