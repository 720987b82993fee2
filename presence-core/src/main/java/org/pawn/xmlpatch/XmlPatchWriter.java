package org.pawn.xmlpatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupNode;
import org.pawn.xml.MarkupWriter;
import org.pawn.xml.XmlOut;

/**
 * Finds what makes one document another (RFC 5261 section 4.2): nodes that came, elements that went, or else another in
 * place of the smallest element that holds all that changed. Pure.
 */
public final class XmlPatchWriter {
    private static final String ROOT = "*";
    private static final int MAX_REMOVED = 16;

    private final Map<String, String> scope;

    private XmlPatchWriter(Map<String, String> scope) {
        this.scope = scope;
    }

    /**
     * The changes as XML; empty where nothing less than the whole document says them.
     *
     * @param namespace of the elements add, replace and remove; the default where they stand
     */
    public static Optional<String> changes(MarkupElement before, MarkupElement after, String namespace) {
        return new XmlPatchWriter(Map.of("", namespace)).within(before, after, ROOT);
    }

    private Optional<String> within(MarkupElement before, MarkupElement after, String selector) {
        List<MarkupNode> was = before.children();
        List<MarkupNode> is = after.children();
        if (!before.withChildren(List.of()).equals(after.withChildren(List.of()))) {
            return replace(after, selector);
        }
        int shorter = Math.min(was.size(), is.size());
        int start = 0;
        while (start < shorter && was.get(start).equals(is.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && was.get(was.size() - 1 - end).equals(is.get(is.size() - 1 - end))) {
            end++;
        }
        List<MarkupNode> gone = was.subList(start, was.size() - end);
        List<MarkupNode> come = is.subList(start, is.size() - end);
        int place = elements(was.subList(0, start)) + 1;
        String child = selector + "/*[" + place + "]";
        if (gone.size() == 1
                && come.size() == 1
                && gone.get(0) instanceof MarkupElement old
                && come.get(0) instanceof MarkupElement next) {
            return within(old, next, child);
        } else if (gone.isEmpty() && elements(come) > 0) {
            return add(was, start, come, selector, place).or(() -> replace(after, selector));
        } else if (come.isEmpty() && elements(gone) == gone.size() && gone.size() <= MAX_REMOVED) {
            String one = new XmlOut()
                    .raw("<remove")
                    .attribute("sel", child)
                    .raw("/>")
                    .string();
            return Optional.of(one.repeat(gone.size())); // the next has the place of the one before
        }
        return replace(after, selector);
    }

    /** Beside an element, or at an end of what holds it; empty where it is neither. */
    private Optional<String> add(List<MarkupNode> was, int start, List<MarkupNode> come, String selector, int place) {
        if (start == was.size()) {
            return Optional.of(add(selector, "", come));
        } else if (start == 0) {
            return Optional.of(add(selector, "prepend", come));
        } else if (was.get(start - 1) instanceof MarkupElement) {
            return Optional.of(add(selector + "/*[" + (place - 1) + "]", "after", come));
        } else if (was.get(start) instanceof MarkupElement) {
            return Optional.of(add(selector + "/*[" + place + "]", "before", come));
        }
        return Optional.empty();
    }

    private String add(String selector, String position, List<MarkupNode> come) {
        XmlOut out = new XmlOut().raw("<add").attribute("sel", selector);
        if (!position.isEmpty()) {
            out.attribute("pos", position);
        }
        return out.raw(">").raw(MarkupWriter.content(come, scope)).raw("</add>").string();
    }

    private Optional<String> replace(MarkupElement after, String selector) {
        return Optional.of(new XmlOut()
                        .raw("<replace")
                        .attribute("sel", selector)
                        .raw(">")
                        .raw(MarkupWriter.element(after, scope))
                        .raw("</replace>")
                        .string())
                .filter(written -> !selector.equals(ROOT));
    }

    private static int elements(List<MarkupNode> nodes) {
        return (int) nodes.stream().filter(MarkupElement.class::isInstance).count();
    }
}
