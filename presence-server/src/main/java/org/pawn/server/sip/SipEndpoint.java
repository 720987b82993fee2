package org.pawn.server.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.MessageRoute;
import org.pawn.presence.CallState;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.event.DialogStates;
import org.pawn.server.sip.event.Notifier;
import org.pawn.server.sip.proxy.Gruus;
import org.pawn.server.sip.proxy.Proxy;
import org.pawn.server.sip.proxy.ProxyConfig;
import org.pawn.server.sip.proxy.Seal;
import org.pawn.server.sip.wire.SipFrames;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipReceiver;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponder;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.server.sip.wire.SipSocket;
import org.pawn.server.sip.wire.SipWire;
import org.pawn.server.sip.wire.WireConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP edge as a whole: wires the handlers and gives each request to its own, once its sender is known. The one place
 * where refusals and failures become answers. Opens with {@link #start}.
 */
public final class SipEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipEndpoint.class);
    private static final int CHALLENGES_PER_SECOND = 20;
    private static final String ALLOW =
            "REGISTER, PUBLISH, SUBSCRIBE, MESSAGE, OPTIONS, INVITE, ACK, BYE, CANCEL, PRACK, UPDATE, INFO, REFER,"
                    + " NOTIFY";

    private final SipWire wire;
    private final Notifier notifier;
    private final Flows flows;
    private final Proxy proxy;
    private final Gruus gruus;
    private final LocalAddresses ours;
    private final MessageRoute messageRoute;
    private final Map<String, SipHandler> handlers;
    private final SenderAuthenticator authenticator;
    private final ChallengeLimit challenges;
    private final UnservedMethods unserved;
    private final RequestGate gate;
    private final SipRefusals refusals;

    public SipEndpoint(SipConfig config, SipServices services) {
        this.ours = new LocalAddresses(config.domain());
        WireConfig wireConfig = WireConfig.of(
                config.plain(),
                config.tls(),
                config.keys(),
                config.unprovedConnections(),
                config.exempt(),
                !config.authentication());
        this.wire = new SipWire(wireConfig, services.time(), services.timers(), services.random(), new Receiver());
        this.gruus =
                new Gruus(config.domain(), services.registrations(), new Seal(services.gruuKey(), services.random()));
        this.notifier = new Notifier(
                new GruuTransport(wire, gruus), services.time(), services.timers(), config.maxSubscriptions());
        services.directory().onChange(person -> {
            if (!services.directory().exists(person)) {
                notifier.forget(person);
            }
        });
        DialogStates dialogs =
                new DialogStates(services.lanes(), services.policy(), services.subscriptions(), services.time());
        EventPackages events = new EventPackages(services, dialogs);
        this.flows = new Flows(services, wire, config.domain());
        this.messageRoute = new SipMessageRoute(services, wire);
        this.proxy = new Proxy(
                new ProxyConfig(config.domain(), services.dialogKey()),
                wire,
                services.time(),
                services.timers(),
                services.random(),
                services.calls(),
                services.registrations(),
                gruus,
                new CallPresence(new CallState(services.presence()), dialogs));
        OwnMachine machine = new OwnMachine(config.domain(), wire);
        this.handlers = Map.of(
                "REGISTER",
                        new RegisterHandler(
                                services,
                                flows,
                                ours,
                                new ContactFields(config, machine, this::ports),
                                new RegisterAnswer(services.time(), wire, gruus)),
                "PUBLISH", new PublishHandler(services, events, ours, config),
                "SUBSCRIBE", new SubscribeHandler(services, events, notifier, ours, config),
                "MESSAGE", new MessageHandler(services, ours, gruus));
        this.authenticator = new SenderAuthenticator(config, services, ours);
        this.challenges = new ChallengeLimit(services.time(), config.exempt(), CHALLENGES_PER_SECOND);
        this.refusals = new SipRefusals(config.domain());
        this.unserved = new UnservedMethods(ALLOW, events.watched());
        this.gate = new RequestGate(config.domain(), machine);
    }

    /** @throws IOException naming the address and transport that cannot be listened on */
    public void start() throws IOException {
        wire.start();
        flows.restore();
    }

    /** Where UDP and TCP listen. */
    public Optional<InetSocketAddress> plain() {
        return wire.plain();
    }

    public Optional<InetSocketAddress> tls() {
        return wire.tls();
    }

    /**
     * Takes in a client whose WebSocket somebody else holds (RFC 7118).
     *
     * @param reachedAt the {@code host:port} by which the client found us
     */
    public SipFrames connect(SipPeer client, String reachedAt, SipSocket socket) {
        return wire.connect(client, reachedAt, socket);
    }

    private Set<Integer> ports() {
        return Stream.of(plain(), tls())
                .flatMap(Optional::stream)
                .map(InetSocketAddress::getPort)
                .collect(Collectors.toSet());
    }

    /** The way to registered SIP devices, for the message service. */
    public MessageRoute messageRoute() {
        return messageRoute;
    }

    /** Live SIP subscriptions. */
    public int subscriptionCount() {
        return notifier.size();
    }

    /** Tells watchers that it is over, then closes. */
    @Override
    public void close() {
        notifier.endAll();
        wire.close();
    }

    /** What the wire floor brings. */
    private final class Receiver implements SipReceiver {
        @Override
        public void received(SipRequest request, SipResponder responder) {
            CompletableFuture<Reply> reply;
            try {
                reply = dispatch(request, responder);
            } catch (RuntimeException failure) {
                reply = CompletableFuture.failedFuture(failure);
            }
            reply.whenComplete((answered, failure) -> {
                if (failure != null) {
                    responder.answer(answerTo(failure, request));
                } else if (answered.response().status() > 0) {
                    responder.answer(answered.response());
                    answered.afterwards().run();
                }
            });
        }

        @Override
        public void acknowledged(SipRequest ack) {
            proxy.acknowledge(ack);
        }

        @Override
        public void flowLost(SipPeer peer) {
            flows.lost(peer);
            proxy.flowLost(peer);
        }
    }

    private CompletableFuture<Reply> dispatch(SipRequest request, SipResponder responder) {
        if (proxy.isWithin(request)) {
            return within(request, responder);
        }
        boolean goesOn = UnservedMethods.BEGINNINGS.contains(request.method()) && !request.isInDialog();
        Optional<SipResponse> refused = gate.refusal(request, goesOn).or(() -> unserved.answer(request));
        if (refused.isPresent()) {
            return limited(request, refused.get());
        }
        SipHandler handler = goesOn ? (sent, sender) -> begin(sent, sender, responder) : handlers.get(request.method());
        if (handler == null) {
            return limited(request, unserved.unknown());
        }
        return authenticated(request, goesOn || request.method().equals("MESSAGE"), handler);
    }

    private CompletableFuture<Reply> authenticated(SipRequest request, boolean asProxy, SipHandler handler) {
        SenderAuthenticator.Outcome outcome = authenticator.authenticate(request, asProxy);
        if (outcome instanceof SenderAuthenticator.Outcome.Known known) {
            wire.proved(request.peer());
            flows.heard(request.peer());
            return handler.handle(request, known.sender());
        } else if (outcome instanceof SenderAuthenticator.Outcome.Challenge challenge) {
            return limited(request, challenge.response());
        }
        throw new AssertionError(outcome);
    }

    /** To whoever has not proved anything. */
    private CompletableFuture<Reply> limited(SipRequest request, SipResponse response) {
        return Reply.now(challenges.allows(request.peer()) ? response : SILENCE);
    }

    private CompletableFuture<Reply> begin(SipRequest request, Caller sender, SipResponder responder) {
        AddressOfRecord called = gruus.owner(request.uri()).orElseGet(() -> ours.target(request));
        proxy.begin(request, sender, called, responder);
        return Reply.now(SILENCE); // the proxy answers
    }

    /** A side of the dialog on its own flow need not prove itself again: nobody else has the sealed route. */
    private CompletableFuture<Reply> within(SipRequest request, SipResponder responder) {
        Optional<AddressOfRecord> sender = proxy.senderByDialog(request);
        if (sender.isEmpty()) {
            return authenticated(request, true, (sent, known) -> {
                proxy.within(sent, known.person().orElseThrow(), responder);
                return Reply.now(SILENCE);
            });
        }
        flows.heard(request.peer());
        proxy.within(request, sender.get(), responder);
        return Reply.now(SILENCE);
    }

    /** Not a status: nothing is sent. */
    private static final SipResponse SILENCE = new SipResponse(0, "", List.of(), new byte[0], Optional.empty());

    private SipResponse answerTo(Throwable failure, SipRequest request) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            LOG.debug("{} from {} refused: {}", request.method(), request.peer(), refusal.kind());
            return refusals.response(refusal);
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}: a {} failed", incident, request.method(), cause);
        return SipResponse.of(500, "Server Internal Error").with("Warning", refusals.warning("incident " + incident));
    }
}
