package org.pawn.xcap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLStreamException;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupReader;

/**
 * Reads and changes people's documents (RFC 4825). The text that an owner put is kept beside what it means; where another
 * view has changed that since, the text follows. Futures complete with a {@link Refusal} where a request cannot be.
 * Thread-safe.
 */
public final class XcapService {
    /** The longest document, in characters. */
    public static final int MAX_LENGTH = 1024 * 1024;

    /** What a change did. */
    public record Changed(boolean created, Optional<String> tag) {}

    /** Part of a document, as written. */
    public record Part(String text, String tag) {}

    private final DocumentStore store;
    private final List<ApplicationUsage> usages;
    private final List<XcapChanges> listeners = new CopyOnWriteArrayList<>();
    private final Map<DocumentPath, String> tags = new ConcurrentHashMap<>(); // of what somebody asked for; "": none

    public XcapService(DocumentStore store, List<ApplicationUsage> usages) {
        this.store = store;
        this.usages = List.copyOf(usages);
    }

    /** Brings back what the store holds; call once, before the edges open. */
    public void start() {
        for (ApplicationUsage usage : usages) {
            store.all(usage.auid()).forEach(kept -> usage.start(kept.owner(), ofOurs(kept.text())));
        }
    }

    /** Told of changes in the order in which listeners were added. */
    public void onChange(XcapChanges listener) {
        listeners.add(listener);
    }

    public List<ApplicationUsage> usages() {
        return usages;
    }

    /** The kind of that name. */
    public Optional<ApplicationUsage> usage(String auid) {
        return usages.stream()
                .filter(usage ->
                        usage.names().stream().anyMatch(name -> name.auid().equals(auid)))
                .findFirst();
    }

    /** The kind under that very name, and what its document is called there. */
    public Optional<ApplicationUsage.Name> name(String auid) {
        return usages.stream()
                .flatMap(usage -> usage.names().stream())
                .filter(name -> name.auid().equals(auid))
                .findFirst();
    }

    /**
     * A selector, percent-escapes undone.
     *
     * @param defaultNamespace of names without a prefix: {@link ApplicationUsage.Name#namespace}
     * @param query binds the other prefixes: {@code xmlns(p=uri)}; may be empty
     * @throws Refusal.Invalid if it is none
     */
    public static NodeSelector selector(String defaultNamespace, String text, String query) {
        return NodeSelectorParser.parse(text, defaultNamespace, query);
    }

    /** The document as it stands, if there is one. */
    public CompletableFuture<Optional<XcapDocument>> read(DocumentPath path) {
        ApplicationUsage usage = known(path);
        CompletableFuture<Optional<XcapDocument>> answer = new CompletableFuture<>();
        return usage.edit(path.owner(), () -> kept(path.owner(), usage), current -> {
                    Optional<XcapDocument> document = current.map(XcapDocument::of);
                    remember(path.owner(), usage, document);
                    answer.complete(document);
                    return current;
                })
                .thenCompose(done -> answer);
    }

    /** What the selector means in a document; empty where there is nothing. */
    public static Optional<Part> read(XcapDocument document, NodeSelector selector) {
        return new NodeEditor(document.root(), selector).read().map(text -> new Part(text, document.tag()));
    }

    /**
     * Puts a whole document.
     *
     * @throws Refusal.StaleVersion (in the future) if a precondition does not hold
     * @throws Refusal.DocumentConflict (in the future) if it cannot be such a document
     */
    public CompletableFuture<Changed> put(DocumentPath path, String text, Preconditions preconditions) {
        requireName(path);
        MarkupElement root = root(text);
        return edit(path, preconditions, Optional::isPresent, current -> Optional.of(root));
    }

    /** Puts an element or an attribute, as {@link #put(DocumentPath, String, Preconditions)} does a document. */
    public CompletableFuture<Changed> put(
            DocumentPath path, NodeSelector selector, String text, Preconditions preconditions) {
        ApplicationUsage usage = known(path);
        return edit(path, preconditions, current -> isThere(current, selector), current -> {
            MarkupElement root = current.orElseThrow(
                    () -> new DocumentConflict(Condition.NO_PARENT, "There is no document that this could stand in."));
            NodeEditor editor = new NodeEditor(root, selector);
            return Optional.of(
                    selector.isOfElement() ? editor.put(text, usage::allowsContent) : editor.putAttribute(text));
        });
    }

    /** @throws Refusal.NotFound (in the future) if there is no such document */
    public CompletableFuture<Changed> remove(DocumentPath path, Preconditions preconditions) {
        return edit(path, preconditions, Optional::isPresent, current -> {
            if (current.isEmpty()) {
                throw notFound();
            }
            return Optional.empty();
        });
    }

    /** @throws Refusal.NotFound (in the future) if the selector means nothing */
    public CompletableFuture<Changed> remove(DocumentPath path, NodeSelector selector, Preconditions preconditions) {
        return edit(
                path,
                preconditions,
                current -> isThere(current, selector),
                current -> Optional.of(new NodeEditor(current.orElseThrow(XcapService::notFound), selector)
                        .remove()
                        .orElseThrow(XcapService::notFound)));
    }

