package org.pawn.xcap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupWriter;

/**
 * A document as it stands.
 *
 * @param text all of it, in UTF-8
 * @param tag changes with every byte of it
 */
public record XcapDocument(MarkupElement root, String text, String tag) {
    private static final int TAG_BYTES = 15;

    static XcapDocument of(MarkupElement root) {
        String text = MarkupWriter.document(root);
        return new XcapDocument(root, text, tag(text));
    }

    private static String tag(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
