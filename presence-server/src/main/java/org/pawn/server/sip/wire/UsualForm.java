package org.pawn.server.sip.wire;

import java.util.List;

/**
 * Whether a request looks as nearly all do, by a grammar so narrow that any reader of RFC 3261 takes it and takes it for
 * the same: what passes here needs no second look by {@link Grammar}. No escapes, no lists, no blanks where they are only
 * allowed, no literal IPv6 addresses.
 */
final class UsualForm {
    private static final int MAX_DIGITS = 9;
    private static final AsciiSet DIGIT = AsciiSet.between('0', '9');
    private static final AsciiSet UPPER = AsciiSet.between('A', 'Z');
    private static final AsciiSet LOWER = AsciiSet.between('a', 'z');
    private static final AsciiSet LETTER = LOWER.and(UPPER);
    private static final AsciiSet ALPHANUMERIC = LETTER.and(DIGIT);
    private static final AsciiSet UNRESERVED = ALPHANUMERIC.and("-._+");
    private static final AsciiSet IN_TOKEN = ALPHANUMERIC.and("-._+~!*");
    private static final AsciiSet IN_PARAMETER_NAME = LOWER.and(DIGIT).and("-.+");
    private static final AsciiSet IN_NAME = ALPHANUMERIC.and(" -._");
    private static final AsciiSet IN_QUOTES = ALPHANUMERIC.and("-._:<>+");

    private UsualForm() {}

    /** @param fields of a {@link PlainHead}; {@code method} and {@code uri} of its start line */
    static boolean holds(String method, String uri, List<SipHeader> fields) {
        if (!isUri(uri, 0, uri.length()) || !UPPER.holds(method, 0, method.length())) {
            return false;
        }
        for (SipHeader field : fields) {
            String value = field.value();
            boolean usual = switch (field.name()) {
                case "via" -> isVia(value);
                case "from", "to", "contact" -> isNameAddress(value);
                case "call-id" -> isCallId(value);
                case "cseq" -> isSequence(value, method);
                case "max-forwards" -> isNumber(value, 2);
                case "content-length" -> isNumber(value, MAX_DIGITS);
                case "require" -> false;
                default -> !value.isEmpty();
            };
            if (!usual) {
                return false;
            }
        }
        return true;
    }

    /** {@code SIP/2.0/UDP host:port;name=value;name}. */
    private static boolean isVia(String value) {
        int blank = value.indexOf(' ');
        if (blank < 0
                || !(value.startsWith("SIP/2.0/UDP ")
                        || value.startsWith("SIP/2.0/TCP ")
                        || value.startsWith("SIP/2.0/TLS ")
                        || value.startsWith("SIP/2.0/WS ")
                        || value.startsWith("SIP/2.0/WSS "))) {
            return false;
        }
        int end = indexOf(value, ';', blank + 1);
        return isHostPort(value, blank + 1, end) && areParameters(value, end);
    }

    /** {@code <uri>;tag=x}, before it a display name of words or in quotes. */
    private static boolean isNameAddress(String value) {
        int open = value.indexOf('<');
        int close = value.indexOf('>');
        if (open < 0 || close < open) {
            return false;
        }
        return isDisplayName(value, open) && isUri(value, open + 1, close) && areParameters(value, close + 1);
    }

    private static boolean isDisplayName(String value, int open) {
        if (open == 0) {
            return true;
        }
        if (value.charAt(open - 1) != ' ') {
            return false;
        }
        int end = open - 1;
        return value.charAt(0) == '"'
                ? end >= 3 && value.charAt(end - 1) == '"' && IN_NAME.holds(value, 1, end - 1)
                : ALPHANUMERIC.holds(value, 0, end);
    }

    /** {@code sip:user@host:port;name=value}. */
    private static boolean isUri(String text, int from, int to) {
        int start;
        if (text.startsWith("sip:", from)) {
            start = from + 4;
        } else if (text.startsWith("sips:", from)) {
            start = from + 5;
        } else {
            return false;
        }
        int parameters = Math.min(indexOf(text, ';', start), to);
        int at = indexOf(text, '@', start);
        int host = start;
        if (at < parameters) {
            if (!UNRESERVED.holds(text, start, at)) {
                return false;
            }
            host = at + 1;
        }
        return isHostPort(text, host, parameters) && arePlainParameters(text, parameters, to);
    }

    private static boolean isHostPort(String text, int from, int to) {
        int colon = Math.min(indexOf(text, ':', from), to);
        return isHost(text, from, colon) && (colon == to || isPort(text, colon + 1, to));
    }

