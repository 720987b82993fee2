package org.pawn.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/** Where a request comes from: the peer, or what a proxy that the configuration trusts says. */
public final class ClientAddress {
    private final Set<String> trustedProxies;

    public ClientAddress(Set<String> trustedProxies) {
        this.trustedProxies = Set.copyOf(trustedProxies);
    }

    /** The address as text; never resolves a name. */
    public String of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !trustedProxies.contains(peer)) {
            return peer;
        }
        List<String> hops = List.of(forwarded.split(",", 32));
        String client = peer;
        for (int i = hops.size() - 1; i >= 0 && trustedProxies.contains(client); i--) {
            String hop = hops.get(i).strip();
            if (!hop.matches("[0-9a-fA-F.:]{2,45}")) {
                break;
            }
            client = hop;
        }
        return client;
    }

    /** Whether that address is this machine. */
    static boolean isLoopback(String address) {
        try {
            return address.matches("[0-9a-fA-F.:]+")
                    && InetAddress.getByName(address).isLoopbackAddress(); // a literal: no look-up
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
