package org.pawn.server.sip.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
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
import org.pawn.server.sip.wire.SecureUri;
import org.pawn.server.sip.wire.SipForward;
import org.pawn.server.sip.wire.SipHeaders;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponder;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.time.TimeSource;
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

    /** So long a flow of the dialog proves who sends; afterwards its sides do so themselves. */
    private static final Duration TRUSTED = Duration.ofHours(12);

    private final String domain;
    private final SipTransport transport;
    private final TimeSource time;
    private final Timers timers;
    private final CallAdmission admission;
    private final RegistrationService registrations;
    private final Gruus gruus;
    private final FlowTokens tokens;
    private final Loops loops;
    private final Calls calls;

    public Proxy(
            ProxyConfig config,
            SipTransport transport,
            TimeSource time,
            Timers timers,
            SecureRandom random,
            CallAdmission admission,
            RegistrationService registrations,
            Gruus gruus,
            CallListener listener) {
        this.domain = config.domain();
        this.transport = transport;
        this.time = time;
        this.timers = timers;
        this.admission = admission;
        this.registrations = registrations;
        this.gruus = gruus;
        this.tokens = new FlowTokens(config.dialogKey(), random);
        this.loops = new Loops(random);
        this.calls = new Calls(timers, listener);
    }

    /** Whether a request in a dialog that goes through us comes from one of its two sides: that proves who sends it. */
    public Optional<AddressOfRecord> senderByDialog(SipRequest request) {
        return DialogRoute.of(request, tokens)
                .map(DialogRoute::legs)
                .filter(legs -> legs.knows(request.peer()))
                .filter(legs -> time.now().isBefore(legs.began().plus(TRUSTED)))
                .map(legs -> side(legs, request).person());
    }

    /** Whether it belongs to a dialog that goes through us. */
    public boolean isWithin(SipRequest request) {
        return request.isInDialog() && DialogRoute.of(request, tokens).isPresent();
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
        boolean secure = SecureUri.isOne(request.uri());
        List<Binding> devices = gruus.only(request.uri(), admission.devices(sender, called)).stream()
                .filter(device -> !secure || isSecure(device))
                .toList();
        int breadth = request.header("max-breadth").flatMap(SipHeaders::number).orElse(USUAL_BREADTH);
        if (devices.isEmpty()) {
            responder.answer(secure ? SecureUri.refusal(domain) : SipResponse.of(480, "Temporarily Unavailable"));
        } else if (devices.size() > breadth) {
            responder.answer(SipResponse.of(440, "Max-Breadth Exceeded"));
        } else {
            AddressOfRecord caller = sender.person().orElseThrow();
            List<List<SipForward>> groups = groups(request, caller, devices, breadth / devices.size());
            Legs.Leg leg = new Legs.Leg(caller, request.peer());
            Progress progress = request.method().equals("INVITE")
                    ? calls.begin(name(caller, request), leg, isNamed(request), called)
                    : Progress.UNTOLD;
            new Fork(request, responder, groups, transport, timers, progress).start();
        }
    }

    private static boolean isSecure(Binding device) {
        return SipPeer.ofFlow(device.flow())
                .filter(peer -> peer.transport().isSecure())
                .isPresent();
    }

    /**
     * Sends on a request in a dialog, to the other side.
     *
     * @throws Refusal.NoSuchSubscription if the sender has no part in it
     */
    public void within(SipRequest request, AddressOfRecord sender, SipResponder responder) {
        Optional<SipResponse> refused = refusal(request);
        if (refused.isPresent()) {
            responder.answer(refused.get());
            return;
        }
        DialogRoute route = DialogRoute.of(request, tokens)
                .filter(found -> found.legs().isOf(sender))
                .orElseThrow(Refusal.NoSuchSubscription::new);
        Legs.Leg from = side(route.legs(), request);
        SipForward forward = onward(request, route, from, Optional.of(from.person()));
        if (request.method().equals("BYE")) {
            boolean byCaller = from.equals(route.legs().caller());
            Optional<String> tag =
                    byCaller ? request.to().tag() : request.from().tag();
            calls.hungUp(name(route.legs().caller().person(), request), tag.orElse(""));
        }
        new Fork(request, responder, List.of(List.of(forward)), transport, timers, Progress.UNTOLD).start();
    }

    /** Sends on the ACK of a 2xx; any other is dropped. */
    public void acknowledge(SipRequest ack) {
        DialogRoute.of(ack, tokens)
                .filter(route -> route.legs().knows(ack.peer()))
                .filter(route -> refusal(ack).isEmpty())
                .ifPresent(
                        route -> transport.forwardAck(onward(ack, route, side(route.legs(), ack), Optional.empty())));
    }

    private SipForward onward(SipRequest request, DialogRoute route, Legs.Leg from, Optional<AddressOfRecord> sender) {
        Legs.Leg to = route.legs().other(from);
        Optional<Binding> device =
                gruus.device(route.uri()).filter(one -> one.address().equals(to.person()));
        return new SipForward(
                request.method(),
                device.map(Binding::contact).orElse(route.uri()),
                new Onward(request, domain)
                        .headers(sender, List.of(), device.map(Binding::path).orElse(route.beyond()), USUAL_BREADTH),
                request.body(),
                device.flatMap(one -> SipPeer.ofFlow(one.flow())).orElseGet(() -> currentFlow(to, route.uri())),
                loops.mark(request));
    }

    /** A connection is gone, and with it the calls over it. */
    public void flowLost(SipPeer peer) {
        calls.flowLost(peer);
    }

    private Optional<SipResponse> refusal(SipRequest request) {
        List<String> required = request.headers().values("proxy-require");
        if (new Onward(request, domain).hops() <= 0) {
            return Optional.of(SipResponse.of(483, "Too Many Hops"));
        } else if (Privacy.of(request).isTooMuch()) {
            return Optional.of(SipResponse.of(500, "Server Internal Error")
                    .with("Warning", "399 " + domain + " \"This privacy cannot be given here.\""));
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
        Legs legs = new Legs(new Legs.Leg(caller, request.peer()), new Legs.Leg(device.address(), peer), time.now());
        List<String> recordRoutes = DIALOG_MAKERS.contains(request.method()) ? routes(legs, request) : List.of();
        return new SipForward(
                request.method(),
                device.contact(),
                new Onward(request, domain)
                        .headers(Optional.of(caller), recordRoutes, device.path(), Math.max(1, breadth)),
                request.body(),
                peer,
                loops.mark(request));
    }

    /** One for each side where they reach us by different ways (RFC 5658). */
    private List<String> routes(Legs legs, SipRequest request) {
        String token = tokens.seal(legs, request.callId());
        String there = place(legs.callee().peer());
        String here = place(legs.caller().peer());
        String sealed = "<sip:" + token + "@" + there + ";lr";
        return there.equals(here)
                ? List.of(sealed + ">")
                : List.of(sealed + DialogRoute.DOUBLE + ">", "<sip:" + here + ";lr" + DialogRoute.DOUBLE + ">");
    }

    private String place(SipPeer peer) {
        return transport.addressFor(peer) + ";transport=" + peer.transport().parameter();
    }

    private static Legs.Leg side(Legs legs, SipRequest request) {
        Optional<AddressOfRecord> from = person(request.from().uri());
        boolean caller = legs.knows(request.peer())
                ? legs.isFromCaller(request.peer(), from.orElse(legs.caller().person()))
                : from.equals(Optional.of(legs.caller().person()));
        return caller ? legs.caller() : legs.callee();
    }

    private static boolean isNamed(SipRequest request) {
        return !Privacy.of(request).hidesIdentity() && !Privacy.isAnonymous(request.from());
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

    /** A call by its Call-ID and who asked for it: nobody else can name it. */
    private static String name(AddressOfRecord caller, SipRequest request) {
        byte[] named = (caller + " " + request.callId()).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(named);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, NAME_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
