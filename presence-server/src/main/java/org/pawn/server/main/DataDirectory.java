package org.pawn.server.main;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one directory a server owns while it runs: {@code server.json} says where it listens, {@code admin-token} lets
 * the command line in.
 */
final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws StartException if another server runs on it, naming that one, or it cannot be written */
    static DataDirectory open(Path path) throws StartException {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartException("Another server runs on " + path + ": " + running(path)
                        + ". Stop it, or give this one its own --data DIR.");
            }
            return new DataDirectory(path, channel, lock);
        } catch (IOException failure) {
            throw new StartException(
                    "The data directory " + path + " cannot be used: " + failure.getMessage(), failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ownedHere) {
            return null;
        }
    }

    private static String running(Path path) {
        try {
            return Files.readString(path.resolve("server.json")).trim();
        } catch (IOException notWritten) {
            return "it is starting";
        }
    }

    Path path() {
        return path;
    }

    boolean isNew() {
        return !Files.exists(adminTokenFile());
    }

    Optional<String> adminToken() throws IOException {
        return Files.exists(adminTokenFile())
                ? Optional.of(Files.readString(adminTokenFile()).trim())
                : Optional.empty();
    }

    void writeAdminToken(String secret) throws IOException {
        OwnerOnly.write(adminTokenFile(), secret + "\n");
    }

    /** Where the server listens, for commands that start later. */
    void writeAddresses(Map<String, ?> addresses) throws IOException {
        OwnerOnly.write(path.resolve("server.json"), new ObjectMapper().writeValueAsString(addresses) + "\n");
    }

    private Path adminTokenFile() {
        return path.resolve("admin-token");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve("server.json"));
            lock.release();
            channel.close();
        } catch (IOException leftBehind) {
            throw new IllegalStateException("the data directory could not be released", leftBehind);
        }
    }
}
