package org.pawn.server.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.pidf.PidfDiff;
import org.pawn.presence.EntityTag;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Publish;
import org.pawn.presence.Published;
import org.pawn.presence.PublishedState;
import org.pawn.refusal.Refusal;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.event.EventPackage;
import org.pawn.server.sip.event.EventPackage.Publishing;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.time.TimeSource;

/** Takes what agents publish, of every package that {@link EventPackages} takes (RFC 3903 section 6). */
final class PublishHandler implements SipHandler {
    private static final Duration UNBOUND_LIFE = Duration.ofMinutes(10);

    private final PresenceService presence;
    private final RegistrationService registrations;
    private final EventPackages events;
    private final LocalAddresses ours;
    private final Lifetimes lifetimes;
    private final PartialPublications partials = new PartialPublications();
    private final TimeSource time;

    PublishHandler(SipServices services, EventPackages events, LocalAddresses ours, SipConfig config) {
        this.presence = services.presence();
        this.registrations = services.registrations();
        this.events = events;
        this.ours = ours;
        this.lifetimes = new Lifetimes(config.minExpires(), config.maxExpires());
        this.time = services.time();
    }

    /**
     * Refuses: another's address or entity (403), another event (489), an unknown entity tag, or a partial body that does
     * not follow the last one (412), too short a life (423), another body (415) or a malformed one (400).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        AddressOfRecord presentity = ours.target(request);
        Publishing event = events.published(request);
        if (!sender.is(presentity)) {
            throw new Refusal.Forbidden("One publishes only one's own state.");
        }
        Optional<EntityTag> ifMatch = request.header("sip-if-match").map(PublishHandler::tag);
        Duration life = lifetimes.grant(request.headers().seconds("expires"));
        boolean hasBody = request.body().length > 0 && !life.isZero();
        if (hasBody) {
            requireTaken(request, event);
        }
        Optional<PartialPublications.Kept> partial = hasBody && isPartial(request)
                ? Optional.of(partials.read(presentity, ifMatch, request.body()))
                : Optional.empty();
        Optional<PublishedState> body = hasBody
                ? Optional.of(
                        body(partial.map(whole -> whole.document().bytes()).orElse(request.body()), event, presentity))
                : Optional.empty();
        if (ifMatch.isEmpty() && body.isEmpty()) {
            throw new Refusal.Invalid("body", "An initial publication has a body and a life.");
        }
        Optional<String> flow = Optional.of(request.peer().flow()).filter(came -> registrations.isOn(presentity, came));
        Duration bounded = flow.isEmpty() && life.compareTo(UNBOUND_LIFE) > 0 ? UNBOUND_LIFE : life;
        return presence.publish(new Publish(presentity, event.source(), ifMatch, body, bounded, flow))
                .thenApply(published -> {
                    keep(ifMatch, published, partial, body.isPresent());
                    return reply(published);
                });
    }

    /** What is published in parts is kept whole for the next part (RFC 5264). */
    private void keep(
            Optional<EntityTag> before,
            Published published,
            Optional<PartialPublications.Kept> partial,
            boolean saysAnew) {
        if (partial.isPresent()) {
            partials.keep(before, published.tag(), partial.get());
        } else if (!saysAnew) {
            before.ifPresent(tag -> partials.renewed(tag, published.tag()));
        }
    }

    private static boolean isPartial(SipRequest request) {
        return request.contentType().filter(PidfDiff.CONTENT_TYPE::equals).isPresent();
    }

    private static void requireTaken(SipRequest request, Publishing event) {
        boolean isEncoded = request.header("content-encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent();
        if (isEncoded
                || request.contentType().filter(event.contentTypes()::contains).isEmpty()) {
            throw new Refusal.UnsupportedContent(event.contentTypes());
        }
    }

    private PublishedState body(byte[] bytes, Publishing event, AddressOfRecord presentity) {
        EventPackage.Body body = event.bodies().read(bytes, time.moment());
        if (!ours.names(body.entity(), presentity)) {
            throw new Refusal.Forbidden("The document's entity is someone else.");
        }
        return body.said();
    }

    private static EntityTag tag(String written) {
        try {
            return new EntityTag(written);
        } catch (IllegalArgumentException notOurs) {
            throw new Refusal.StaleEntityTag();
        }
    }

    private static Reply reply(Published published) {
        return Reply.of(SipResponse.ok()
                .with("SIP-ETag", published.tag().value())
                .with("Expires", published.life().toSeconds()));
    }
}
