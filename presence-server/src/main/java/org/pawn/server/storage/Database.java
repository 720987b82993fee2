package org.pawn.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.pawn.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded H2 file of one data directory, its schema brought up to date. Thread-safe. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String NAME = "pawn";
    private static final int MAX_CONNECTIONS = 8;
    private static final long CONNECTION_TIMEOUT_MILLIS = 1_500;
    private static final int IN_USE = 90020; // H2's DATABASE_ALREADY_OPEN_1

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        jdbi.getConfig(StatementExceptions.class) // arguments hold people's words, and messages reach logs
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    /**
     * Opens the directory's database, made where it is missing.
     *
     * @throws DataDirectoryInUse if another process has it open; two servers in one process are kept apart above, by
     *     whoever owns the directory
     */
    static Database open(Path directory) {
        if (directory.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("a data directory's path holds no semicolon: " + directory);
        }
        PrivateFiles.makeDirectory(directory);
        HikariDataSource pool = connect(directory);
        try {
            PrivateFiles.restrict(directory.resolve(NAME + ".mv.db"));
            Migrations.run(pool);
            return new Database(pool);
        } catch (Throwable failure) {
            pool.close();
            throw failure;
        }
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** @throws Refusal.Unavailable if the store cannot be read now */
    <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(query::apply);
        } catch (JdbiException failure) {
            LOG.warn("the store could not be read, once more with new connections", failure);
            return readAgain(query);
        }
    }

    private <T> T readAgain(Function<Handle, T> query) {
        try {
            renewConnections();
            return jdbi.withHandle(query::apply);
        } catch (JdbiException failure) {
            LOG.error("the store could not be read", failure);
            throw new Refusal.Unavailable("What is stored cannot be read at the moment.");
        }
    }

    /** H2 closes itself when the disk refuses it: connections made before then are of no more use. */
    void renewConnections() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** The same for a query of several statements, which all see the store as it was at the first. */
    <T> T readOneView(Function<Handle, T> query) {
        return read(handle -> handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, query::apply));
    }

    /** One transaction, all or nothing, on the calling thread; not synced to the disk: for soft state. */
    void writeSoft(Consumer<Handle> work) {
        try {
            jdbi.useTransaction(work::accept);
        } catch (JdbiException failure) {
            renewConnections();
            throw failure;
        }
    }

    /** Forces what was committed to the disk. */
    void sync(Handle handle) {
        handle.execute("CHECKPOINT SYNC");
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource connect(Path directory) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pawn-store");
        config.setJdbcUrl(
                "jdbc:h2:file:" + directory.toAbsolutePath().normalize().resolve(NAME)
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException failure) {
            if (isInUse(failure)) {
                throw new DataDirectoryInUse(directory);
            }
            throw failure;
        }
    }

    private static boolean isInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
                return true;
            }
        }
        return false;
    }
}
