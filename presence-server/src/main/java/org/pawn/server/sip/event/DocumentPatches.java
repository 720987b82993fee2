package org.pawn.server.sip.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.xcap.DocumentPath;
import org.pawn.xcap.XcapDocument;
import org.pawn.xcapdiff.XcapDiff;
import org.pawn.xcapdiff.XcapDiffWriter;
import org.pawn.xmlpatch.XmlPatchWriter;

/**
 * By which patches documents became what they are, one for each change that is not told yet (RFC 5875 section 4.3). Where
 * there are too many, or a change has none, or a document is long, nothing is said of any of them. Guarded by who has it.
 */
final class DocumentPatches {
    private static final int MAX_STEPS = 20;
    private static final int MAX_LENGTH = 64 * 1024; // of a document that is kept for the next comparison
    private static final String UNSAID = "";

    private record Step(String before, String after, String patch) {}

    private final int maxBytes;
    private final Map<DocumentPath, XcapDocument> standing = new HashMap<>();
    private final Map<DocumentPath, List<Step>> steps = new HashMap<>();

    /** @param maxBytes about the most that the patches of one document have together */
    DocumentPatches(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** How a document stands now; what it was before is known from the last time. */
    void stands(DocumentPath path, Optional<XcapDocument> now) {
        Optional<XcapDocument> before = Optional.ofNullable(standing.remove(path));
        now.filter(document -> document.text().length() <= MAX_LENGTH)
                .ifPresent(document -> standing.put(path, document));
        if (before.isEmpty() || now.isEmpty()) {
            steps.remove(path);
        } else if (!before.get().tag().equals(now.get().tag())) {
            add(path, before.get(), now.get());
        }
    }

    private void add(DocumentPath path, XcapDocument before, XcapDocument now) {
        String patch = XmlPatchWriter.changes(before.root(), now.root(), XcapDiffWriter.NAMESPACE)
                .orElse(UNSAID);
        List<Step> all = steps.computeIfAbsent(path, first -> new ArrayList<>());
        int bytes = all.stream().mapToInt(step -> bytes(step.patch())).sum() + bytes(patch);
        if (all.size() >= MAX_STEPS || bytes > maxBytes) {
            all.clear();
            patch = UNSAID;
        }
        all.add(new Step(before.tag(), now.tag(), patch));
    }

    /** The patches since that tag, which are forgotten with that; none where they do not say all. */
    List<XcapDiff.Change> take(DocumentPath path, String written, Optional<String> since) {
        List<Step> all = Optional.ofNullable(steps.remove(path)).orElse(List.of());
        boolean sayAll = !all.isEmpty()
                && since.equals(Optional.of(all.get(0).before()))
                && all.stream().noneMatch(step -> step.patch().equals(UNSAID));
        return sayAll
                ? all.stream()
                        .map(step -> (XcapDiff.Change) new XcapDiff.Document(
                                written, Optional.of(step.before()), Optional.of(step.after()), step.patch()))
                        .toList()
                : List.of();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
