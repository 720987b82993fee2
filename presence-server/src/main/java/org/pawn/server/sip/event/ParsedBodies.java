package org.pawn.server.sip.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pawn.xml.XmlElement;

/**
 * Bodies taken apart, once for all who are told only parts of them. Those that have a name are kept, the newest
 * {@value #MAX_KEPT}. Thread-safe.
 */
public final class ParsedBodies {
    private static final int MAX_KEPT = 500;
    private static final int MAX_BYTES = 256 * 1024;

    private final Map<String, XmlElement> kept = new LinkedHashMap<>(16, 0.75f, true); // by tag; guarded by this

    XmlElement of(EventBody body) {
        if (body.tag().isEmpty()) {
            return read(body);
        }
        synchronized (this) {
            @Nullable XmlElement known = kept.get(body.tag());
            if (known != null) {
                return known;
            }
        }
        XmlElement read = read(body);
        synchronized (this) {
            kept.put(body.tag(), read);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return read;
    }

    private static XmlElement read(EventBody body) {
        return XmlElement.read(body.bytes(), MAX_BYTES, "state");
    }
}
