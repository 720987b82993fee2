package org.pawn.directory;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/** People and groups, durably. Futures complete once the write is on disk; writes apply in call order. */
public interface PersonStore {
    CompletableFuture<Void> save(Person person);

    CompletableFuture<Void> remove(AddressOfRecord address);

    CompletableFuture<Void> save(Group group);

    CompletableFuture<Void> removeGroup(String id);

    List<Person> people();

    List<Group> groups();
}
