package org.pawn.rest.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.pawn.refusal.Refusal;

/** Request bodies, bounded after {@code Content-Encoding: gzip} is undone, so that a small bomb stays small. */
public final class RequestBody {
    public static final int MAX_BYTES = 1024 * 1024;

    private static final String HELD = "pawn.body";
    private static final List<String> JSON = List.of("application/json");

    private RequestBody() {}

    /** The body as JSON of that shape. */
    public static <T> T json(Context ctx, Class<T> type) {
        return json(ctx, type, JSON);
    }

    /** The same, where other media types mean the same JSON. */
    public static <T> T json(Context ctx, Class<T> type, List<String> mediaTypes) {
        if (!mediaTypes.contains(mediaType(ctx))) {
            throw new Refusal.UnsupportedContent(mediaTypes);
        }
        return WireJson.read(bytes(ctx, MAX_BYTES), type);
    }

    /** The media type of the body in lower case, without parameters; empty when none was given. */
    public static String mediaType(Context ctx) {
        String type = ctx.contentType();
        if (type == null) {
            return "";
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** The body, of a size that JSON may have; whoever reads it afterwards finds it again. */
    static byte[] held(Context ctx) {
        byte[] body = bytes(ctx, MAX_BYTES);
        ctx.attribute(HELD, body);
        return body;
    }

    /**
     * All of the body.
     *
     * @throws Refusal.TooLarge as soon as more than {@code maxBytes} have come out
     */
    public static byte[] bytes(Context ctx, int maxBytes) {
        byte[] held = ctx.attribute(HELD);
        if (held != null) {
            return held;
        }
        String encoding = ctx.header("Content-Encoding");
        boolean gzip = encoding != null && encoding.equalsIgnoreCase("gzip");
        if (encoding != null && !gzip && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Only gzip is taken as Content-Encoding.");
        }
        if (ctx.req().getContentLengthLong() > maxBytes) {
            throw new Refusal.TooLarge(maxBytes);
        }
        try {
            InputStream plain = ctx.req().getInputStream();
            return atMost(gzip ? new GZIPInputStream(plain) : plain, maxBytes);
        } catch (ZipException | EOFException broken) {
            throw new Refusal.Invalid("body", "The body is not what its Content-Encoding says.");
        } catch (IOException gone) {
            throw new ProblemException(ProblemType.TIME_OUT, "The body did not arrive.");
        }
    }

    private static byte[] atMost(InputStream in, int maxBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (out.size() + n > maxBytes) {
                throw new Refusal.TooLarge(maxBytes);
            }
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }
}
