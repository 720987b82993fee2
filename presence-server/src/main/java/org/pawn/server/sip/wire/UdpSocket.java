package org.pawn.server.sip.wire;

import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** jain-sip's UDP socket with a loop of our own: one buffer for all datagrams, and nothing ends it but {@link #stop}. */
final class UdpSocket extends UDPMessageProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);
    private static final int LARGEST_DATAGRAM = 65_535;

    /** What comes in; must only hand over. */
    @FunctionalInterface
    interface Input {
        void datagram(InetSocketAddress from, byte[] bytes);
    }

    private final Input input;

    UdpSocket(InetAddress address, JainStack stack, int port, Input input) throws IOException {
        super(address, stack, port);
        this.input = input;
    }

    InetSocketAddress local() {
        return (InetSocketAddress) sock.getLocalSocketAddress();
    }

    @Override
    public void start() {
        isRunning = true;
        Thread reader = new Thread(this, "pawn-sip-udp");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void run() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
        while (isRunning) {
            try {
                packet.setLength(LARGEST_DATAGRAM);
                sock.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                input.datagram((InetSocketAddress) packet.getSocketAddress(), bytes);
            } catch (IOException failure) {
                if (isRunning) {
                    LOG.debug("receiving failed", failure); // an ICMP error of an earlier send, say
                }
            } catch (OutOfMemoryError fatal) {
                throw fatal;
            } catch (Throwable failure) { // the loop must live
                LOG.error("a datagram could not be handed over", failure);
            }
        }
    }

    /** Best effort, like the network. */
    void write(InetSocketAddress to, byte[] bytes) {
        try {
            sock.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException failure) {
            LOG.debug("sending failed", failure);
        }
    }

    @Override
    public void stop() {
        isRunning = false;
        sock.close();
    }
}
