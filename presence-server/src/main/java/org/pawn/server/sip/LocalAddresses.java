package org.pawn.server.sip;

import java.util.Locale;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipRequest;

/** Which addresses are ours to serve; everything else is refused, never relayed. */
final class LocalAddresses {
    private final String domain;

    LocalAddresses(String domain) {
        this.domain = domain.toLowerCase(Locale.ROOT);
    }

    String domain() {
        return domain;
    }

    /**
     * The person of our domain that the Request-URI names.
     *
     * @throws Refusal.Forbidden for any other domain or scheme
     */
    AddressOfRecord target(SipRequest request) {
        return ofDomain(request.uri());
    }

    /** @throws Refusal.Forbidden if it names nobody of our domain */
    AddressOfRecord of(NameAddress address) {
        return ofDomain(address.uri());
    }

    boolean names(String uri, AddressOfRecord person) {
        return isAddressOf(uri, person);
    }

    static boolean isAddressOf(String uri, AddressOfRecord person) {
        try {
            return AddressOfRecord.parse(uri).equals(person);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** @throws Refusal.Forbidden unless the Request-URI is our domain itself or in it (RFC 3261 section 10.3 step 1) */
    void requireOurDomain(SipRequest request) {
        String uri = request.uri();
        String host = uri.substring(Math.max(uri.indexOf(':'), uri.lastIndexOf('@')) + 1);
        int end = 0;
        while (end < host.length() && ";?:>".indexOf(host.charAt(end)) < 0) {
            end++;
        }
        if (!isSip(uri) || !host.substring(0, end).equalsIgnoreCase(domain)) {
            throw notOurs();
        }
    }

    private AddressOfRecord ofDomain(String uri) {
        AddressOfRecord address;
        try {
            address = AddressOfRecord.parse(uri);
        } catch (IllegalArgumentException notAnAddress) {
            throw notOurs();
        }
        if (!isSip(uri) || !address.domain().equals(domain)) {
            throw notOurs();
        }
        return new AddressOfRecord(address.user(), domain); // one text for all who are kept
    }

    private static boolean isSip(String uri) {
        return uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    private Refusal notOurs() {
        return new Refusal.Forbidden("Only addresses of " + domain + " are served here; nothing is relayed.");
    }
}