    /** Labels of letters, digits and inner hyphens; an address of four numbers, or a name that ends in a letter's label. */
    private static boolean isHost(String text, int from, int to) {
        int label = from;
        int numeric = 0;
        int labels = 0;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '.') {
                if (i == label || !ALPHANUMERIC.has(text.charAt(label)) || !ALPHANUMERIC.has(text.charAt(i - 1))) {
                    return false;
                }
                labels++;
                numeric += DIGIT.holds(text, label, i) && i - label <= 3 ? 1 : 0;
                label = i + 1;
            } else if (!ALPHANUMERIC.has(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return numeric == 0
                ? LETTER.has(text.charAt(from)) && LETTER.has(lastLabel(text, from, to))
                : numeric == 4 && labels == 4;
    }

    private static char lastLabel(String text, int from, int to) {
        int dot = text.lastIndexOf('.', to - 1);
        return text.charAt(dot < from ? from : dot + 1);
    }

    private static boolean isPort(String text, int from, int to) {
        return to > from
                && to - from <= 5
                && DIGIT.holds(text, from, to)
                && text.charAt(from) != '0'
                && Integer.parseInt(text, from, to, 10) <= 65_535;
    }

    /** To the end of the text: {@code ;name=value;name="quoted"}. */
    private static boolean areParameters(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int end = text.charAt(at) == ';' ? endOfParameter(text, at + 1) : -1;
            if (end < 0 || isRepeated(text, from, at)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private static int endOfParameter(String text, int from) {
        int at = from;
        while (at < text.length() && IN_TOKEN.has(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        if (at == text.length() || text.charAt(at) == ';') {
            return name.equals("rport") || name.equals("ob") ? at : -1;
        }
        if (name.isEmpty() || text.charAt(at) != '=' || at + 1 == text.length()) {
            return -1;
        }
        int value = at + 1;
        if (text.charAt(value) == '"') {
            int close = text.indexOf('"', value + 1);
            return close > value + 1 && IN_QUOTES.holds(text, value + 1, close) ? close + 1 : -1;
        }
        at = value;
        while (at < text.length() && IN_TOKEN.has(text.charAt(at))) {
            at++;
        }
        return isValue(name, text, value, at) ? at : -1;
    }

    private static boolean isValue(String name, String text, int from, int to) {
        return switch (name) {
            case "rport" -> isPort(text, from, to);
            case "expires" -> to - from <= MAX_DIGITS && DIGIT.holds(text, from, to);
            case "received" -> isHost(text, from, to);
            case "q" ->
                text.startsWith("0.", from) && to - from <= 5 && DIGIT.holds(text, from + 2, to)
                        || text.startsWith("1", from) && to - from == 1;
            case "tag", "branch" -> to > from;
            default ->
                to > from
                        && IN_PARAMETER_NAME.holds(name, 0, name.length())
                        && !name.equals("maddr")
                        && !name.equals("ttl");
        };
    }

    /** Within a URI: no quotes. */
    private static boolean arePlainParameters(String text, int from, int to) {
        int at = from;
        while (at < to) {
            if (text.charAt(at) != ';') {
                return false;
            }
            int end = Math.min(indexOf(text, ';', at + 1), to);
            int equals = Math.min(indexOf(text, '=', at + 1), end);
            boolean valued =
                    equals == end && (text.startsWith(";lr", at) || text.startsWith(";ob", at)) && end == at + 3
                            || equals + 1 < end && UNRESERVED.holds(text, equals + 1, end);
            boolean odd = text.startsWith(";maddr", at) || text.startsWith(";ttl", at);
            if (odd
                    || isRepeated(text, from, at)
                    || equals == at + 1
                    || !UNRESERVED.holds(text, at + 1, equals)
                    || !valued) {
                return false;
            }
            at = end;
        }
        return true;
    }

    /** Whether the parameter at a semicolon has the name of one before it, from another semicolon on. */
    private static boolean isRepeated(String text, int from, int at) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '=' && text.charAt(end) != ';' && text.charAt(end) != '>') {
            end++;
        }
        int length = end - at;
        for (int other = from; other < at; other++) {
            if (text.regionMatches(true, other, text, at, length) && "=;>".indexOf(text.charAt(other + length)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCallId(String value) {
        int at = indexOf(value, '@', 0);
        return at > 0
                && IN_TOKEN.holds(value, 0, at)
                && (at == value.length() || at + 1 < value.length() && IN_TOKEN.holds(value, at + 1, value.length()));
    }

    private static boolean isSequence(String value, String method) {
        int blank = value.indexOf(' ');
        return blank > 0
                && blank <= MAX_DIGITS
                && DIGIT.holds(value, 0, blank)
                && value.length() == blank + 1 + method.length()
                && value.endsWith(method);
    }

    private static boolean isNumber(String value, int maxDigits) {
        return !value.isEmpty() && value.length() <= maxDigits && DIGIT.holds(value, 0, value.length());
    }

    /** Like {@link String#indexOf(int, int)}, but the length where there is none. */
    private static int indexOf(String text, char wanted, int from) {
        int at = text.indexOf(wanted, from);
        return at < 0 ? text.length() : at;
    }
}
