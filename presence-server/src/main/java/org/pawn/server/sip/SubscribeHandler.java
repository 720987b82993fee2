package org.pawn.server.sip;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.pidf.PidfDocument;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.watching.Subscription;

/** The notifier for presence (RFC 6665 section 4.2, RFC 3856 section 6). */
final class SubscribeHandler implements SipHandler {
    private static final int TAG_BYTES = 12; // 96 bits: a dialog cannot be guessed

    private final Notifier notifier;
    private final LocalAddresses ours;
    private final Lifetimes lifetimes;
    private final SecureRandom random;

    SubscribeHandler(SipServices services, Notifier notifier, LocalAddresses ours, SipConfig config) {
        this.notifier = notifier;
        this.ours = ours;
        this.lifetimes = new Lifetimes(config.minExpires(), config.maxExpires());
        this.random = services.random();
    }

    /**
     * Refuses: another event (489), a body that we cannot make (406), too short a life (423), no Contact (400), a dialog
     * that is not the sender's (481), an old CSeq (500), someone not to be seen (403) or not there (404).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        EventPackages.watched(request);
        if (request.isInDialog()) {
            return refresh(request, sender);
        }
        AddressOfRecord presentity = ours.target(request);
        if (!takesPidf(request)) {
            return Reply.now(SipResponse.of(406, "Not Acceptable").with("Accept", PidfDocument.CONTENT_TYPE));
        }
        Duration life = lifetimes.grant(request.headers().seconds("expires"));
        SipDialog dialog = SipDialog.of(request, freshTag(), target(request));
        NotifyChannel channel = new NotifyChannel(notifier, sender, dialog, life);
        notifier.add(channel);
        return notifier.subscriptions()
                .subscribe(sender, presentity, channel)
                .whenComplete((stands, refused) -> {
                    if (refused != null) {
                        notifier.remove(channel);
                    }
                })
                .thenApply(stands -> reply(request, channel, stands, life));
    }

    private CompletableFuture<Reply> refresh(SipRequest request, Caller sender) {
        NotifyChannel channel = notifier.find(SipDialog.named(request))
                .filter(known -> known.belongsTo(sender))
                .orElseThrow(Refusal.NoSuchSubscription::new);
        Duration life = lifetimes.grant(request.headers().seconds("expires"));
        if (!channel.advance(request.sequence())) {
            throw new Refusal.OutOfOrder();
        }
        String target = request.headers().has("contact")
                ? target(request)
                : channel.dialog().target();
        SipDialog renewed = channel.dialog().after(request, target);
        return CompletableFuture.completedFuture(
                new Reply(accepted(request, life), () -> channel.refresh(renewed, life)));
    }

    private Reply reply(SipRequest request, NotifyChannel channel, Subscription stands, Duration life) {
        SipResponse response = accepted(request, life).withToTag(channel.id().localTag());
        for (String route : request.headers().values("record-route")) {
            response = response.with("Record-Route", route);
        }
        return new Reply(response, () -> channel.opened(stands, life));
    }

    private SipResponse accepted(SipRequest request, Duration life) {
        String contact = SipDialog.contact(request.peer(), notifier.transport().addressFor(request.peer()));
        return SipResponse.ok().with("Contact", contact).with("Expires", life.toSeconds());
    }

    private static String target(SipRequest request) {
        try {
            return SipDialog.target(request);
        } catch (IllegalArgumentException bad) {
            throw new Refusal.Invalid("Contact", "A subscription needs a Contact to notify.");
        }
    }

    /** Without Accept it is PIDF (RFC 3856 section 6.7). */
    private static boolean takesPidf(SipRequest request) {
        List<String> accepted = request.headers().values("accept");
        return accepted.isEmpty()
                || accepted.stream()
                        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .anyMatch(type -> type.equals(PidfDocument.CONTENT_TYPE)
                                || type.equals("application/*")
                                || type.equals("*/*"));
    }

    private String freshTag() {
        byte[] tag = new byte[TAG_BYTES];
        random.nextBytes(tag);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    }
}
