package org.pawn.calendar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(List.of(Network.parse("10.1.0.0/16")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1.2.3",
                "10.2.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:192.168.1.1",
                "fe80::1",
                "fec0::1",
                "fd00::1",
                "ff02::1",
                "2002:c0a8:101::1",
                "64:ff9b::169.254.169.254",
                "2001:0:4136:e378::1"
            })
    void whatLeadsIntoOurOwnNetworksIsClosed(String address) throws UnknownHostException {
        assertThat(guard.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.0.1",
                "100.128.0.1",
                "172.32.0.1",
                "2606:4700::1",
                "10.1.2.3",
                "64:ff9b::101:101",
                "2002:101:101::1",
                "::ffff:1.1.1.1",
                "64:ff9b::10.1.2.3"
            })
    void publicAddressesAndListedNetworksAreOpen(String address) throws UnknownHostException {
        assertThat(guard.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::1/129", "/8"})
    void aNetworkIsWrittenInNumbers(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNetworkHoldsItsPrefixAlone() throws UnknownHostException {
        Network network = Network.parse("192.0.2.128/25");

        assertThat(network.contains(InetAddress.getByName("192.0.2.200").getAddress()))
                .isTrue();
        assertThat(network.contains(InetAddress.getByName("192.0.2.100").getAddress()))
                .isFalse();
    }
}
