package org.pawn.server.sip;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.event.EventPackage.Watching;
import org.pawn.server.sip.event.EventState;
import org.pawn.server.sip.event.Interest;
import org.pawn.server.sip.event.Notifier;
import org.pawn.server.sip.event.Rates;
import org.pawn.server.sip.event.SipDialog;
import org.pawn.server.sip.event.SipSubscription;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/** The notifier (RFC 6665 section 4.2), for every event package that {@link EventPackages} serves. */
final class SubscribeHandler implements SipHandler {
    private static final String SUPPRESS = "suppress-if-match"; // RFC 5839
    private static final int TAG_BYTES = 12; // 96 bits: a dialog cannot be guessed

    private final EventPackages events;
    private final Notifier notifier;
    private final LocalAddresses ours;
    private final Lifetimes lifetimes;
    private final SecureRandom random;

    SubscribeHandler(
            SipServices services, EventPackages events, Notifier notifier, LocalAddresses ours, SipConfig config) {
        this.events = events;
        this.notifier = notifier;
        this.ours = ours;
        this.lifetimes = new Lifetimes(config.minExpires(), config.maxExpires());
        this.random = services.random();
    }

    /**
     * Refuses: another event (489), a body that we cannot make (406), too short a life (423), no Contact (400), a dialog
     * that is not the sender's (481), an old CSeq (500), what is not to be seen (403) or not there (404).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        Watching event = events.watched(request);
        Duration life = lifetimes.grant(request.headers().seconds("expires"), event.usualLife());
        if (request.isInDialog()) {
            return refresh(request, sender, life);
        }
        AddressOfRecord resource = ours.target(request);
        Optional<String> contentType = AcceptedTypes.of(request).first(event.contentTypes());
        if (contentType.isEmpty()) {
            return Reply.now(
                    SipResponse.of(406, "Not Acceptable").with("Accept", String.join(", ", event.contentTypes())));
        }
        SipDialog dialog = SipDialog.of(request, freshTag(), target(request));
        SipSubscription subscription = new SipSubscription(notifier, sender, dialog, life, event.pace());
        notifier.add(subscription);
        return watch(event, new Interest(sender, resource, contentType.get(), life.isZero()), subscription)
                .whenComplete((stands, refused) -> {
                    if (refused != null) {
                        notifier.remove(subscription);
                    }
                })
                .thenApply(stands -> reply(request, subscription, stands, life));
    }

    /** What is refused at once is refused in the future, so that it is cleared away in one place. */
    private static CompletableFuture<? extends EventState> watch(
            Watching event, Interest interest, SipSubscription subscription) {
        try {
            return event.states().watch(interest, subscription);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private CompletableFuture<Reply> refresh(SipRequest request, Caller sender, Duration life) {
        SipSubscription subscription = notifier.find(SipDialog.named(request))
                .filter(known -> known.belongsTo(sender))
                .orElseThrow(Refusal.NoSuchSubscription::new);
        if (!subscription.advance(request.sequence())) {
            throw new Refusal.OutOfOrder();
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
        String condition = request.header(SUPPRESS).orElse("");
        return new Reply(response, () -> subscription.opened(stands, life, rates(request), condition));
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
