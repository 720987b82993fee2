package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pawn.time.SettableTime;

final class SourceAddressesTest {
    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T12:00:00Z"));
    private final List<InetAddress> asked = new ArrayList<>();
    private final SourceAddresses sources = new SourceAddresses(time, peer -> {
        asked.add(peer);
        return InetAddress.getLoopbackAddress();
    });

    private static InetAddress peer(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
    }

    @Test
    void theRoutingTableIsAskedOnceAMinuteForEachPeer() throws UnknownHostException {
        for (int i = 0; i < 100; i++) {
            sources.towards(peer(1));
            sources.towards(peer(2));
        }
        assertThat(asked).containsExactly(peer(1), peer(2));

        time.advance(SourceAddresses.LIFE);
        sources.towards(peer(1));

        assertThat(asked).containsExactly(peer(1), peer(2), peer(1));
    }

    @Test
    void whoWasAskedForLongestAgoIsForgottenFirst() throws UnknownHostException {
        for (int i = 0; i < SourceAddresses.MAX_PEERS; i++) {
            sources.towards(peer(i));
        }
        sources.towards(peer(0));
        sources.towards(peer(SourceAddresses.MAX_PEERS));
        asked.clear();

        sources.towards(peer(0));
        sources.towards(peer(1));

        assertThat(asked).containsExactly(peer(1));
    }
}
