package org.pawn.server.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.pidf.PidfDocument;
import org.pawn.pidf.PidfReader;
import org.pawn.pidf.PresencePidf;
import org.pawn.presence.DeviceState;
import org.pawn.presence.EntityTag;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Publish;
import org.pawn.presence.Published;
import org.pawn.refusal.Refusal;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.time.TimeSource;

/** The event state compositor for presence (RFC 3903 section 6). */
final class PublishHandler implements SipHandler {
    private static final Duration UNBOUND_LIFE = Duration.ofMinutes(10);

    private final PresenceService presence;
    private final RegistrationService registrations;
    private final LocalAddresses ours;
    private final Lifetimes lifetimes;
    private final TimeSource time;

    PublishHandler(SipServices services, LocalAddresses ours, SipConfig config) {
        this.presence = services.presence();
        this.registrations = services.registrations();
        this.ours = ours;
        this.lifetimes = new Lifetimes(config.minExpires(), config.maxExpires());
        this.time = services.time();
    }

    /**
     * Refuses: another's address or entity (403), another event (489), an unknown entity tag (412), too short a life
     * (423), another body (415) or a malformed one (400).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        AddressOfRecord presentity = ours.target(request);
        PresenceEvent.require(request);
        if (!sender.is(presentity)) {
            throw new Refusal.Forbidden("One publishes only one's own presence.");
        }
        Optional<EntityTag> ifMatch = request.header("sip-if-match").map(PublishHandler::tag);
        Duration life = lifetimes.grant(request.headers().seconds("expires"));
        Optional<DeviceState> body = request.body().length == 0 || life.isZero()
                ? Optional.empty()
                : Optional.of(state(request, presentity));
        if (ifMatch.isEmpty() && body.isEmpty()) {
            throw new Refusal.Invalid("body", "An initial publication has a body and a life.");
        }
        Optional<String> flow = Optional.of(request.peer().flow()).filter(came -> registrations.isOn(presentity, came));
        Duration bounded = flow.isEmpty() && life.compareTo(UNBOUND_LIFE) > 0 ? UNBOUND_LIFE : life;
        return presence.publish(new Publish(presentity, ifMatch, body, bounded, flow))
                .thenApply(PublishHandler::reply);
    }

    private DeviceState state(SipRequest request, AddressOfRecord presentity) {
        if (!request.contentType().equals(Optional.of(PidfDocument.CONTENT_TYPE))
                || request.header("content-encoding")
                        .filter(e -> !e.equalsIgnoreCase("identity"))
                        .isPresent()) {
            throw new Refusal.UnsupportedContent(List.of(PidfDocument.CONTENT_TYPE));
        }
        PidfDocument document = PidfReader.read(request.body());
        if (!ours.names(document.entity(), presentity)) {
            throw new Refusal.Forbidden("The document's entity is someone else.");
        }
        return PresencePidf.state(document, time.moment());
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
