package org.pawn.server.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pawn.refusal.Refusal;

/**
 * A {@code message/cpim} as far as its headers go (RFC 3862 sections 2.1 to 2.4); what it carries is not looked at, and it
 * passes as it came.
 *
 * @param headers of the message, in their order
 * @param contentType of what it carries, in lower case without parameters
 */
public record CpimMessage(List<Header> headers, String contentType) {
    public static final String CONTENT_TYPE = "message/cpim";

    private static final int MAX_HEADERS = 64;
    private static final int LONGEST = 2048;
    private static final String IMDN_NAMESPACE = "urn:ietf:params:imdn";

    /** @param name as written, with the prefix of its namespace */
    public record Header(String name, String value) {}

    public CpimMessage {
        headers = List.copyOf(headers);
    }

    /** @throws Refusal.Invalid if it is none, or has too many or too long headers; never repeats the content */
    public static CpimMessage read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw malformed();
        }
        List<Header> headers = block(text.substring(0, end));
        int next = text.indexOf("\r\n\r\n", end + 4);
        String content = text.substring(end + 4);
        boolean contentOnly = content.startsWith("\r\n"); // no MIME header at all: text
        if (next < 0 && !contentOnly) {
            throw malformed();
        }
        List<Header> mime = contentOnly ? List.of() : block(text.substring(end + 4, next));
        return new CpimMessage(headers, contentType(mime));
    }

    /** The URIs of all headers of that name, which has no namespace: From, To, cc. */
    public List<String> uris(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(header -> uri(header.value()))
                .toList();
    }

    /** What names the message to its sender (RFC 5438 section 6.3). */
    public Optional<String> messageId() {
        return imdn("Message-ID");
    }

    /** Whether its sender wants to hear of that (RFC 5438 section 6.4): {@code positive-delivery}, {@code processing}. */
    public boolean asksFor(String disposition) {
        return imdn("Disposition-Notification").stream()
                .flatMap(list -> List.of(list.split(",")).stream())
                .anyMatch(one -> one.split(";", 2)[0].strip().equalsIgnoreCase(disposition));
    }

    /** Whether it is a receipt itself, which is never answered with one (RFC 5438 section 8). */
    public boolean isReceipt() {
        return contentType.equals("message/imdn+xml");
    }

    private Optional<String> imdn(String name) {
        Map<String, String> prefixes = new HashMap<>();
        for (Header header : headers) {
            int bracket = header.value().indexOf('<');
            if (header.name().equals("NS") && bracket >= 0) {
                prefixes.put(header.value().substring(0, bracket).strip(), uri(header.value()));
            }
            int dot = header.name().indexOf('.');
            if (dot > 0
                    && header.name().substring(dot + 1).equals(name)
                    && IMDN_NAMESPACE.equals(prefixes.get(header.name().substring(0, dot)))) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    private static List<Header> block(String text) {
        List<Header> headers = new ArrayList<>();
        for (String line : text.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (line.isEmpty() && text.isEmpty()) {
                continue;
            }
            boolean name = colon > 0 && line.substring(0, colon).chars().allMatch(c -> c > ' ' && c < 0x7f);
            boolean plain =
                    line.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\t'); // section 2.3.2 escapes others
            if (!name || !plain || line.length() > LONGEST || headers.size() >= MAX_HEADERS) {
                throw malformed();
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private static String contentType(List<Header> mime) {
        return mime.stream()
                .filter(header -> header.name().equalsIgnoreCase("content-type"))
                .findFirst()
                .map(header -> header.value().split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("text/plain");
    }

    /** What stands between the last angle brackets; the whole where there are none. */
    private static String uri(String value) {
        int open = value.lastIndexOf('<');
        int close = value.lastIndexOf('>');
        return open < 0 || close < open ? value : value.substring(open + 1, close);
    }

    private static Refusal malformed() {
        return new Refusal.Invalid("body", "The message/cpim is malformed.");
    }
}
