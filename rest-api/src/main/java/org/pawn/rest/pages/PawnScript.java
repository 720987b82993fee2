package org.pawn.rest.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The web component as the one file that a page loads. Its source is modules of one idea each; they are joined in the
 * order in which a browser would run them, so that there is one request and one hash to pin.
 *
 * @param text the module; it exports what {@code pawn.js} exports
 */
public record PawnScript(String text) {
    private static final String FOLDER = "/embed/pawn/";
    private static final String ENTRY = "pawn.js";
    private static final String NOTICE = "// Pawn Presence. Apache-2.0\n";
    private static final Pattern IMPORT =
            Pattern.compile("^import \\{ [\\w, ]+ } from \"\\./([a-z-]+\\.js)\";\\R", Pattern.MULTILINE);
    private static final Pattern EXPORT =
            Pattern.compile("^export (?=(?:async function|function|class|const|let) )", Pattern.MULTILINE);

    /** @throws IllegalStateException if a part is missing, or says {@code import} in a way that is not understood */
    public static PawnScript load() {
        StringBuilder joined = new StringBuilder();
        append(ENTRY, new LinkedHashSet<>(), joined);
        return new PawnScript(NOTICE + new ScriptShrinker(joined.toString()).shrunk());
    }

    /** What {@code integrity} on a script's tag says of it (Subresource Integrity). */
    String integrity() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha384-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void append(String part, Set<String> seen, StringBuilder joined) {
        if (!seen.add(part)) {
            return;
        }
        String source = read(part);
        Matcher imports = IMPORT.matcher(source);
        while (imports.find()) {
            append(imports.group(1), seen, joined);
        }
        String body = imports.reset().replaceAll("");
        if (body.contains("\nimport ")) {
            throw new IllegalStateException(part + " imports in a way that cannot be joined");
        }
        joined.append(EXPORT.matcher(body).replaceAll(""));
    }

    private static String read(String part) {
        try (InputStream in = PawnScript.class.getResourceAsStream(FOLDER + part)) {
            if (in == null) {
                throw new IllegalStateException("the part " + part + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
