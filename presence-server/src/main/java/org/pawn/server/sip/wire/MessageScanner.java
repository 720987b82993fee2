package org.pawn.server.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the bytes of one message by RFC 3261 section 7, strictly where laxity would let two readers disagree: lines end
 * in CRLF, names are tokens, and what must be there once is there once. The one reader whose word the handlers take.
 */
final class MessageScanner {
    /** Start line and header fields together. */
    static final int MAX_HEAD = 16 * 1024;

    /** The body. */
    static final int MAX_BODY = 64 * 1024;

    static final int MAX_MESSAGE = MAX_HEAD + MAX_BODY;

    static final int MAX_FIELDS = 256;
    private static final String VERSION = "SIP/2.0";
    static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final Pattern HIGHEST = Pattern.compile("0*2147483647"); // RFC 3261 section 8.1.1.5
    private static final Set<String> ONCE = Set.of(
            "from",
            "to",
            "call-id",
            "cseq",
            "content-length",
            "content-type",
            "content-encoding",
            "max-forwards",
            "expires",
            "event",
            "sip-if-match",
            "sip-etag",
            "subscription-state",
            "date",
            "user-agent",
            "server",
            "min-expires",
            "retry-after",
            "subject",
            "mime-version",
            "organization",
            "timestamp",
            "identity");

    private final byte[] bytes;
    private final int bodyStart;
    private final String startLine;
    private final SipHeaders headers;
    private final Optional<String> breach;
    private final boolean plain;

    private MessageScanner(byte[] bytes, PlainHead head) {
        this.bytes = bytes;
        this.bodyStart = head.bodyStart();
        this.startLine = head.startLine();
        this.headers = new SipHeaders(head.fields());
        this.breach = Optional.empty();
        this.plain = true;
    }

    private MessageScanner(byte[] bytes) throws MalformedMessage {
        this.bytes = bytes;
        this.plain = false;
        int start = skipLeadingLines(bytes);
        int found = endOfHead(bytes, start);
        int headEnd = found < 0 ? bytes.length : found; // read all the same, so that its sender is told
        this.bodyStart = Math.min(headEnd + 4, bytes.length);
        String head = new String(bytes, start, headEnd - start, StandardCharsets.UTF_8);
        int lineEnd = head.indexOf("\r\n");
        this.startLine = lineEnd < 0 ? head : head.substring(0, lineEnd);
        FieldReader fields = new FieldReader();
        fields.readAll(lineEnd < 0 ? "" : head.substring(lineEnd + 2));
        this.headers = new SipHeaders(fields.fields);
        this.breach = breach(found, headEnd - start, fields);
    }

    private static Optional<String> breach(int end, int length, FieldReader fields) {
        if (length > MAX_HEAD) {
            return Optional.of("Header fields too long");
        }
        return end < 0 ? Optional.of("No end of the header fields") : fields.breach;
    }

    /** What the bytes hold: a request, or a response to one of ours. */
    sealed interface Message {
        /** @param usual whether it has the {@link UsualForm}, so that the grammar would say nothing else */
        record Request(SipRequest request, boolean usual) implements Message {}

        record Response(SipRelayed relayed) implements Message {}
    }

    /** @throws MalformedMessage also for what RFC 3261 answers with 505 or 413 */
    static Message scan(byte[] bytes, SipPeer peer) throws MalformedMessage {
        PlainHead head = PlainHead.read(bytes);
        return scan(head == null ? new MessageScanner(bytes) : new MessageScanner(bytes, head), peer);
    }

    /** The same without the short way, for its test. */
    static Message scanThoroughly(byte[] bytes, SipPeer peer) throws MalformedMessage {
        return scan(new MessageScanner(bytes), peer);
    }

    private static Message scan(MessageScanner scanner, SipPeer peer) throws MalformedMessage {
        return scanner.startLine.startsWith("SIP/") ? scanner.response() : scanner.request(peer);
    }

