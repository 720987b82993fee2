package org.pawn.server.sip;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Level;
import org.pawn.pidf.PidfWriter;
import org.pawn.pidf.PresencePidf;
import org.pawn.policy.PresenceView;

/** The bytes of each view, written once and shared by all its watchers. Bounded. Thread-safe. */
final class PidfBodies {
    private static final int MAX_VIEWS = 2_000;

    private final Map<String, byte[]> bodies = new LinkedHashMap<>(16, 0.75f, true); // by version; guarded by this

    byte[] body(PresenceView view) {
        synchronized (this) {
            byte @Nullable [] known = bodies.get(view.version());
            if (known != null) {
                return known;
            }
        }
        byte[] written = PidfWriter.write(
                PresencePidf.document(view.document(), view.level().atLeast(Level.COMPANY)));
        synchronized (this) {
            bodies.put(view.version(), written);
            if (bodies.size() > MAX_VIEWS) {
                bodies.remove(bodies.keySet().iterator().next());
            }
        }
        return written;
    }
}
