package org.pawn.registration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * One contact registered for an address of record (RFC 3261 section 10).
 *
 * @param contact the contact URI as the client gave it, without its header parameters
 * @param instance the {@code +sip.instance} (RFC 5626), which names the device across contacts
 * @param flowNumber the {@code reg-id}: which of the device's flows this is, where it has several (RFC 5626 section 4.2)
 * @param path the proxies on the way to it, that next to us first (RFC 3327)
 * @param q its preference, 0 to 1000 thousandths
 * @param callId and {@code cseq} order requests for this contact
 * @param flow names the connection or source address the REGISTER came over; requests go back there
 * @param begunAt when this registration began, in milliseconds: a refresh leaves it, another Call-ID begins anew
 * @param deadlineNanos when it dies, by the monotonic clock
 */
public record Binding(
        AddressOfRecord address,
        String contact,
        Optional<String> instance,
        Optional<Integer> flowNumber,
        List<String> path,
        int q,
        String callId,
        long cseq,
        String flow,
        Optional<String> userAgent,
        Instant begunAt,
        long deadlineNanos) {

    public Binding {
        if (q < 0 || q > 1000) {
            throw new IllegalArgumentException("q lies between 0 and 1");
        }
        if (flowNumber.isPresent() && (instance.isEmpty() || flowNumber.get() < 1)) {
            throw new IllegalArgumentException("only the flows of a named device are numbered, from 1");
        }
        path = List.copyOf(path);
        begunAt = begunAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same binding with another deadline. */
    public Binding dyingAt(long newDeadlineNanos) {
        return new Binding(
                address,
                contact,
                instance,
                flowNumber,
                path,
                q,
                callId,
                cseq,
                flow,
                userAgent,
                begunAt,
                newDeadlineNanos);
    }

    /** Whether {@code next} says the same of the same device, later. */
    boolean isRenewedBy(Binding next) {
        return contact.equals(next.contact)
                && flow.equals(next.flow)
                && callId.equals(next.callId)
                && q == next.q
                && instance.equals(next.instance)
                && flowNumber.equals(next.flowNumber)
                && path.equals(next.path)
                && begunAt.equals(next.begunAt)
                && userAgent.equals(next.userAgent)
                && address.equals(next.address);
    }

    /** The same binding as the go-on of a registration that began then. */
    Binding begunAt(Instant earlier) {
        return new Binding(
                address, contact, instance, flowNumber, path, q, callId, cseq, flow, userAgent, earlier, deadlineNanos);
    }

    /** What names it among the bindings of its address. */
    public String key() {
        return flowNumber.map(number -> device() + ";reg-id=" + number).orElseGet(this::device);
    }

    /** What is the same for all flows of one device. */
    String device() {
        return instance.orElse(contact);
    }

    /**
     * Whether the one takes the other's place: the same contact, or the same device, but for flows that are numbered
     * differently (RFC 5626 section 6).
     */
    boolean isReplacedBy(Binding other) {
        return flowNumber.isPresent() && other.flowNumber.isPresent()
                ? key().equals(other.key())
                : contact.equals(other.contact)
                        || device().equals(other.device())
                        || ContactUri.of(contact).isSameAs(ContactUri.of(other.contact));
    }
}
