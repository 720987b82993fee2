package org.pawn.server.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A phone on a bad network: repeats what is not answered (RFC 3261 section 17.1.2) and answers what comes again. */
final class RepeatingPhone {
    private static final long T1_NANOS = Duration.ofMillis(500).toNanos();
    private static final long TIMER_F_NANOS = Duration.ofSeconds(32).toNanos();

    private final Phone phone;
    private final Map<String, Pending> pending = new LinkedHashMap<>(); // by branch
    private final Map<String, String> served = new HashMap<>(); // branch and method to the answer
    private final List<Heard> requests = new ArrayList<>();
    private final List<Heard> finals = new ArrayList<>();

    private static final class Pending {
        private final Request request;
        private final String text;
        private final long began = System.nanoTime();
        private long next = began + T1_NANOS;
        private long interval = T1_NANOS;

        Pending(Request request) {
            this.request = request;
            this.text = request.text();
        }
    }

    RepeatingPhone(Phone phone) {
        this.phone = phone;
    }

    /** Requests that came, each once however often it was repeated. */
    List<Heard> requests() {
        return requests;
    }

    /** Final answers that are no challenges, each once. */
    List<Heard> finals() {
        return finals;
    }

    boolean isIdle() {
        return pending.isEmpty();
    }

    void begin(Request request) {
        pending.put(Heard.parameter(request.the("Via"), "branch"), new Pending(request));
        phone.send(request.text());
    }

    /** Reads what came within a short time and repeats what is due. */
    void turn() {
        phone.wire.receive(Duration.ofMillis(10)).map(Heard::new).ifPresent(this::heard);
        long now = System.nanoTime();
        for (Pending one : pending.values()) {
            if (now - one.began > TIMER_F_NANOS) {
                throw new AssertionError("never answered: " + one.text);
            } else if (now - one.next >= 0) {
                phone.send(one.text);
                one.interval = Math.min(one.interval * 2, 8 * T1_NANOS);
                one.next = now + one.interval;
            }
        }
    }

    private void heard(Heard message) {
        if (!message.isResponse()) {
            String key = Heard.parameter(message.the("Via"), "branch") + message.startLine();
            if (!served.containsKey(key)) {
                requests.add(message);
                served.put(key, Phone.answer(message, 200));
            }
            phone.send(served.get(key));
            return;
        }
        Optional<Pending> asked = Optional.ofNullable(pending.get(Heard.parameter(message.the("Via"), "branch")));
        if (message.isFinal() && asked.isPresent()) {
            pending.remove(Heard.parameter(message.the("Via"), "branch"));
            if (message.status() == 401 || message.status() == 407) {
                begin(phone.took(message).signed(phone.again(asked.get().request)));
            } else {
                finals.add(message);
            }
        }
    }
}
