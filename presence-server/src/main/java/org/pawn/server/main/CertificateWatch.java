package org.pawn.server.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every other second whether the certificate's files have changed, and has them read once they hold still, so that
 * a certificate and its key are taken together. What cannot be read is logged once, and the old one stays.
 */
final class CertificateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Takes what the files hold now. */
    @FunctionalInterface
    interface Reading {
        void read() throws IOException, GeneralSecurityException;
    }

    private final List<Path> files;
    private final Reading reading;
    private final Thread thread;
    private volatile boolean closed;
    private List<String> taken; // watching thread only, after construction
    private List<String> seen; // watching thread only, after construction

    CertificateWatch(List<Path> files, Reading reading) {
        this.files = List.copyOf(files);
        this.reading = reading;
        this.taken = marks();
        this.seen = taken;
        this.thread = new Thread(this::run, "pawn-certificate");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(EVERY.toNanos());
            if (!closed) {
                look();
            }
        }
    }

    void look() {
        List<String> now = marks();
        boolean holdsStill = now.equals(seen);
        seen = now;
        if (!holdsStill || now.equals(taken)) {
            return;
        }
        taken = now;
        try {
            reading.read();
            LOG.info("the certificate has changed: new connections are shown the new one");
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            LOG.warn("the changed certificate cannot be used, the old one stays", unusable);
        }
    }

    private List<String> marks() {
        List<String> marks = new ArrayList<>();
        for (Path file : files) {
            try {
                marks.add(Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException gone) {
                marks.add("gone"); // while it is being replaced, perhaps
            }
        }
        return marks;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
