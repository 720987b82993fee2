package org.pawn.server.sip.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pawn.resourcelist.SelectionReader;
import org.pawn.xcap.DocumentPath;
import org.pawn.xcap.XcapDocument;
import org.pawn.xcap.XcapSelection;
import org.pawn.xcapdiff.XcapDiff;
import org.pawn.xcapdiff.XcapDiffWriter;
import org.pawn.xml.XmlOut;

/**
 * One subscription to a person's documents (RFC 5875 section 4.7): how all that is selected stands, then what changed since
 * it was told last. Parts that are too long together for one NOTIFY are told of by the tags of their document.
 */
final class XcapDiffWatch implements SelectableState {
    /** How an element or attribute stands: what it holds, or that it does not fit and in which version of its document. */
    private record Standing(Optional<String> value, boolean fits) {
        int bytes() {
            return value.map(text -> new XmlOut().text(text).bytes().length).orElse(0);
        }
    }

    /** Reads documents and tells of each how it stands; done when all are told of. */
    interface Asks {
        CompletableFuture<Void> read(Set<DocumentPath> paths, BiConsumer<DocumentPath, Optional<XcapDocument>> found);
    }

    private final Outlet outlet;
    private final String root;
    private final int maxBytes;
    private final Optional<DocumentPatches> patches; // guarded by this
    private final XcapSelection.Reader reader;
    private final Asks asks;
    private final Consumer<XcapDiffWatch> closes;
    private XcapSelection selection = new XcapSelection(Map.of(), List.of()); // guarded by this
    private final Set<DocumentPath> known = new HashSet<>(); // guarded by this: of which we have heard
    private final Map<DocumentPath, String> tags = new HashMap<>(); // guarded by this: of those that there are
    private final Map<String, Standing> parts = new LinkedHashMap<>(); // guarded by this: by what they are called
    private final Map<DocumentPath, String> toldTags = new HashMap<>(); // guarded by this
    private final Map<String, Standing> toldParts = new HashMap<>(); // guarded by this
    private boolean whole; // guarded by this: all is to be told, changed or not
    private int selections; // guarded by this: how many there have been
    private boolean asking; // guarded by this: it is not known yet how all stands

    /**
     * @param maxBytes about the most that the parts have together
     * @param patches whether documents are told of by what changed in them
     */
    XcapDiffWatch(
            Outlet outlet,
            String root,
            int maxBytes,
            boolean patches,
            XcapSelection.Reader reader,
            Asks asks,
            Consumer<XcapDiffWatch> closes) {
        this.outlet = outlet;
        this.root = root;
        this.maxBytes = maxBytes;
        this.patches = patches ? Optional.of(new DocumentPatches(maxBytes)) : Optional.empty();
        this.reader = reader;
        this.asks = asks;
        this.closes = closes;
    }

    /** Done once it is known how all stands. */
    CompletableFuture<Void> begin(XcapSelection selected) {
        int turn;
        synchronized (this) {
            selection = selected;
            List.of(tags, parts, toldTags, toldParts).forEach(Map::clear);
            known.clear();
            asking = true;
            turn = ++selections;
        }
        return asks.read(selected.paths(), (path, document) -> found(turn, path, document))
                .whenComplete((done, failure) -> begun(turn));
    }

    /** What was told of a document meanwhile is newer. */
    private synchronized void found(int turn, DocumentPath path, Optional<XcapDocument> document) {
        if (turn == selections && !known.contains(path)) {
            stands(path, document);
        }
    }

    private void begun(int turn) {
        synchronized (this) {
            asking &= turn != selections;
        }
        refresh();
    }

    /** A document is other than before. */
    void changed(DocumentPath path, Optional<XcapDocument> document) {
        synchronized (this) {
            stands(path, document);
        }
        outlet.changed();
    }

    private synchronized void stands(DocumentPath path, Optional<XcapDocument> document) {
        known.add(path);
        if (selection.documents().containsKey(path)) {
            patches.ifPresent(steps -> steps.stands(path, document));
        }
        document.ifPresentOrElse(now -> tags.put(path, now.tag()), () -> tags.remove(path));
        for (XcapSelection.Part part : selection.parts()) {
            if (part.document().equals(path)) {
                parts.remove(part.written());
                Optional<String> value = document.flatMap(now -> part.in(now, XcapDiffWriter.NAMESPACE));
                int others = parts.values().stream().mapToInt(Standing::bytes).sum();
                boolean fits = new Standing(value, true).bytes() <= maxBytes - others;
                parts.put(part.written(), new Standing(fits ? value : document.map(XcapDocument::tag), fits));
            }
        }
    }

    @Override
    public Optional<EventBody> next() {
        List<XcapDiff.Change> changes;
        synchronized (this) {
            if (asking) {
                return Optional.empty();
            }
            if (whole) {
                toldTags.clear();
                toldParts.clear();
            }
            changes = new ArrayList<>(changedDocuments());
            selection.parts().forEach(part -> changed(part).ifPresent(changes::add));
            if (changes.isEmpty() && !whole) {
                return Optional.empty();
            }
            whole = false;
        }
        return Optional.of(
                new EventBody(XcapDiffWriter.CONTENT_TYPE, XcapDiffWriter.write(new XcapDiff(root, changes))));
    }

    /** What is told of documents, in the order of their names, which counts as told from now on. */
    private synchronized List<XcapDiff.Change> changedDocuments() {
        Map<String, List<XcapDiff.Change>> changes = new TreeMap<>();
        selection.documents().forEach((path, written) -> {
            Optional<String> before = Optional.ofNullable(toldTags.get(path));
            Optional<String> after = Optional.ofNullable(tags.get(path));
            List<XcapDiff.Change> patched =
                    patches.map(steps -> steps.take(path, written, before)).orElse(List.of());
            if (!before.equals(after)) {
                changes.put(
                        written, patched.isEmpty() ? List.of(new XcapDiff.Document(written, before, after)) : patched);
                after.ifPresentOrElse(tag -> toldTags.put(path, tag), () -> toldTags.remove(path));
            }
        });
        return changes.values().stream().flatMap(List::stream).toList();
    }

    private synchronized Optional<XcapDiff.Change> changed(XcapSelection.Part part) {
        Standing now = parts.getOrDefault(part.written(), new Standing(Optional.empty(), true));
        if (now.equals(toldParts.put(part.written(), now))) {
            return Optional.empty();
        }
        if (!now.fits()) {
            return Optional.of(new XcapDiff.Document(part.document().toString(), Optional.empty(), now.value()));
        }
        return Optional.of(
                part.selector().isOfElement()
                        ? new XcapDiff.Element(part.written(), part.prefixes(), now.value())
                        : new XcapDiff.Attribute(part.written(), part.prefixes(), now.value()));
    }

    @Override
    public void select(byte[] body) {
        begin(reader.read(SelectionReader.read(body)));
    }

    @Override
    public void refresh() {
        synchronized (this) {
            whole = true;
        }
        outlet.changed();
    }

    @Override
    public void close() {
        closes.accept(this);
    }
}
