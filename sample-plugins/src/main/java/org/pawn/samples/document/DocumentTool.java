package org.pawn.samples.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceClientException;

/**
 * Makes a page of a document: its people underlined in dotted red, each with a pawn and a menu of four actions; and
 * whatever the plug-ins on the class path recognize. {@code DocumentTool IN OUT --server URL --token-url URL}: with
 * {@code PAWN_TOKEN} in the environment the server tells names from words; the page's own pawns ask {@code --token-url},
 * an address of the site that shows the page.
 */
public final class DocumentTool {
    private static final String USAGE = "usage: DocumentTool IN OUT [--server URL] [--token-url URL]";
    private static final List<String> ASSETS = List.of("document.css", "document.js");

    private final People people;

    /** With a client the server's names are known; without, only addresses are people. Plug-ins are taken along. */
    public DocumentTool(Optional<PresenceClient> client) {
        people = new People(client);
    }

    /**
     * The page of a document, which wants {@link #asset} files beside it.
     *
     * @param name of the file; its end tells what it is
     * @param pawn the address that pawn.js comes from; empty for a page without pawns
     * @throws IOException if the file is no such document, with words for its owner
     */
    public String page(String name, byte[] file, Optional<String> pawn, String tokenUrl) throws IOException {
        List<Block> blocks = DocumentReader.read(name, file);
        HtmlPage page = new HtmlPage(people::in);
        return page.write(name, blocks, pawn.map(from -> new HtmlPage.Presence(from, tokenUrl)));
    }

    /** A file that a page wants beside it, {@code document.css} or {@code document.js}. */
    public static byte[] asset(String name) throws IOException {
        try (InputStream bytes = ASSETS.contains(name) ? DocumentTool.class.getResourceAsStream(name) : null) {
            if (bytes == null) {
                throw new IOException("there is no " + name);
            }
            return bytes.readAllBytes();
        }
    }

    /** Exit codes: 1 where the document or the server fails, 2 for wrong usage. */
    public static void main(String[] arguments) {
        Map<String, String> flags = new HashMap<>();
        List<Path> files = new ArrayList<>();
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].matches("--server|--token-url") && at + 1 < arguments.length) {
                flags.put(arguments[at], arguments[++at]);
            } else {
                files.add(Path.of(arguments[at]));
            }
        }
        if (files.size() != 2 || files.stream().anyMatch(file -> file.toString().startsWith("--"))) {
            System.err.println(USAGE);
            System.exit(2);
        }
        try {
            write(files.get(0), files.get(1), flags);
        } catch (IOException | PresenceClientException failed) {
            System.err.println(files.get(0) + ": " + failed.getMessage());
            System.exit(1);
        }
    }

    private static void write(Path in, Path out, Map<String, String> flags) throws IOException {
        Optional<String> server = Optional.ofNullable(flags.get("--server"));
        Optional<PresenceClient> client = server.flatMap(url -> Optional.ofNullable(System.getenv("PAWN_TOKEN"))
                .map(token -> PresenceClient.at(url).token(token).build()));
        try {
            String name = String.valueOf(in.getFileName());
            String page = new DocumentTool(client)
                    .page(name, Files.readAllBytes(in), server, flags.getOrDefault("--token-url", "/pawn-token"));
            Files.writeString(out, page, StandardCharsets.UTF_8);
            for (String asset : ASSETS) {
                try (InputStream bytes = DocumentTool.class.getResourceAsStream(asset)) {
                    Files.copy(bytes, out.resolveSibling(asset), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } finally {
            client.ifPresent(PresenceClient::close);
        }
    }
}
