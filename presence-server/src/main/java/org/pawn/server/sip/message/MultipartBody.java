package org.pawn.server.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pawn.refusal.Refusal;

/** A {@code multipart/mixed} body (RFC 2046 section 5.1), as far as SIP uses it: flat, bounded, parts untouched. */
public final class MultipartBody {
    private static final int MAX_PARTS = 16;
    private static final int LONGEST_HEAD = 4096;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"\\\\]{1,70})\"|([^\\s;\"]{1,70}))");

    private MultipartBody() {}

    /** @param headers with names in lower case */
    public record Part(Map<String, String> headers, byte[] content) {
        public Part {
            headers = Map.copyOf(headers);
        }

        String contentType() {
            return headers.getOrDefault("content-type", "text/plain");
        }

        boolean isA(String type) {
            return contentType().split(";", 2)[0].strip().equalsIgnoreCase(type);
        }
    }

    /** @throws Refusal.Invalid if it is none, or has too many parts */
    public static List<Part> read(String contentType, byte[] body) {
        Matcher found = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/mixed") || !found.find()) {
            throw malformed();
        }
        String mark = "\r\n--" + (found.group(1) == null ? found.group(2) : found.group(1));
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1); // a byte a character
        List<Part> parts = new ArrayList<>();
        int at = text.indexOf(mark);
        while (at >= 0) {
            int line = text.indexOf("\r\n", at + mark.length());
            if (text.startsWith("--", at + mark.length())) {
                return parts;
            }
            int next = line < 0 ? -1 : text.indexOf(mark, line);
            if (next < 0
                    || parts.size() >= MAX_PARTS
                    || !text.substring(at + mark.length(), line).isBlank()) {
                throw malformed();
            }
            parts.add(part(text.substring(line, next)));
            at = next;
        }
        throw malformed();
    }

    /** @param boundary must stand in no part */
    public static byte[] write(List<Part> parts, String boundary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            StringBuilder head = new StringBuilder("--" + boundary + "\r\n");
            part.headers()
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(value).append("\r\n"));
            out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(part.content());
            out.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    /** Begins with the line break that ends the boundary's line. */
    private static Part part(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || end > LONGEST_HEAD) {
            throw malformed();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : text.substring(0, end).split("\r\n")) {
            int colon = line.indexOf(':');
            if (line.isEmpty()) {
                continue;
            }
            if (!isName(line, colon)
                    || !line.chars()
                            .allMatch(c -> c >= ' ' && c != 0x7f || c == '\t') // nothing that ends a line for some
                    || headers.put(
                                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                                    line.substring(colon + 1).strip())
                            != null) {
                throw malformed();
            }
        }
        return new Part(headers, text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isName(String line, int end) {
        return end > 0 && line.substring(0, end).strip().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static Refusal malformed() {
        return new Refusal.Invalid("body", "The multipart/mixed body is malformed, or has too many parts.");
    }
}
