package org.pawn.sdk.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ids of the last messages: after a cut the server may tell one again. The feed's lane only. */
final class SeenMessages {
    private static final int REMEMBERED = 1_000;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    boolean isNew(String id) {
        return ids.put(id, true) == null;
    }
}
