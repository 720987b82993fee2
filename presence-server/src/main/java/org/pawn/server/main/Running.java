package org.pawn.server.main;

import org.pawn.time.WheelTimers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on the machine's own clocks and data directory, which an ending process stops in order. */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final DataDirectory directory;
    private final WheelTimers timers;
    private final PresenceServer server;
    private final boolean firstStart;
    private volatile boolean failed;

    private Running(DataDirectory directory, WheelTimers timers, PresenceServer server, boolean firstStart) {
        this.directory = directory;
        this.timers = timers;
        this.server = server;
        this.firstStart = firstStart;
    }

    /**
     * Opens the data directory, starts the server on it, and has SIGTERM and SIGINT stop it.
     *
     * @throws StartException saying what stands in the way
     */
    static Running start(ServerConfig config) throws StartException {
        DataDirectory directory = DataDirectory.open(config.data());
        SystemTime time = new SystemTime();
        WheelTimers timers = new WheelTimers(time);
        try {
            boolean firstStart = directory.isNew();
            timers.start();
            PresenceServer server = PresenceServer.start(config, directory, time, timers);
            Running running = new Running(directory, timers, server, firstStart);
            Runtime.getRuntime().addShutdownHook(new Thread(running::stopAndLeave, "pawn-stop"));
            return running;
        } catch (StartException failed) {
            timers.close();
            directory.close();
            throw failed;
        }
    }

    PresenceServer server() {
        return server;
    }

    boolean isFirstStart() {
        return firstStart;
    }

    /** Has the process leave with 1, whatever ends it. */
    void fail() {
        failed = true;
    }

    /** A JVM that a signal ends leaves with 143; an orderly stop is a success. */
    private void stopAndLeave() {
        int status = failed ? 1 : 0;
        try {
            close();
        } catch (Throwable failure) {
            LOG.error("the server did not stop in order", failure);
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    @Override
    public void close() {
        server.close();
        timers.close();
        directory.close();
    }
}
