package org.pawn.server.sip.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.calling.CallAdmission;
import org.pawn.refusal.Refusal;
import org.pawn.registration.Binding;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipForward;
import org.pawn.server.sip.wire.SipHeaders;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponder;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.time.Timers;

/**
 * Sends on what people's devices say to each other: a first request to the devices of a person of ours, what follows in
 * its dialog to the other side. Nothing goes to anybody else: no relay. A body is never looked at. Thread-safe.
 */
public final class Proxy {
    /** They begin a dialog, whose later requests must come by us (RFC 3261 section 16.6 step 4). */
    private static final Set<String> DIALOG_MAKERS = Set.of("INVITE", "REFER", "SUBSCRIBE", "NOTIFY");

    private static final int USUAL_BREADTH = 60;
    private static final int NAME_BYTES = 15;

    private final String domain;
    private final SipTransport transport;
    private final Timers timers;
    private final CallAdmission admission;
    private final RegistrationService registrations;
    private final FlowTokens tokens;
    private final Loops loops;
    private final Calls calls;

    /** @param domain the one we serve, and the digest realm */
    public Proxy(
            String domain,
            SipTransport transport,
            Timers timers,
            SecureRandom random,
            CallAdmission admission,
            RegistrationService registrations,
            CallListener listener) {
        this.domain = domain;
        this.transport = transport;
        this.timers = timers;
        this.admission = admission;
        this.registrations = registrations;
        this.tokens = new FlowTokens(random);
        this.loops = new Loops(random);
        this.calls = new Calls(timers, listener);
    }

    /** Whether a request in a dialog that goes through us comes from one of its two sides: that proves who sends it. */
    public Optional<AddressOfRecord> senderByDialog(SipRequest request) {
        return legs(request)
                .filter(legs -> legs.knows(request.peer()))
                .map(legs -> side(legs, request).person());
    }

    /** Whether it belongs to a dialog that goes through us. */
    public boolean isWithin(SipRequest request) {
        return request.isInDialog() && legs(request).isPresent();
    }

    /**
     * Sends on a request that begins something, to all devices of the person whom it is for.
     *
     * @throws Refusal.NotFound if a colleague asks for nobody
     * @throws Refusal.NotVisible if the sender may not reach the person
     */
    public void begin(SipRequest request, Caller sender, AddressOfRecord called, SipResponder responder) {
        Optional<SipResponse> refused = refusal(request);
        if (refused.isPresent()) {
            responder.answer(refused.get());
            return;
        }
        List<Binding> devices = admission.devices(sender, called);
        int breadth = request.header("max-breadth").flatMap(SipHeaders::number).orElse(USUAL_BREADTH);
        if (devices.isEmpty()) {
            responder.answer(SipResponse.of(480, "Temporarily Unavailable"));
        } else if (devices.size() > breadth) {
            responder.answer(SipResponse.of(440, "Max-Breadth Exceeded"));
        } else {
            AddressOfRecord caller = sender.person().orElseThrow();
            List<List<SipForward>> groups = groups(request, caller, devices, breadth / devices.size());
            new Fork(request, responder, groups, transport, timers, branch -> accepted(request, caller, called, branch))
                    .start();
        }
    }

    /** Sends on a request in a dialog, to the other side. */
    public void within(SipRequest request, SipResponder responder) {
        Optional<SipResponse> refused = refusal(request);
        if (refused.isPresent()) {
            responder.answer(refused.get());
            return;
        }
        Legs legs = legs(request).orElseThrow(Refusal.NoSuchSubscription::new);
        Legs.Leg from = side(legs, request);
        Legs.Leg to = from.equals(legs.caller()) ? legs.callee() : legs.caller();
        SipPeer target = currentFlow(to, request.uri());
        SipForward forward = new SipForward(
                request.method(),
                request.uri(),
                new Onward(request, domain).headers(Optional.of(from.person()), List.of(), USUAL_BREADTH),
                request.body(),
                target,
                loops.mark(request));
        if (request.method().equals("BYE")) {
            calls.ended(name(request));
        }
        new Fork(request, responder, List.of(List.of(forward)), transport, timers, branch -> {}).start();
    }

    /** Sends on the ACK of a 2xx; any other is dropped. */
    public void acknowledge(SipRequest ack) {
        legs(ack).filter(legs -> legs.knows(ack.peer())).ifPresent(legs -> {
            Legs.Leg from = side(legs, ack);
            Legs.Leg to = from.equals(legs.caller()) ? legs.callee() : legs.caller();
            transport.forwardAck(new SipForward(
                    "ACK",
                    ack.uri(),
                    new Onward(ack, domain).headers(Optional.empty(), List.of(), USUAL_BREADTH),
                    ack.body(),
                    currentFlow(to, ack.uri()),
                    loops.mark(ack)));
        });
    }

