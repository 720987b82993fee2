package org.pawn.server.storage;

import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real H2 file in a directory of the test's own, which {@link #reopened} closes and opens again. */
abstract class ReopenedStores<S> {
    private final Function<Stores, S> port;

    @TempDir
    Path directory;

    private Stores stores;
    private S store;

    ReopenedStores(Function<Stores, S> port) {
        this.port = port;
    }

    @BeforeEach
    void open() {
        stores = Stores.open(directory);
        store = port.apply(stores);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    public S store() {
        return store;
    }

    public S reopened() {
        close();
        open();
        return store;
    }
}
