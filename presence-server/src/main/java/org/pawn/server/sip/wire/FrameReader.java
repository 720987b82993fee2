package org.pawn.server.sip.wire;

/** Reads a WebSocket's frames: each is one message, or a keep-alive (RFC 7118 sections 5 and 6, RFC 5626 section 4.4.1). */
final class FrameReader implements SipFrames {
    private static final byte[] PONG = {'\r', '\n'};
    private static final int PING_BYTES = 4;

    private final Connection connection;
    private final Connection.Owner owner;

    FrameReader(Connection connection, Connection.Owner owner) {
        this.connection = connection;
        this.owner = owner;
    }

    @Override
    public int longest() {
        return owner.longest(connection);
    }

    @Override
    public void message(byte[] bytes, Runnable next) {
        if (!isBlank(bytes)) {
            owner.message(connection, bytes, next);
            return;
        }
        if (bytes.length == PING_BYTES) {
            connection.write(PONG);
        }
        next.run();
    }

    @Override
    public void closed() {
        connection.closed();
    }

    /** Line ends alone, a few. */
    private static boolean isBlank(byte[] bytes) {
        if (bytes.length > PING_BYTES) {
            return false;
        }
        for (byte one : bytes) {
            if (one != '\r' && one != '\n') {
                return false;
            }
        }
        return true;
    }
}