    /** A connection is gone, and with it the calls over it. */
    public void flowLost(SipPeer peer) {
        calls.flowLost(peer);
    }

    private Optional<SipResponse> refusal(SipRequest request) {
        List<String> required = request.headers().values("proxy-require");
        if (new Onward(request, domain).hops() <= 0) {
            return Optional.of(SipResponse.of(483, "Too Many Hops"));
        } else if (!required.isEmpty()) {
            return Optional.of(SipResponse.of(420, "Bad Extension").with("Unsupported", String.join(", ", required)));
        } else if (loops.isLoop(request, loops.mark(request))) {
            return Optional.of(SipResponse.of(482, "Loop Detected"));
        }
        return Optional.empty();
    }

    /** The devices by falling q. */
    private List<List<SipForward>> groups(
            SipRequest request, AddressOfRecord caller, List<Binding> devices, int breadth) {
        Map<Integer, List<SipForward>> byQ = new TreeMap<>();
        for (Binding device : devices) {
            SipPeer.ofFlow(device.flow())
                    .ifPresent(peer -> byQ.computeIfAbsent(-device.q(), q -> new ArrayList<>())
                            .add(forward(request, caller, device, peer, breadth)));
        }
        return List.copyOf(byQ.values());
    }

    private SipForward forward(SipRequest request, AddressOfRecord caller, Binding device, SipPeer peer, int breadth) {
        Legs legs = new Legs(new Legs.Leg(caller, request.peer()), new Legs.Leg(device.address(), peer));
        List<String> recordRoutes = DIALOG_MAKERS.contains(request.method()) ? routes(legs, request) : List.of();
        return new SipForward(
                request.method(),
                device.contact(),
                new Onward(request, domain).headers(Optional.of(caller), recordRoutes, Math.max(1, breadth)),
                request.body(),
                peer,
                loops.mark(request));
    }

    /** One for each side where they reach us by different ways (RFC 5658). */
    private List<String> routes(Legs legs, SipRequest request) {
        String token = tokens.seal(legs, request.callId());
        String there = place(legs.callee().peer());
        String here = place(legs.caller().peer());
        String first = "<sip:" + token + "@" + there + ";lr>";
        return there.equals(here) ? List.of(first) : List.of(first, "<sip:" + here + ";lr>");
    }

    private String place(SipPeer peer) {
        return transport.addressFor(peer) + ";transport=" + peer.transport().parameter();
    }

    private Optional<Legs> legs(SipRequest request) {
        for (String route : request.headers().values("route")) {
            Optional<Legs> legs = user(route).flatMap(token -> tokens.open(token, request.callId()));
            if (legs.isPresent()) {
                return legs;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> user(String route) {
        try {
            String uri = NameAddress.parse(route).uri();
            int at = uri.indexOf('@');
            return at < 0 ? Optional.empty() : Optional.of(uri.substring(uri.indexOf(':') + 1, at));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Legs.Leg side(Legs legs, SipRequest request) {
        Optional<AddressOfRecord> from = person(request.from().uri());
        boolean caller = legs.knows(request.peer())
                ? legs.isFromCaller(request.peer(), from.orElse(legs.caller().person()))
                : from.equals(Optional.of(legs.caller().person()));
        return caller ? legs.caller() : legs.callee();
    }

    private static Optional<AddressOfRecord> person(String uri) {
        try {
            return Optional.of(AddressOfRecord.parse(uri));
        } catch (IllegalArgumentException anonymous) {
            return Optional.empty();
        }
    }

    /** The flow that the dialog began on, unless the device has come back by another since. */
    private SipPeer currentFlow(Legs.Leg to, String contact) {
        List<Binding> devices = registrations.bindings(to.person());
        boolean stands = devices.stream()
                .anyMatch(device -> device.flow().equals(to.peer().flow()));
        return stands
                ? to.peer()
                : devices.stream()
                        .filter(device -> device.contact().equals(contact))
                        .findFirst()
                        .flatMap(device -> SipPeer.ofFlow(device.flow()))
                        .orElse(to.peer());
    }

    private void accepted(SipRequest request, AddressOfRecord caller, AddressOfRecord called, Fork.Branch branch) {
        calls.confirmed(
                name(request),
                new Legs(
                        new Legs.Leg(caller, request.peer()),
                        new Legs.Leg(called, branch.target().target())));
    }

    /** A call by its Call-ID: of several devices that take one, the first to hang up ends it for presence. */
    private static String name(SipRequest request) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(request.callId().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, NAME_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
