package org.pawn.server.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pawn.registration.Binding;
import org.pawn.server.sip.proxy.Gruus;
import org.pawn.server.sip.wire.Forwarded;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipAnswer;
import org.pawn.server.sip.wire.SipForward;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipOutbound;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipRelayed;
import org.pawn.server.sip.wire.SipTransport;

/**
 * The way out for requests in dialogs whose other side gave a GRUU as its Contact: they go where that device is now
 * (RFC 5627 section 5.1), which may be another flow than the dialog began on. Only to the very person whom the request is
 * for: nobody has their notifications sent to somebody else's device.
 */
final class GruuTransport implements SipTransport {
    private final SipTransport wire;
    private final Gruus gruus;

    GruuTransport(SipTransport wire, Gruus gruus) {
        this.wire = wire;
        this.gruus = gruus;
    }

    @Override
    public void send(SipOutbound request, Consumer<SipAnswer> whenDone) {
        wire.send(
                gruus.device(request.uri())
                        .filter(device -> isFor(request, device))
                        .flatMap(device -> rerouted(request, device))
                        .orElse(request),
                whenDone);
    }

    private static boolean isFor(SipOutbound request, Binding device) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("To"))
                .anyMatch(to ->
                        LocalAddresses.isAddressOf(NameAddress.parse(to.value()).uri(), device.address()));
    }

    private static Optional<SipOutbound> rerouted(SipOutbound request, Binding device) {
        return SipPeer.ofFlow(device.flow()).map(peer -> {
            List<SipHeader> headers = new ArrayList<>();
            device.path().forEach(proxy -> headers.add(new SipHeader("Route", proxy)));
            request.headers().stream()
                    .filter(header -> !header.name().equalsIgnoreCase("Route"))
                    .forEach(headers::add);
            return new SipOutbound(request.method(), device.contact(), headers, request.body(), peer);
        });
    }

    @Override
    public Forwarded forward(SipForward request, Consumer<SipRelayed> answers) {
        return wire.forward(request, answers);
    }

    @Override
    public void forwardAck(SipForward ack) {
        wire.forwardAck(ack);
    }

    @Override
    public String addressFor(SipPeer peer) {
        return wire.addressFor(peer);
    }

    @Override
    public void proved(SipPeer peer) {
        wire.proved(peer);
    }
}
