package org.pawn.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One person who adds and removes contacts and sends messages as fast as they are answered, and keeps a ledger of what
 * was. Of the one request that the kill left without an answer it does not know: that may be there or not, until it is
 * sent again.
 */
final class LedgerWriter {
    private static final int MAX_MESSAGES = 900; // a thousand may wait for one person

    /** A request that can be sent again and means the same. */
    private record Request(String method, String path, Map<String, ?> body, String idempotencyKey) {}

    private final String address;
    private final Set<String> contacts = new LinkedHashSet<>();
    private final List<String> messages = new ArrayList<>();
    private Optional<Request> unanswered = Optional.empty();
    private Optional<String> unansweredContact = Optional.empty();
    private Optional<String> unansweredMessage = Optional.empty();
    private String recipient = "";
    private int count;
    private int acknowledged;

    LedgerWriter(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** Messages go to a new recipient from now on. */
    void writeTo(String newRecipient) {
        recipient = newRecipient;
        messages.clear();
    }

    /** Writes until the server is gone. */
    void writeUntilKilled(RestCalls calls) throws InterruptedException {
        try {
            while (true) {
                switch (count++ % 5) {
                    case 0, 1 -> addContact(calls);
                    case 2, 3 -> sendMessage(calls);
                    default -> removeOldestContact(calls);
                }
            }
        } catch (IOException killed) {
            // the ledger says what must be there
        }
    }

    /** Compares the ledger with what the server, started again, has. */
    void check(RestCalls own, RestCalls ofRecipient) throws IOException, InterruptedException {
        Set<String> listed = Set.copyOf(texts(own.get(list()).get("contacts"), "address"));
        Set<String> known = new LinkedHashSet<>(contacts);
        unansweredContact.ifPresent(known::remove);
        assertThat(known).as("%s's contacts", address).isSubsetOf(listed);
        known.addAll(unansweredContact.stream().toList());
        assertThat(listed).as("%s's contacts", address).isSubsetOf(known);

        List<String> waiting = texts(ofRecipient.get("/v1/messages").get("items"), "text");
        assertThat(waiting).as("messages from %s", address).doesNotHaveDuplicates();
        assertThat(messages).as("messages from %s", address).isSubsetOf(waiting);
        List<String> sent = new ArrayList<>(messages);
        unansweredMessage.ifPresent(sent::add);
        assertThat(waiting)
                .as("messages from %s", address)
                .isEqualTo(sent.subList(0, Math.min(waiting.size(), sent.size())));
    }

    /** Sends the unanswered request once more, as a client does, and checks that nothing is there twice. */
    void repeatUnanswered(RestCalls own, RestCalls ofRecipient) throws IOException, InterruptedException {
        if (unanswered.isEmpty()) {
            return;
        }
        Request request = unanswered.get();
        int status = own.send(request.method(), request.path(), request.body(), request.idempotencyKey())
                .statusCode();
        assertThat(status).isIn(200, 202, 404); // a contact that is removed already is not found
        unansweredMessage.ifPresent(messages::add);
        unansweredContact.ifPresent(contact -> {
            if (request.method().equals("PUT")) {
                contacts.add(contact);
            } else {
                contacts.remove(contact);
            }
        });
        unanswered = Optional.empty();
        unansweredContact = Optional.empty();
        unansweredMessage = Optional.empty();
        check(own, ofRecipient);
    }

    private void addContact(RestCalls calls) throws IOException, InterruptedException {
        String contact = "friend" + count + "@example.com";
        unansweredContact = Optional.of(contact);
        send(calls, new Request("PUT", list() + "/" + contact, Map.of("name", "Friend " + count), ""), 200);
        unansweredContact = Optional.empty();
        contacts.add(contact);
    }

    private void removeOldestContact(RestCalls calls) throws IOException, InterruptedException {
        String contact = contacts.iterator().next();
        unansweredContact = Optional.of(contact);
        send(calls, new Request("DELETE", list() + "/" + contact, Map.of(), ""), 200);
        unansweredContact = Optional.empty();
        contacts.remove(contact);
    }

    private void sendMessage(RestCalls calls) throws IOException, InterruptedException {
        if (messages.size() >= MAX_MESSAGES) {
            return;
        }
        String text = "message " + count + " to " + recipient;
        unansweredMessage = Optional.of(text);
        send(calls, new Request("POST", "/v1/messages", Map.of("to", recipient, "text", text), address + count), 202);
        unansweredMessage = Optional.empty();
        messages.add(text);
    }

    private void send(RestCalls calls, Request request, int expected) throws IOException, InterruptedException {
        unanswered = Optional.of(request);
        HttpResponse<String> response =
                calls.send(request.method(), request.path(), request.body(), request.idempotencyKey());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        unanswered = Optional.empty();
        acknowledged++;
    }

    private String list() {
        return "/v1/people/" + address + "/contacts";
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }
}
