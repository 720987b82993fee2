package org.pawn.server.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.pawn.access.TokenStore;
import org.pawn.audit.LookStore;
import org.pawn.contacts.ContactListStore;
import org.pawn.directory.Credentials;
import org.pawn.directory.PersonStore;
import org.pawn.freebusy.CalendarStore;
import org.pawn.freebusy.WorkingHoursStore;
import org.pawn.messaging.OfflineMessageStore;
import org.pawn.notification.NotificationStore;
import org.pawn.policy.PrivacyStore;
import org.pawn.presence.ManualStateStore;
import org.pawn.presence.PublicationStore;
import org.pawn.registration.BindingStore;
import org.pawn.xcap.DocumentStore;

/** Every store of one data directory, opened together and closed together. Thread-safe. */
public final class Stores implements AutoCloseable {
    private static final int MAX_WAITING_WRITES = 4_096;

    private final Database database;
    private final DurableWriter writer;
    private final SecretBox box;
    private final Credentials credentials;

    private Stores(Database database, SecretBox box, PasswordHashing hashing) {
        this.database = database;
        this.box = box;
        this.writer =
                new DurableWriter(database.jdbi(), database::sync, database::renewConnections, MAX_WAITING_WRITES);
        this.credentials = new JdbcCredentials(database, writer, box, hashing);
    }

    /**
     * Opens {@code directory/pawn.mv.db} and {@code directory/secret.key}, making what is missing.
     *
     * @throws DataDirectoryInUse if another server has the directory
     */
    public static Stores open(Path directory) {
        SecureRandom random = new SecureRandom();
        Database database = Database.open(directory);
        try {
            SecretBox box = SecretBox.open(directory, random);
            PasswordHashing hashing =
                    new PasswordHashing(random, Runtime.getRuntime().availableProcessors());
            Stores stores = new Stores(database, box, hashing);
            stores.writer.start();
            return stores;
        } catch (Throwable failure) {
            database.close();
            throw failure;
        }
    }

    public PersonStore people() {
        return new JdbcPersonStore(database, writer);
    }

    public Credentials credentials() {
        return credentials;
    }

    public TokenStore tokens() {
        return new JdbcTokenStore(database, writer);
    }

    public ContactListStore contactLists() {
        return new JdbcContactListStore(database, writer);
    }

    public ManualStateStore manualStates() {
        return new JdbcManualStateStore(database, writer);
    }

    public PrivacyStore privacy() {
        return new JdbcPrivacyStore(database, writer);
    }

    public WorkingHoursStore workingHours() {
        return new JdbcWorkingHoursStore(database, writer);
    }

    public NotificationStore notifications() {
        return new JdbcNotificationStore(database, writer);
    }

    public PublicationStore publications() {
        return new JdbcPublicationStore(database);
    }

    public BindingStore bindings() {
        return new JdbcBindingStore(database);
    }

    public LookStore looks() {
        return new JdbcLookStore(database);
    }

    public OfflineMessageStore offlineMessages() {
        return new JdbcOfflineMessageStore(database, writer);
    }

    public DocumentStore documents() {
        return new JdbcDocumentStore(database, writer);
    }

    public CalendarStore calendars() {
        return new JdbcCalendarStore(database, writer, box);
    }

    /** A key of this directory's own for that purpose, the same after each start. */
    public SecretKey keyFor(String purpose) {
        return box.keyFor(purpose);
    }

    /** Finishes what was handed in, then lets the directory go. Close whatever writes first. */
    @Override
    public void close() {
        writer.close();
        database.close();
    }
}
