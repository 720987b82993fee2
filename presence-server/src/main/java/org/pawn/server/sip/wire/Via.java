package org.pawn.server.sip.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The topmost Via of a request: its transaction, and the way back (RFC 3261 sections 17.2.3 and 18.2, RFC 3581). */
final class Via {
    private static final int DEFAULT_PORT = 5060;
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final Pattern SEPARATOR = Pattern.compile(" ?([/:]) ?");
    private static final Pattern PROTOCOL = Pattern.compile("SIP/2\\.0/[A-Z0-9-]+", Pattern.CASE_INSENSITIVE);

    private final String protocol;
    private final String sentBy;
    private final List<String> parameters;

    private Via(String protocol, String sentBy, List<String> parameters) {
        this.protocol = protocol;
        this.sentBy = sentBy;
        this.parameters = parameters;
    }

    /** @throws IllegalArgumentException if it is malformed */
    static Via parse(String value) {
        String[] parts = value.split(";", -1);
        String joined = joined(parts[0].strip());
        int space = joined.indexOf(' ');
        if (space < 0 || !isProtocol(joined.substring(0, space))) {
            throw new IllegalArgumentException("not a Via");
        }
        List<String> parameters = new ArrayList<>(parts.length);
        for (int i = 1; i < parts.length; i++) {
            parameters.add(parts[i].strip());
        }
        return new Via(joined.substring(0, space), joined.substring(space + 1), parameters);
    }

    private static boolean isProtocol(String text) {
        return text.equals("SIP/2.0/UDP")
                || text.equals("SIP/2.0/TCP")
                || PROTOCOL.matcher(text).matches();
    }

    /** RFC 3261 allows blanks around the slashes and the colon: joins what belongs together. */
    private static String joined(String head) {
        int space = head.indexOf(' ');
        boolean plain = space > 0
                && head.indexOf(' ', space + 1) < 0
                && head.indexOf('\t') < 0
                && !isSeparator(head.charAt(space - 1))
                && !isSeparator(head.charAt(space + 1));
        return plain // every NOTIFY's answer has one
                ? head
                : SEPARATOR.matcher(BLANKS.matcher(head).replaceAll(" ")).replaceAll("$1");
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == ':';
    }

    Optional<String> parameter(String name) {
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            String key = equals < 0 ? parameter : parameter.substring(0, equals).strip();
            if (key.equalsIgnoreCase(name)) {
                return Optional.of(
                        equals < 0 ? "" : parameter.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    String branch() {
        return parameter("branch").orElse("");
    }

    String sentBy() {
        return sentBy;
    }

    /** Where the response goes over UDP: always to the source address, at the source port when the client asked for it. */
    int responsePort(SipPeer peer) {
        if (parameter("rport").isPresent()) {
            return peer.port();
        }
        int colon = sentBy.lastIndexOf(':');
        if (colon < 0 || sentBy.endsWith("]")) {
            return DEFAULT_PORT;
        }
        int port = SipHeaders.number(sentBy.substring(colon + 1)).orElse(0);
        return port > 0 && port < 65536 ? port : peer.port();
    }

    /** As it goes into the response: what the peer claimed of its own address is replaced by what we saw. */
    String stamped(SipPeer peer) {
        StringBuilder out = new StringBuilder(protocol).append(' ').append(sentBy);
        boolean rport = false;
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            String key = (equals < 0 ? parameter : parameter.substring(0, equals)).strip();
            if (key.equalsIgnoreCase("rport")) {
                rport = true;
            } else if (!key.equalsIgnoreCase("received")) {
                out.append(';').append(parameter);
            }
        }
        out.append(";received=").append(peer.host());
        return rport ? out.append(";rport=").append(peer.port()).toString() : out.toString();
    }
}
