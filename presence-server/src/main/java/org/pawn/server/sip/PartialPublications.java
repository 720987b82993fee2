package org.pawn.server.sip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.pidf.PidfDiff;
import org.pawn.presence.EntityTag;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlBody;
import org.pawn.xml.XmlElement;
import org.pawn.xmlpatch.XmlPatch;
import org.pawn.xmlpatch.XmlPatchReader;

/**
 * What agents that publish in parts have published (RFC 5264), by entity tag, so that the next part can follow. The
 * newest are kept, in memory: whoever is not known any more publishes the whole anew. Thread-safe.
 */
final class PartialPublications {
    private static final int MAX_KEPT = 10_000;
    private static final int MAX_BYTES = 64 * 1024;

    /** @param document the whole presence document */
    record Kept(AddressOfRecord presentity, XmlElement document, long version) {}

    private final Map<EntityTag, Kept> kept = new LinkedHashMap<>(); // the oldest first; guarded by this

    /**
     * The whole that the body says, or makes of the one before.
     *
     * @throws Refusal.StaleEntityTag if it is a part and the one before is not known, or not the one that it follows
     * @throws Refusal.Invalid if it is malformed or its changes cannot be made; never repeats the body
     * @throws Refusal.TooLarge if it, or what it makes, is too long
     */
    Kept read(AddressOfRecord presentity, Optional<EntityTag> ifMatch, byte[] body) {
        return XmlBody.read(body, MAX_BYTES, "partial presence document", root -> {
            Map<String, String> prefixes = root.declarations();
            XmlElement part = root.element();
            long version = version(part);
            if (part.is(PidfDiff.NAMESPACE, "pidf-full")) {
                return new Kept(presentity, PidfDiff.presence(part), version);
            } else if (part.is(PidfDiff.NAMESPACE, "pidf-diff")) {
                Kept before = ifMatch.flatMap(tag -> find(presentity, tag))
                        .filter(known -> version == known.version() + 1)
                        .orElseThrow(Refusal.StaleEntityTag::new);
                XmlPatch patch = XmlPatchReader.read(part, PidfDiff.NAMESPACE, prefixes);
                return new Kept(presentity, bounded(patch.applyTo(before.document())), version);
            }
            throw new Refusal.Invalid("body", "The root is neither pidf-full nor pidf-diff.");
        });
    }

    /** The publication has this tag now, and is that whole. */
    synchronized void keep(Optional<EntityTag> before, EntityTag tag, Kept whole) {
        before.ifPresent(kept::remove);
        kept.put(tag, whole);
        if (kept.size() > MAX_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** The publication was renewed and says what it said. */
    synchronized void renewed(EntityTag before, EntityTag tag) {
        Kept same = kept.remove(before);
        if (same != null) {
            kept.put(tag, same);
        }
    }

    private synchronized Optional<Kept> find(AddressOfRecord presentity, EntityTag tag) {
        return Optional.ofNullable(kept.get(tag))
                .filter(known -> known.presentity().equals(presentity));
    }

    private static XmlElement bounded(XmlElement document) {
        if (document.bytes().length > MAX_BYTES) {
            throw new Refusal.TooLarge(MAX_BYTES);
        }
        return document;
    }

    private static long version(XmlElement part) {
        return part.attribute("", "version")
                .filter(digits -> digits.matches("[0-9]{1,15}"))
                .map(Long::parseLong)
                .orElseThrow(() -> new Refusal.Invalid("version", "A partial document has a version."));
    }
}
