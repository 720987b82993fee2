package org.pawn.calendar.folder;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that something has changed in one of several folders, where the system says so; where it does not, nothing is
 * told. It is told on a thread of its own; which folders they are is one thread's.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final Optional<WatchService> system;
    private final Map<Path, WatchKey> watched = new HashMap<>(); // by the thread that looks only
    private final Runnable changed;

    public FolderWatch(Runnable changed) {
        this.changed = changed;
        this.system = system();
    }

    private static Optional<WatchService> system() {
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException none) {
            LOG.warn("this system does not tell when a folder changes; it is looked at every few minutes");
            return Optional.empty();
        }
    }

    public void start() {
        system.ifPresent(service -> {
            Thread thread = new Thread(() -> listen(service), "pawn-calendar-folder-watch");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Watches these and no others. Answers whether one is watched that was not before. */
    public boolean watch(Set<Path> folders) {
        watched.entrySet().removeIf(entry -> {
            boolean isOver =
                    !folders.contains(entry.getKey()) || !entry.getValue().isValid();
            if (isOver) {
                entry.getValue().cancel();
            }
            return isOver;
        });
        boolean isNew = false;
        for (Path folder : folders) {
            isNew |= system.isPresent() && !watched.containsKey(folder) && isRegistered(folder, system.get());
        }
        return isNew;
    }

    private boolean isRegistered(Path folder, WatchService service) {
        try {
            watched.put(
                    folder,
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
            return true;
        } catch (IOException | ClosedWatchServiceException notWatched) {
            LOG.warn("a folder of calendars cannot be watched; it is looked at every few minutes");
            return false;
        }
    }

    private void listen(WatchService service) {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                changed.run();
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            // nobody wants to know any more
        }
    }

    @Override
    public void close() {
        system.ifPresent(service -> {
            try {
                service.close();
            } catch (IOException failure) {
                LOG.warn("the folder's watch did not close", failure);
            }
        });
    }
}
