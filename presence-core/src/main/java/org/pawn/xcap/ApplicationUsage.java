package org.pawn.xcap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.xml.MarkupElement;

/** One kind of document: what it may hold, and what it is a view of (RFC 4825 section 5). Each person has one of each. */
public interface ApplicationUsage {
    /** The name of the kind under which texts are kept. */
    String auid();

    /** Every name that clients know the kind by, with what its document is called there. */
    List<Name> names();

    /**
     * A kind and the name of its one document.
     *
     * @param namespace what names without a prefix in a selector belong to
     */
    record Name(String auid, String document, String namespace) {}

    String contentType();

    /** The namespaces that are understood. */
    List<String> namespaces();

    /** What a caller must be allowed to do. */
    Scope scope();

    /** Told of what each owner has kept, once, before anybody asks. */
    default void start(AddressOfRecord owner, MarkupElement kept) {}

    /** Told of a person who is no more. */
    default void forget(AddressOfRecord owner) {}

    /** @throws Refusal.DocumentConflict if it is no such document, or not one that this person may have */
    void check(AddressOfRecord owner, MarkupElement root);

    /** Whether this very element may have the children that it has, in this order. */
    boolean allowsContent(MarkupElement element);

    /**
     * Where the owner's edits are made, one after the other: {@code turn} is given the document as it stands and gives
     * back what it shall be, which is the truth in every view when the future completes.
     *
     * @param kept the document as its owner last wrote it
     */
    CompletableFuture<Void> edit(
            AddressOfRecord owner, Supplier<Optional<MarkupElement>> kept, UnaryOperator<Optional<MarkupElement>> turn);
}
