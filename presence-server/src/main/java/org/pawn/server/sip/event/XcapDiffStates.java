package org.pawn.server.sip.event;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.resourcelist.ListEntries;
import org.pawn.resourcelist.SelectionReader;
import org.pawn.xcap.ApplicationUsage;
import org.pawn.xcap.DocumentPath;
import org.pawn.xcap.XcapDocument;
import org.pawn.xcap.XcapSelection;
import org.pawn.xcap.XcapService;

/**
 * The event {@code xcap-diff} (RFC 5875): changes of one's own documents, in whichever view they were made. Which document
 * changed is told, from which tag to which, and by what patch to whoever asks for that.
 */
public final class XcapDiffStates implements SelectableStates {
    private static final int MAX_OF_PERSON = 20;

    private final XcapService documents;
    private final Directory directory;
    private final String root;
    private final Map<AddressOfRecord, List<XcapDiffWatch>> open = new ConcurrentHashMap<>();

    /** @param root the address below which the documents are, as clients know it */
    public XcapDiffStates(XcapService documents, Directory directory, String root) {
        this.documents = documents;
        this.directory = directory;
        this.root = root;
        documents.onChange((path, before, after) ->
                open.getOrDefault(path.owner(), List.of()).forEach(watch -> watch.changed(path, after)));
    }

    @Override
    public String selectionType() {
        return ListEntries.CONTENT_TYPE;
    }

    /** Refuses everybody but the person and administrators, whether there is such a person or not (section 7). */
    @Override
    public CompletableFuture<EventState> watch(Interest interest, Outlet outlet) {
        return watch(interest, outlet, XcapSelection.Reader::all);
    }

    /** Likewise; without a word of what is somebody else's in the selection. */
    @Override
    public EventStates selecting(byte[] body) {
        List<String> uris = SelectionReader.read(body);
        return (interest, outlet) -> watch(interest, outlet, reader -> reader.read(uris));
    }

    private CompletableFuture<EventState> watch(
            Interest interest, Outlet outlet, Function<XcapSelection.Reader, XcapSelection> selects) {
        AddressOfRecord person = interest.resource();
        interest.watcher().requireOwnerOf(person, Scope.CONTACTS);
        List<ApplicationUsage> readable = documents.usages().stream()
                .filter(usage -> interest.watcher().has(usage.scope()))
                .toList();
        XcapSelection.Reader reader = new XcapSelection.Reader(person, readable, directory::resolve);
        XcapSelection selection = selects.apply(reader);
        XcapDiffWatch watch = new XcapDiffWatch(
                outlet,
                root,
                interest.maxBytes(),
                wantsPatches(interest),
                reader,
                this::ask,
                closed -> close(person, closed));
        open(person, watch);
        return watch.begin(selection).handle((begun, failure) -> {
            if (failure != null) {
                watch.close();
                throw new CompletionException(failure);
            }
            return watch;
        });
    }

    /** Whoever takes aggregated patches takes single ones too; without the parameter nobody asked for any (section 4.3). */
    private static boolean wantsPatches(Interest interest) {
        return Stream.of(interest.event().split(";"))
                .map(parameter -> parameter.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
                .anyMatch(Set.of("diff-processing=xcap-patching", "diff-processing=aggregate")::contains);
    }

    private CompletableFuture<Void> ask(
            Set<DocumentPath> paths, BiConsumer<DocumentPath, Optional<XcapDocument>> found) {
        return CompletableFuture.allOf(paths.stream()
                .map(path -> documents.read(path).thenAccept(document -> found.accept(path, document)))
                .toArray(CompletableFuture[]::new));
    }

    private void open(AddressOfRecord person, XcapDiffWatch watch) {
        open.compute(person, (whose, known) -> {
            List<XcapDiffWatch> all = known == null ? new CopyOnWriteArrayList<>() : known;
            if (all.size() >= MAX_OF_PERSON) {
                throw new Refusal.LimitExceeded("Too many subscriptions to one's documents.", Duration.ofMinutes(1));
            }
            all.add(watch);
            return all;
        });
    }

    private void close(AddressOfRecord person, XcapDiffWatch closed) {
        open.computeIfPresent(person, (whose, all) -> {
            all.remove(closed);
            return all.isEmpty() ? null : all;
        });
    }
}
