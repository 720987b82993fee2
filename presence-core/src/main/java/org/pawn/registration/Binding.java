package org.pawn.registration;

import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * One contact registered for an address of record (RFC 3261 section 10).
 *
 * @param contact the contact URI as the client gave it, without its header parameters
 * @param instance the {@code +sip.instance} (RFC 5626), which names the device across contacts
 * @param q its preference, 0 to 1000 thousandths
 * @param callId and {@code cseq} order requests for this contact
 * @param flow names the connection or source address the REGISTER came over; requests go back there
 * @param deadlineNanos when it dies, by the monotonic clock
 */
public record Binding(
        AddressOfRecord address,
        String contact,
        Optional<String> instance,
        int q,
        String callId,
        long cseq,
        String flow,
        Optional<String> userAgent,
        long deadlineNanos) {

    public Binding {
        if (q < 0 || q > 1000) {
            throw new IllegalArgumentException("q lies between 0 and 1");
        }
    }

    /** The same binding with another deadline. */
    public Binding dyingAt(long newDeadlineNanos) {
        return new Binding(address, contact, instance, q, callId, cseq, flow, userAgent, newDeadlineNanos);
    }

    /** Whether {@code next} says the same of the same device, later. */
    boolean isRenewedBy(Binding next) {
        return contact.equals(next.contact)
                && flow.equals(next.flow)
                && callId.equals(next.callId)
                && q == next.q
                && instance.equals(next.instance)
                && userAgent.equals(next.userAgent)
                && address.equals(next.address);
    }

    /** What makes two registrations the same device. */
    String key() {
        return instance.orElse(contact);
    }
}
