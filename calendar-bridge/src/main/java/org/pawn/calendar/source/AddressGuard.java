package org.pawn.calendar.source;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a feed may be fetched from: public ones, and those the administrator lists. Everything that leads to
 * this machine or its own networks is closed, in whatever form it is written into an IPv6 address.
 */
final class AddressGuard {
    /** Not for the public (RFC 6890 and its registries). */
    private static final List<Network> CLOSED = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/96",
                    "::ffff:0:0:0/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(Network::parse)
            .toList();

    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private final List<Network> open;

    AddressGuard(List<Network> open) {
        this.open = List.copyOf(open);
    }

    boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        return isIn(open, bytes) || allows(bytes);
    }

    /** Whether the administrator lists it. */
    boolean isListed(InetAddress address) {
        return isIn(open, address.getAddress());
    }

    private boolean allows(byte[] address) {
        if (SIX_TO_FOUR.contains(address)) {
            return isOpenOrPublic(Arrays.copyOfRange(address, 2, 6));
        }
        if (NAT64.contains(address)) {
            return isOpenOrPublic(Arrays.copyOfRange(address, 12, 16));
        }
        if (address.length == 16 && Arrays.equals(address, 0, 12, MAPPED, 0, 12)) {
            return isOpenOrPublic(Arrays.copyOfRange(address, 12, 16));
        }
        return !isIn(CLOSED, address);
    }

    private boolean isOpenOrPublic(byte[] embedded) {
        return isIn(open, embedded) || !isIn(CLOSED, embedded);
    }

    private static boolean isIn(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
