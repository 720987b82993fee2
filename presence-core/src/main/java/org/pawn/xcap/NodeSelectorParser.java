package org.pawn.xcap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLStreamException;
import org.pawn.refusal.Refusal;
import org.pawn.xml.MarkupReader;

/** Reads a node selector and the prefixes of its query (RFC 4825 sections 6.3 and 6.4), percent-escapes undone. */
final class NodeSelectorParser {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_STEPS = 32;

    private final String text;
    private final String defaultNamespace;
    private final Map<String, String> prefixes;
    private int at;

    private NodeSelectorParser(String text, String defaultNamespace, Map<String, String> prefixes) {
        this.text = text;
        this.defaultNamespace = defaultNamespace;
        this.prefixes = prefixes;
    }

    /**
     * @param query {@code xmlns(p=uri)}, any number of times; may be empty
     * @throws Refusal.Invalid if it is no selector, or uses a prefix that the query does not bind
     */
    static NodeSelector parse(String text, String defaultNamespace, String query) {
        if (text.length() > MAX_LENGTH || query.length() > MAX_LENGTH) {
            throw broken();
        }
        return new NodeSelectorParser(text, defaultNamespace, prefixes(query)).read();
    }

    private NodeSelector read() {
        List<NodeSelector.Step> steps = new ArrayList<>();
        NodeSelector.Target target = new NodeSelector.Target.Element();
        boolean ended = false;
        do {
            if (ended || steps.size() >= MAX_STEPS) {
                throw broken();
            }
            if (take("@")) {
                target = attribute();
                ended = true;
            } else if (text.startsWith("namespace::*", at)) {
                at += "namespace::*".length();
                target = new NodeSelector.Target.Namespaces();
                ended = true;
            } else {
                steps.add(step());
            }
        } while (take("/"));
        if (at < text.length() || steps.isEmpty()) {
            throw broken();
        }
        return new NodeSelector(steps, target);
    }

    private NodeSelector.Target attribute() {
        String[] name = qualified(name());
        return new NodeSelector.Target.Attribute(name[0].isEmpty() ? "" : bound(name[0]), name[0], name[1]);
    }

    private NodeSelector.Step step() {
        int start = at;
        Optional<String> namespace = Optional.empty();
        Optional<String> local = Optional.empty();
        if (!take("*")) {
            String[] name = qualified(name());
            namespace = Optional.of(name[0].isEmpty() ? defaultNamespace : bound(name[0]));
            local = Optional.of(name[1]);
        }
        OptionalInt position = OptionalInt.empty();
        Optional<NodeSelector.Predicate> predicate = Optional.empty();
        if (at + 1 < text.length() && text.charAt(at) == '[' && Character.isDigit(text.charAt(at + 1))) {
            position = OptionalInt.of(position());
        }
        if (take("[@")) {
            predicate = Optional.of(predicate());
        }
        return new NodeSelector.Step(text.substring(start, at), namespace, local, position, predicate);
    }

    private int position() {
        int end = text.indexOf(']', at);
        String digits = end < 0 ? "" : text.substring(at + 1, end);
        if (!digits.matches("[1-9][0-9]{0,5}")) {
            throw broken();
        }
        at = end + 1;
        return Integer.parseInt(digits);
    }

    private NodeSelector.Predicate predicate() {
        String[] name = qualified(name());
        if (!take("=") || at >= text.length()) {
            throw broken();
        }
        char quote = text.charAt(at);
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw broken();
        }
        String written = text.substring(at + 1, end);
        at = end + 1;
        if (!take("]")) {
            throw broken();
        }
        return new NodeSelector.Predicate(name[0].isEmpty() ? "" : bound(name[0]), name[1], value(written));
    }

    private static String value(String written) {
        try {
            return MarkupReader.attributeValue(written);
        } catch (XMLStreamException noValue) {
            throw broken();
        }
    }

    private String name() {
        int start = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw broken();
        }
        return text.substring(start, at);
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
    }

    private static String[] qualified(String name) {
        int colon = name.indexOf(':');
        String local = name.substring(colon + 1);
        if (colon == 0 || local.isEmpty() || local.indexOf(':') >= 0) {
            throw broken();
        }
        return new String[] {colon < 0 ? "" : name.substring(0, colon), local};
    }

    private String bound(String prefix) {
        String namespace = prefixes.get(prefix);
        if (namespace == null) {
            throw new Refusal.Invalid("query", "The query binds no such prefix by xmlns().");
        }
        return namespace;
    }

    private boolean take(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    /** What a query binds, by prefix. */
    static Map<String, String> prefixes(String query) {
        Map<String, String> prefixes = new HashMap<>();
        int at = 0;
        while (at < query.length()) {
            int equals = query.indexOf('=', at);
            int end = query.indexOf(')', at);
            if (!query.startsWith("xmlns(", at) || equals < 0 || end < equals || prefixes.size() > MAX_STEPS) {
                throw new Refusal.Invalid("query", "A query binds prefixes: xmlns(p=urn:example).");
            }
            prefixes.put(query.substring(at + "xmlns(".length(), equals).strip(), query.substring(equals + 1, end));
            at = end + 1;
        }
        return prefixes;
    }

    private static Refusal broken() {
        return new Refusal.Invalid("path", "What follows ~~ is no node selector.");
    }
}