    /** Where the header fields end (at their last CRLF), from {@code start}; -1 if they do not. */
    static int endOfHead(byte[] bytes, int start) {
        for (int i = start; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int skipLeadingLines(byte[] bytes) {
        int at = 0;
        while (at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n') {
            at += 2;
        }
        return at;
    }

    private Message response() throws MalformedMessage {
        if (breach.isPresent() || startLine.length() < 11 || !startLine.startsWith(VERSION + " ")) {
            throw malformed(breach.orElse("Bad status line"));
        }
        String code = startLine.substring(8, 11);
        if (!isStatus(code) || startLine.length() > 11 && startLine.charAt(11) != ' ') {
            throw malformed("Bad status code");
        }
        String reason = startLine.length() > 12 ? startLine.substring(12) : "";
        return new Message.Response(new SipRelayed(Integer.parseInt(code), reason, headers, whatIsThere()));
    }

    private Message request(SipPeer peer) throws MalformedMessage {
        String[] parts = startLine.split(" ", -1);
        if (parts.length != 3
                || !isToken(parts[0])
                || parts[1].isEmpty()
                || parts[1].chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw malformed("Bad request line");
        }
        if (!parts[2].equalsIgnoreCase(VERSION)) {
            boolean other = parts[2].matches("(?i)SIP/[0-9]+\\.[0-9]+");
            throw new MalformedMessage(
                    other ? 505 : 400, other ? "Version Not Supported" : "Bad request line", salvage());
        }
        if (breach.isPresent()) {
            throw malformed(breach.get());
        }
        long number = sequence(required("cseq"), parts[0]);
        required("via");
        checkedUri(parts[1]);
        SipRequest request = new SipRequest(
                parts[0],
                parts[1],
                headers,
                address("from"),
                address("to"),
                required("call-id"),
                number,
                body(peer),
                peer);
        return new Message.Request(request, plain && UsualForm.holds(parts[0], parts[1], headers.fields()));
    }

    private long sequence(String value, String method) throws MalformedMessage {
        int blank = value.indexOf(' ');
        boolean usual = blank > 0 && value.length() == blank + 1 + method.length();
        String[] parts =
                usual ? new String[] {value.substring(0, blank), value.substring(blank + 1)} : BLANKS.split(value);
        long number = parts.length == 2 ? SipHeaders.number(parts[0]).orElse(-1) : -1;
        boolean tooHigh =
                number == Integer.MAX_VALUE && !HIGHEST.matcher(parts[0]).matches();
        if (number < 0 || tooHigh || !parts[1].equals(method)) {
            throw malformed("Bad CSeq");
        }
        return number;
    }

    /** Of a response: what Content-Length claims beyond that, or nonsense, is the peer's mistake and costs nobody. */
    private byte[] whatIsThere() {
        int there = bytes.length - bodyStart;
        int length = headers.first("content-length").flatMap(SipHeaders::number).orElse(there);
        return java.util.Arrays.copyOfRange(bytes, bodyStart, bodyStart + Math.min(there, length));
    }

    private byte[] body(SipPeer peer) throws MalformedMessage {
        int there = bytes.length - bodyStart;
        Optional<String> written = headers.first("content-length");
        int length = there;
        if (written.isPresent()) {
            length = SipHeaders.number(written.get()).orElseThrow(() -> malformed("Bad Content-Length"));
        }
        if (length > MAX_BODY) {
            throw new MalformedMessage(413, "Request Entity Too Large", salvage());
        }
        if (length > there) {
            throw malformed("Content-Length beyond the message");
        }
        if (length < there && peer.transport().isFramed()) {
            throw malformed("More than one message in a frame"); // of a datagram the rest is ignored (RFC 3261)
        }
        byte[] body = new byte[length];
        System.arraycopy(bytes, bodyStart, body, 0, length);
        return body;
    }

    private NameAddress address(String name) throws MalformedMessage {
        try {
            return NameAddress.parse(required(name));
        } catch (IllegalArgumentException bad) {
            throw malformed("Bad " + name);
        }
    }

    private void checkedUri(String uri) throws MalformedMessage {
        int colon = uri.indexOf(':');
        if (colon <= 0 || uri.indexOf('<') >= 0 || uri.indexOf('>') >= 0 || uri.indexOf('"') >= 0) {
            throw malformed("Bad Request-URI");
        }
        int host = Math.max(colon, uri.lastIndexOf('@')) + 1;
        int port = uri.indexOf(':', host);
        if (port > 0 && uri.charAt(host) != '[' && uri.regionMatches(true, 0, "sip", 0, 3)) {
            int end = uri.indexOf(';', host);
            int again = uri.indexOf(':', port + 1);
            if (again > 0 && (end < 0 || again < end)) {
                throw malformed("An address of IPv6 without brackets"); // RFC 5118 section 4.2
            }
        }
    }

    private String required(String name) throws MalformedMessage {
        return headers.first(name).filter(value -> !value.isEmpty()).orElseThrow(() -> malformed("Missing " + name));
    }

    private MalformedMessage malformed(String reason) {
        return new MalformedMessage(400, reason, salvage());
    }

    /** The fields that a 400 repeats, as far as they are there; without Via nobody would know the answer for one. */
    private Optional<SipHeaders> salvage() {
        boolean answerable = headers.has("via") && !startLine.startsWith("SIP/") && !startLine.startsWith("ACK ");
        return answerable ? Optional.of(headers) : Optional.empty();
    }

    private static boolean isStatus(String code) {
        return code.charAt(0) >= '1' && code.charAt(0) <= '6' && isDigit(code.charAt(1)) && isDigit(code.charAt(2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !isDigit(c) && "-.!%*_+`'~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Unfolds the lines into fields and notes the first breach, but reads on, so that a 400 can be addressed. */
    private static final class FieldReader {
        private final List<SipHeader> fields = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private Optional<String> breach = Optional.empty();

        void readAll(String lines) {
            StringBuilder unfolded = new StringBuilder();
            for (int start = 0; start <= lines.length(); ) {
                int crlf = lines.indexOf("\r\n", start);
                int end = crlf < 0 ? lines.length() : crlf;
                String line = lines.substring(start, end);
                start = end + 2;
                if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                    unfolded.append(' ').append(line.strip());
                } else {
                    field(unfolded.toString());
                    unfolded.setLength(0);
                    unfolded.append(line);
                }
            }
            field(unfolded.toString());
        }

        private void field(String line) {
            if (line.isEmpty()) {
                return;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : stripBlanks(line.substring(0, colon));
            if (!isToken(name)) {
                breach("Bad header field name");
                return;
            }
            if (hasControl(line)) {
                breach("Control character in a header field");
            }
            String canonical = SipHeaders.canonical(name);
            if (!seen.add(canonical) && ONCE.contains(canonical)) {
                breach("More than one " + canonical.toLowerCase(Locale.ROOT));
                return;
            }
            if (fields.size() >= MAX_FIELDS) {
                breach("Too many header fields");
                return;
            }
            fields.add(new SipHeader(canonical, line.substring(colon + 1).strip()));
        }

        private void breach(String reason) {
            breach = breach.or(() -> Optional.of(reason));
        }

        private static String stripBlanks(String name) {
            int end = name.length();
            while (end > 0 && (name.charAt(end - 1) == ' ' || name.charAt(end - 1) == '\t')) {
                end--;
            }
            return name.substring(0, end);
        }

        /** Escaped ones in quotes are RFC 3261's own (quoted-pair); all others could end a line for someone. */
        private static boolean hasControl(String line) {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                boolean escaped = i > 0 && line.charAt(i - 1) == '\\' && c != '\r' && c != '\n';
                if ((c < ' ' && c != '\t' || c == 0x7f) && !escaped) {
                    return true;
                }
            }
            return false;
        }
    }
}
