package org.pawn.samples.portal;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pawn.samples.document.DocumentTool;
import org.pawn.sdk.PresenceClient;

/** Documents that people brought to the portal, as pages with living people; the newest few, in memory, each for its owner. */
final class Documents implements AutoCloseable {
    static final int MOST_BYTES = 10_000_000;

    private static final int MOST_KEPT = 50;
    private static final String EXAMPLE = "minutes.docx";

    private final PresenceClient client;
    private final DocumentTool tool;
    private final String pawnOrigin;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Kept> kept = new LinkedHashMap<>(); // guarded by this

    private record Kept(String owner, String page) {}

    Documents(PortalConfig config) {
        client = PresenceClient.at(config.pawn().toString())
                .token(config.applicationToken())
                .build();
        tool = new DocumentTool(Optional.of(client));
        pawnOrigin = config.pawnOrigin();
    }

    /** Makes the page and keeps it; the answer is the id by which its owner finds it. */
    String keep(String owner, String name, byte[] file) throws IOException {
        String page = tool.page(name, file, Optional.of(pawnOrigin), "/pawn-token");
        byte[] id = new byte[16];
        random.nextBytes(id);
        String hex = HexFormat.of().formatHex(id);
        synchronized (this) {
            kept.put(hex, new Kept(owner, page));
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return hex;
    }

    /** The portal's own example. */
    String keepExample(String owner) throws IOException {
        try (InputStream example = Documents.class.getResourceAsStream(EXAMPLE)) {
            if (example == null) {
                throw new IOException("the example is missing");
            }
            return keep(owner, EXAMPLE, example.readAllBytes());
        }
    }

    synchronized Optional<String> page(String viewer, String id) {
        return Optional.ofNullable(kept.get(id))
                .filter(document -> document.owner().equals(viewer))
                .map(Kept::page);
    }

    @Override
    public void close() {
        client.close();
    }
}
