package org.pawn.rest.xcap;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pawn.refusal.Refusal;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.rest.http.RequestBody;

/** The text that a client puts; UTF-8 and nothing else (RFC 4825 section 5.3). */
final class XcapBody {
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml [^>]{0,200}encoding=[\"']([^\"']{1,40})[\"']");

    private XcapBody() {}

    /**
     * @throws Refusal.UnsupportedContent if it is not of that type
     * @throws DocumentConflict if it is not in UTF-8
     */
    static String text(Context ctx, String contentType) {
        if (!RequestBody.mediaType(ctx).equals(contentType)) {
            throw new Refusal.UnsupportedContent(List.of(contentType));
        }
        String whole = utf8(RequestBody.bytes(ctx, RequestBody.MAX_BYTES));
        String text = whole.startsWith("\ufeff") ? whole.substring(1) : whole;
        Matcher declared = DECLARED.matcher(text);
        if (declared.find() && !declared.group(1).equalsIgnoreCase("UTF-8")) {
            throw notUtf8();
        }
        return text;
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw notUtf8();
        }
    }

    private static DocumentConflict notUtf8() {
        return new DocumentConflict(Condition.NOT_UTF_8, "The body is not in UTF-8.");
    }
}
