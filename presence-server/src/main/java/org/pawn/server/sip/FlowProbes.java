package org.pawn.server.sip;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;
import org.pawn.registration.Binding;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.event.SipDialog;
import org.pawn.server.sip.wire.SipAnswer;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipOutbound;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.time.Timers;

/**
 * Asks each UDP flow that a live registration came over whether anybody is still there: every 30 s, unless it spoke
 * meanwhile; three probes without an answer end it. RFC 5626 section 4.4.2 would have STUN for that, which few phones
 * speak; OPTIONS all of them answer, and any answer counts. Each flow has a time of its own, so that probes never come in
 * a burst. Thread-safe.
 */
final class FlowProbes {
    static final Duration INTERVAL = Duration.ofSeconds(30);
    static final int MISSES = 3;
    private static final int TOKEN_BYTES = 12;

    private final RegistrationService registrations;
    private final SipTransport transport;
    private final Timers timers;
    private final SecureRandom random;
    private final String domain;
    private final Map<SipPeer, Probe> probes = new ConcurrentHashMap<>();

    FlowProbes(SipServices services, SipTransport transport, String domain) {
        this.registrations = services.registrations();
        this.timers = services.timers();
        this.random = services.random();
        this.transport = transport;
        this.domain = domain;
    }

    private static final class Probe {
        private final Set<AddressOfRecord> addresses = ConcurrentHashMap.newKeySet();
        private volatile boolean heard;
        private volatile int unanswered;
    }

    /** From now on, as long as a binding of that person is on the flow; nothing for a stream, which tells itself. */
    void watch(SipPeer peer, AddressOfRecord address) {
        if (peer.transport().isStream()) {
            return;
        }
        probes.compute(peer, (flow, known) -> {
            Probe probe = known == null ? new Probe() : known;
            probe.addresses.add(address);
            if (known == null) {
                timers.after(INTERVAL.plusMillis(random.nextInt((int) INTERVAL.toMillis())), () -> due(peer, probe));
            }
            return probe;
        });
    }

    /** Somebody who is known spoke over that flow. */
    void heard(SipPeer peer) {
        Probe probe = probes.get(peer);
        if (probe != null) {
            probe.heard = true;
        }
    }

    private void due(SipPeer peer, Probe probe) {
        Optional<Binding> alive = onFlow(peer, probe);
        if (alive.isEmpty()) {
            forget(peer, probe);
            return;
        }
        if (probe.heard) {
            probe.heard = false;
            probe.unanswered = 0;
        } else if (probe.unanswered >= MISSES) {
            probes.remove(peer, probe);
            probe.addresses.forEach(address -> registrations.flowLost(address, peer.flow()));
            return;
        } else {
            probe.unanswered++;
            transport.send(options(alive.get(), peer), answer -> answered(probe, answer));
        }
        timers.after(INTERVAL, () -> due(peer, probe));
    }

    private static void answered(Probe probe, SipAnswer answer) {
        if (answer.status() != SipAnswer.TIMED_OUT && answer.status() != SipAnswer.NOT_SENT) {
            probe.unanswered = 0;
        }
    }

    private Optional<Binding> onFlow(SipPeer peer, Probe probe) {
        return probe.addresses.stream()
                .flatMap(address -> registrations.bindings(address).stream())
                .filter(binding -> binding.flow().equals(peer.flow()))
                .findFirst();
    }

    /** Unless somebody registered over it this very moment. */
    private void forget(SipPeer peer, Probe probe) {
        probes.computeIfPresent(peer, (flow, known) -> {
            if (known != probe || onFlow(peer, probe).isEmpty()) {
                return known == probe ? null : known;
            }
            timers.after(INTERVAL, () -> due(peer, probe));
            return known;
        });
    }

    private SipOutbound options(Binding binding, SipPeer peer) {
        List<SipHeader> headers = new ArrayList<>();
        binding.path().forEach(proxy -> headers.add(new SipHeader("Route", proxy)));
        headers.addAll(List.of(
                new SipHeader("From", "<sip:" + domain + ">;tag=" + token()),
                new SipHeader("To", "<" + binding.contact() + ">"),
                new SipHeader("Call-ID", token()),
                new SipHeader("CSeq", "1 OPTIONS"),
                new SipHeader("Contact", SipDialog.contact(peer, transport.addressFor(peer)))));
        return new SipOutbound("OPTIONS", binding.contact(), headers, new byte[0], peer);
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
