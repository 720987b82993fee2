package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client learns where its flow comes from, and that it is alive (RFC 5626 section 4.4.2). */
final class Rfc8489StunTest extends RunningWire {
    private static final String COOKIE_AND_ID = "2112a442b7e7a701bc34d686fa87dfae";

    private static Optional<String> answer(String request, InetSocketAddress from) {
        byte[] bytes = HexFormat.of().parseHex(request);
        return StunBinding.isStun(bytes)
                ? StunBinding.answer(bytes, from).map(HexFormat.of()::formatHex)
                : Optional.empty();
    }

    private static InetSocketAddress from(String host) {
        return new InetSocketAddress(host, 32853);
    }

    @Test
    void rfc5769Section22TheAddressIsToldAsInTheSample() {
        assertThat(answer("00010000" + COOKIE_AND_ID, from("192.0.2.1")))
                .contains("0101000c" + COOKIE_AND_ID + "00200008" + "0001a147e112a643");
    }

    @Test
    void rfc5769Section23AnIpv6AddressIsToldAsInTheSample() {
        assertThat(answer("00010000" + COOKIE_AND_ID, from("2001:db8:1234:5678:11:2233:4455:6677")))
                .contains("01010018" + COOKIE_AND_ID + "00200014" + "0002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
    }

    @Test
    void section631WhatMustBeUnderstoodAndIsNotIsNamedInA420() {
        assertThat(answer("00010008" + COOKIE_AND_ID + "7f00000161000000", from("192.0.2.1")))
                .contains("01110010" + COOKIE_AND_ID + "0009000400000414" + "000a00027f000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00010004" + COOKIE_AND_ID, // lies about its length
                "00010008" + COOKIE_AND_ID + "80220fff61000000", // an attribute beyond the end
                "00110000" + COOKIE_AND_ID, // an indication
                "01010000" + COOKIE_AND_ID, // an answer
                "0001000021" // half a header
            })
    void whateverIsNoWholeRequestGetsNoAnswer(String message) {
        assertThat(answer(message, from("192.0.2.1"))).isEmpty();
    }

    @Test
    void overTheSipPortItTellsAClientItsOwnPortAndSipGoesOn() throws IOException {
        try (DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var prober = client("UDP")) {
            byte[] request = HexFormat.of().parseHex("00010000" + COOKIE_AND_ID);
            byte[] answer = new byte[64];
            client.setSoTimeout(10_000);

            client.send(new DatagramPacket(request, request.length, wire.plain().orElseThrow()));
            DatagramPacket heard = new DatagramPacket(answer, answer.length);
            client.receive(heard);

            assertThat(heard.getLength()).isEqualTo(32);
            assertThat((answer[26] & 0xFF ^ 0x21) << 8 | answer[27] & 0xFF ^ 0x12)
                    .isEqualTo(client.getLocalPort());
            assertAlive(prober);
        }
        assertThat(requests).extracting(SipRequest::callId).containsOnly("alive");
    }
}
