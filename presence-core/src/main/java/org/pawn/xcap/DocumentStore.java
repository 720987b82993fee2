package org.pawn.xcap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/** The texts of documents as their owners wrote them, durably. */
public interface DocumentStore {
    /** One text. */
    record Kept(AddressOfRecord owner, String text) {}

    /** The text as last written. May read the disk. */
    Optional<String> read(AddressOfRecord owner, String auid);

    /** Everybody's of that usage, in no order. */
    List<Kept> all(String auid);

    /** Replaces the text; completes once it is on disk. Writes of one owner apply in call order. */
    CompletableFuture<Void> write(AddressOfRecord owner, String auid, String text);

    /** A text that is not there is no error. */
    CompletableFuture<Void> remove(AddressOfRecord owner, String auid);
}
