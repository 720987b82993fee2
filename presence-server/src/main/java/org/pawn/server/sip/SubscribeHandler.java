package org.pawn.server.sip;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.event.EventPackage;
import org.pawn.server.sip.event.EventPackage.Watching;
import org.pawn.server.sip.event.EventState;
import org.pawn.server.sip.event.EventStates;
import org.pawn.server.sip.event.Interest;
import org.pawn.server.sip.event.ListStates;
import org.pawn.server.sip.event.Notifier;
import org.pawn.server.sip.event.ParsedBodies;
import org.pawn.server.sip.event.Rates;
import org.pawn.server.sip.event.SipDialog;
import org.pawn.server.sip.event.SipSubscription;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/** The notifier (RFC 6665 section 4.2), for every event package that {@link EventPackages} serves. */
final class SubscribeHandler implements SipHandler {
    private static final String SUPPRESS = "suppress-if-match"; // RFC 5839
    private static final SipResponse FILTER_NOT_SERVED =
            SipResponse.of(488, "Not Acceptable Here"); // RFC 4660 section 4.3
    private static final int MAX_DATAGRAM_BYTES = 40 * 1024;
    private static final int MAX_STREAM_BYTES = 200 * 1024;
    private static final Duration LIST_PACE = Duration.ofSeconds(1);
    private static final int TAG_BYTES = 12; // 96 bits: a dialog cannot be guessed

    private final EventPackages events;
    private final ListRequests lists;
    private final ParsedBodies bodies = new ParsedBodies();
    private final Notifier notifier;
    private final LocalAddresses ours;
    private final Lifetimes lifetimes;
    private final SecureRandom random;

    SubscribeHandler(
            SipServices services, EventPackages events, Notifier notifier, LocalAddresses ours, SipConfig config) {
        this.events = events;
        this.lists = new ListRequests(new ListStates(services.lists(), config.domain(), services.random()));
        this.notifier = notifier;
        this.ours = ours;
        this.lifetimes = new Lifetimes(config.minExpires(), config.maxExpires());
        this.random = services.random();
    }

    /**
     * Refuses: another event (489), a body that we cannot make (406), too short a life (423), no Contact (400), a dialog
     * that is not the sender's (481), an old CSeq (500), what is not to be seen (403) or not there (404); in the request's
     * body what is neither a list nor filters (415), is malformed (400), or filters by what we do not (488).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        EventPackage named = events.watched(request);
        Watching event = named.watching().orElseThrow();
        SubscribeBody body = SubscribeBody.of(request, named);
        Duration life = lifetimes.grant(request.headers().seconds("expires"), event.usualLife());
        if (request.isInDialog()) {
            return refresh(request, sender, body, life);
        }
        AddressOfRecord resource = ours.target(request);
        boolean isList = event.isWhole() && lists.isToList(body, resource);
        List<String> types = isList || body.isFilters() // of these each body has to be whole
                ? event.contentTypes().subList(0, 1)
                : event.contentTypes();
        Optional<String> contentType = AcceptedTypes.of(request).best(types);
        if (contentType.isEmpty()) {
            return Reply.now(SipResponse.of(406, "Not Acceptable").with("Accept", String.join(", ", types)));
        }
        if (isList && !Extensions.knows(request, Extensions.EVENT_LIST)) { // RFC 4662 section 4.3
            return Reply.now(SipResponse.of(421, "Extension Required").with("Require", Extensions.EVENT_LIST));
        }
        Optional<EventStates> states = body.chosen(event.states(), bodies);
        if (states.isEmpty()) {
            return Reply.now(FILTER_NOT_SERVED);
        }
        SipDialog dialog = SipDialog.of(request, freshTag(), target(request));
        int maxBytes = request.peer().transport().isStream() ? MAX_STREAM_BYTES : MAX_DATAGRAM_BYTES;
        Interest interest = new Interest(
                sender,
                resource,
                contentType.get(),
                life.isZero(),
                maxBytes,
                request.header("event").orElse(""));
        return isList
                ? begin(
                        request,
                        lists.states(request, body, states.get()),
                        interest,
                        life,
                        LIST_PACE,
                        dialog.requiring(Extensions.EVENT_LIST))
                : begin(request, states.get(), interest, life, event.pace(), dialog);
    }

    private CompletableFuture<Reply> begin(
            SipRequest request, EventStates states, Interest interest, Duration life, Duration pace, SipDialog dialog) {
        SipSubscription subscription = new SipSubscription(notifier, interest.watcher(), dialog, life, pace);
        notifier.add(subscription);
        return watch(states, interest, subscription)
                .whenComplete((stands, refused) -> {
                    if (refused != null) {
                        notifier.remove(subscription);
                    }
                })
                .thenApply(stands -> reply(request, subscription, stands, life));
    }

    /** What is refused at once is refused in the future, so that it is cleared away in one place. */
    private static CompletableFuture<? extends EventState> watch(
            EventStates states, Interest interest, SipSubscription subscription) {
        try {
            return states.watch(interest, subscription);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private CompletableFuture<Reply> refresh(SipRequest request, Caller sender, SubscribeBody body, Duration life) {
        SipSubscription subscription = notifier.find(SipDialog.named(request))
                .filter(known -> known.belongsTo(sender))
                .orElseThrow(Refusal.NoSuchSubscription::new);
        if (!subscription.advance(request.sequence())) {
            throw new Refusal.OutOfOrder();
        }
        if (!body.rechoose(subscription.state())) {
            return Reply.now(FILTER_NOT_SERVED);
        }
        String target = request.headers().has("contact")
                ? target(request)
                : subscription.dialog().target();
        SipDialog renewed = subscription.dialog().after(request, target);
        boolean quiet = request.header(SUPPRESS).filter(subscription::isKnown).isPresent();
        SipResponse answer = accepted(request, life, quiet ? SipResponse.of(204, "No Notification") : SipResponse.ok());
        return CompletableFuture.completedFuture(
                new Reply(answer, () -> subscription.refresh(renewed, life, rates(request), quiet)));
    }

    private Reply reply(SipRequest request, SipSubscription subscription, EventState stands, Duration life) {
        SipResponse response = accepted(request, life, SipResponse.ok())
                .withToTag(subscription.id().localTag());
        for (String route : request.headers().values("record-route")) {
            response = response.with("Record-Route", route);
        }
        if (subscription.dialog().require().isPresent()) {
            response = response.with("Require", Extensions.EVENT_LIST);
        }
        SipResponse answer = response;
        String condition = request.header(SUPPRESS).orElse("");
        return new Reply(answer, () -> subscription.opened(stands, life, rates(request), condition));
    }

    private static Rates rates(SipRequest request) {
        return Rates.of(request.header("event").orElse(""));
    }

    private SipResponse accepted(SipRequest request, Duration life, SipResponse answer) {
        String contact = SipDialog.contact(request.peer(), notifier.transport().addressFor(request.peer()));
        return answer.with("Contact", contact).with("Expires", life.toSeconds());
    }

    private static String target(SipRequest request) {
        try {
            return SipDialog.target(request);
        } catch (IllegalArgumentException bad) {
            throw new Refusal.Invalid("Contact", "A subscription needs a Contact to notify.");
        }
    }

    private String freshTag() {
        byte[] tag = new byte[TAG_BYTES];
        random.nextBytes(tag);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    }
}
