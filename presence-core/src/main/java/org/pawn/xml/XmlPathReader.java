package org.pawn.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.pawn.xml.XmlPath.Condition;
import org.pawn.xml.XmlPath.Name;
import org.pawn.xml.XmlPath.Predicate;
import org.pawn.xml.XmlPath.Step;

/** Reads paths; what is beyond them is refused, never guessed. One instance a path. */
public final class XmlPathReader {
    private static final int MAX_LENGTH = 1024;
    private static final String TEXT = "text()";
    private static final int MAX_STEPS = 16;
    private static final int MAX_DEEP = 2; // each looks through the whole document

    private final String text;
    private final Function<String, Optional<String>> namespaces;
    private final boolean bareIsAny;
    private int at;

    private XmlPathReader(String text, Function<String, Optional<String>> namespaces, boolean bareIsAny) {
        this.text = text;
        this.namespaces = namespaces;
        this.bareIsAny = bareIsAny;
    }

    /**
     * @param namespaces what prefixes stand for, the empty one for names without; where that is nothing, such a name is of
     *     any namespace
     * @throws IllegalArgumentException if it is no path, or one that is not served here
     */
    public static XmlPath read(String path, Function<String, Optional<String>> namespaces) {
        if (path.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a path is too long");
        }
        XmlPathReader reader =
                new XmlPathReader(path.strip(), namespaces, namespaces.apply("").isEmpty());
        XmlPath read = reader.path();
        reader.end();
        return read;
    }

    private XmlPath path() {
        List<Step> steps = new ArrayList<>();
        boolean deep = false;
        if (text.startsWith("//", at)) {
            at += 2;
            deep = true;
        } else if (text.startsWith("/", at)) {
            at++;
        } else if (text.startsWith(".//", at)) {
            at += 3;
            deep = true;
        }
        while (true) {
            if (takes("@")) {
                at++;
                return new XmlPath(steps, Optional.of(name(false)), false);
            }
            if (!deep && !steps.isEmpty() && takes(TEXT)) {
                at += TEXT.length();
                return new XmlPath(steps, Optional.empty(), true);
            }
            steps.add(new Step(deep, name(true), predicates()));
            if (steps.size() > MAX_STEPS || steps.stream().filter(Step::deep).count() > MAX_DEEP) {
                throw new IllegalArgumentException("a path has too many steps");
            }
            if (text.startsWith("//", at)) {
                at += 2;
                deep = true;
            } else if (takes("/")) {
                at++;
                deep = false;
            } else {
                return new XmlPath(steps, Optional.empty(), false);
            }
        }
    }

    private List<Predicate> predicates() {
        List<Predicate> predicates = new ArrayList<>();
        while (takes("[")) {
            at++;
            List<List<Condition>> any = new ArrayList<>();
            do {
                List<Condition> all = new ArrayList<>();
                do {
                    all.add(condition());
                } while (word("and"));
                any.add(List.copyOf(all));
            } while (word("or"));
            blanks();
            expect("]");
            predicates.add(new Predicate(List.copyOf(any)));
            if (predicates.size() > MAX_STEPS || any.size() > MAX_STEPS) {
                throw new IllegalArgumentException("a path has too many predicates");
            }
        }
        return predicates;
    }

    private Condition condition() {
        blanks();
        if (at < text.length() && Character.isDigit(text.charAt(at))) {
            int start = at;
            while (at < text.length() && Character.isDigit(text.charAt(at)) && at - start < 6) {
                at++;
            }
            return new XmlPath.Place(Integer.parseInt(text.substring(start, at)));
        }
        boolean itself = takes(".") && !takes("./");
        boolean function = takes(TEXT);
        if (itself || function) {
            at += itself ? 1 : TEXT.length();
            boolean differs = comparison().orElseThrow(() -> new IllegalArgumentException("nothing to compare with"));
            return new XmlPath.Itself(literal(), differs);
        }
        XmlPath path = path();
        Optional<Boolean> differs = comparison();
        return differs.isEmpty()
                ? new XmlPath.Inside(path, Optional.empty(), false)
                : new XmlPath.Inside(path, Optional.of(literal()), differs.get());
    }

    /** Empty where there is none; whether the two have to differ. */
    private Optional<Boolean> comparison() {
        blanks();
        if (text.startsWith("!=", at)) {
            at += 2;
            return Optional.of(true);
        }
        if (takes("=")) {
            at++;
            return Optional.of(false);
        }
        return Optional.empty();
    }

    private String literal() {
        blanks();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw new IllegalArgumentException("a value stands in quotes");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private Name name(boolean ofElement) {
        if (takes("*")) {
            at++;
            return new Name(Name.ANY, Name.ANY);
        }
        String first = word();
        if (takes(":") && !text.startsWith("::", at)) {
            at++;
            String namespace = namespaces
                    .apply(first)
                    .orElseThrow(() -> new IllegalArgumentException("a prefix stands for nothing"));
            if (takes("*")) {
                at++;
                return new Name(namespace, Name.ANY);
            }
            return new Name(namespace, word());
        }
        if (!ofElement) {
            return new Name("", first);
        }
        return new Name(bareIsAny ? Name.ANY : namespaces.apply("").orElse(""), first);
    }

    private String word() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at), at > start)) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("a name is missing");
        }
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c, boolean later) {
        return Character.isLetter(c) || c == '_' || later && (Character.isDigit(c) || c == '-' || c == '.');
    }

    /** A word between conditions. */
    private boolean word(String word) {
        blanks();
        boolean is = text.toLowerCase(Locale.ROOT).startsWith(word + " ", at);
        at += is ? word.length() + 1 : 0;
        return is;
    }

    private boolean takes(String what) {
        return text.startsWith(what, at);
    }

    private void expect(String what) {
        if (!takes(what)) {
            throw new IllegalArgumentException("a path goes on in a way that is not served");
        }
        at += what.length();
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void end() {
        if (at < text.length()) {
            throw new IllegalArgumentException("a path goes on in a way that is not served");
        }
    }
}