    /** What a document of that kind is a view of has changed in another view. */
    public void changedElsewhere(AddressOfRecord owner, ApplicationUsage usage) {
        DocumentPath path = path(owner, usage.names().get(0));
        if (tags.containsKey(path)) {
            read(path); // which tells of what it finds
        }
    }

    /** Forgets the texts of a person who is no more; what they meant is forgotten where it is kept. */
    public CompletableFuture<Void> forget(AddressOfRecord owner) {
        for (ApplicationUsage usage : usages) {
            usage.forget(owner);
            usage.names().forEach(name -> tags.remove(path(owner, name)));
        }
        return CompletableFuture.allOf(
                usages.stream().map(usage -> store.remove(owner, usage.auid())).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Changed> edit(
            DocumentPath path,
            Preconditions preconditions,
            java.util.function.Predicate<Optional<MarkupElement>> isThere,
            UnaryOperator<Optional<MarkupElement>> change) {
        ApplicationUsage usage = known(path);
        CompletableFuture<Changed> answer = new CompletableFuture<>();
        return usage.edit(path.owner(), () -> kept(path.owner(), usage), current -> {
                    Optional<XcapDocument> before = current.map(XcapDocument::of);
                    boolean there = isThere.test(current);
                    preconditions.check(before, there);
                    remember(path.owner(), usage, before);
                    Optional<XcapDocument> after = change.apply(current).map(root -> checked(path, usage, root));
                    keep(path.owner(), usage, after);
                    remember(path.owner(), usage, after);
                    answer.complete(new Changed(!there, after.map(XcapDocument::tag)));
                    return after.map(XcapDocument::root);
                })
                .thenCompose(done -> answer);
    }

    private static XcapDocument checked(DocumentPath path, ApplicationUsage usage, MarkupElement root) {
        usage.check(path.owner(), root);
        XcapDocument document = XcapDocument.of(root);
        if (document.text().length() > MAX_LENGTH) {
            throw new Refusal.TooLarge(MAX_LENGTH);
        }
        return document;
    }

    /** Waits for the disk, as edits do. */
    private void keep(AddressOfRecord owner, ApplicationUsage usage, Optional<XcapDocument> document) {
        document.map(next -> store.write(owner, usage.auid(), next.text()))
                .orElseGet(() -> store.remove(owner, usage.auid()))
                .join();
    }

    private Optional<MarkupElement> kept(AddressOfRecord owner, ApplicationUsage usage) {
        return store.read(owner, usage.auid()).map(XcapService::ofOurs);
    }

    private static MarkupElement ofOurs(String text) {
        try {
            return MarkupReader.document(text);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a kept document is broken", impossible); // we wrote it
        }
    }

    /** On the owner's lane, so that changes are told in their order. */
    private void remember(AddressOfRecord owner, ApplicationUsage usage, Optional<XcapDocument> document) {
        String now = document.map(XcapDocument::tag).orElse("");
        for (ApplicationUsage.Name name : usage.names()) {
            DocumentPath path = path(owner, name);
            String before = tags.put(path, now);
            if (before != null && !before.equals(now)) {
                Optional<String> known = Optional.of(before).filter(tag -> !tag.isEmpty());
                listeners.forEach(listener -> listener.changed(path, known, document));
            }
        }
    }

    private static DocumentPath path(AddressOfRecord owner, ApplicationUsage.Name name) {
        return new DocumentPath(name.auid(), owner, name.document());
    }

    /** @throws Refusal.NotFound for a document of no kind that there is, or of another name than its kind has */
    private ApplicationUsage known(DocumentPath path) {
        return usage(path.auid()).filter(usage -> isNamed(path)).orElseThrow(XcapService::notFound);
    }

    private boolean isNamed(DocumentPath path) {
        return name(path.auid())
                .filter(name -> name.document().equals(path.name()))
                .isPresent();
    }

    private void requireName(DocumentPath path) {
        ApplicationUsage.Name name = name(path.auid()).orElseThrow(XcapService::notFound);
        if (!isNamed(path)) {
            throw new DocumentConflict(
                    Condition.CONSTRAINT_FAILURE,
                    "A person has one document of this kind, called \"" + name.document() + "\".");
        }
    }

    private static boolean isThere(Optional<MarkupElement> root, NodeSelector selector) {
        return root.flatMap(document -> new NodeEditor(document, selector).read())
                .isPresent();
    }

    private static MarkupElement root(String text) {
        try {
            return MarkupReader.document(text);
        } catch (XMLStreamException malformed) {
            throw new DocumentConflict(Condition.NOT_WELL_FORMED, "The document is not well-formed.");
        }
    }

    private static Refusal notFound() {
        return new Refusal.NotFound("There is no such document, or nothing of it that this selects.");
    }
}
