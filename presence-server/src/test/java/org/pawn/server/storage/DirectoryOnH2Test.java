package org.pawn.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Credentials;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;

final class DirectoryOnH2Test {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");

    @TempDir
    Path data;

    @Test
    void aListenerMayWaitForWhatItWritesWhenAPersonLeaves() {
        try (Stores stores = Stores.open(data);
                Lanes diskLanes = new Lanes("disk", 2)) {
            Credentials credentials = stores.credentials();
            Directory directory = new Directory(stores.people(), task -> diskLanes.execute("directory", task));
            directory.onChange(person -> {
                if (!directory.exists(person)) {
                    credentials.remove(person).join();
                }
            });
            directory.save(Person.of(ALICE)).join();
            credentials.setPassword(ALICE, "open sesame").join();

            directory.remove(ALICE).orTimeout(20, TimeUnit.SECONDS).join();

            assertThat(credentials.ha1(ALICE, "alice", "MD5")).isEmpty();
        }
    }
}
