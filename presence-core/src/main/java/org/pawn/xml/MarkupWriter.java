package org.pawn.xml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes elements as they were read. A prefix that lost its declaration, as its element has moved, gets one again. */
public final class MarkupWriter {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private final XmlOut out = new XmlOut();

    private MarkupWriter() {}

    /** A document of that root, in UTF-8. */
    public static String document(MarkupElement root) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(root, Map.of());
    }

    /** One element where those prefixes are bound, which are not said again. */
    public static String element(MarkupElement element, Map<String, String> scope) {
        MarkupWriter text = new MarkupWriter();
        text.write(element, scope);
        return text.out.string();
    }

    /** What is in an element where those prefixes are bound. */
    public static String content(List<? extends MarkupNode> nodes, Map<String, String> scope) {
        MarkupWriter text = new MarkupWriter();
        nodes.forEach(node -> text.write(node, scope));
        return text.out.string();
    }

    /** An attribute's value as it stands between double quotes. */
    public static String attributeValue(String value) {
        return new XmlOut().attributeText(value).string();
    }

    private void write(MarkupElement element, Map<String, String> outer) {
        Map<String, String> scope = new HashMap<>(outer);
        String name = name(element.prefix(), element.name());
        out.raw("<").raw(name);
        for (MarkupElement.Binding binding : element.bindings()) {
            bind(binding.prefix(), binding.namespace(), scope);
        }
        require(element.prefix(), element.namespace(), scope);
        for (MarkupElement.Attribute attribute : element.attributes()) {
            if (!attribute.namespace().isEmpty() && !attribute.namespace().equals(XML)) {
                require(attribute.prefix(), attribute.namespace(), scope);
            }
        }
        for (MarkupElement.Attribute attribute : element.attributes()) {
            out.raw(" ").raw(name(attribute.prefix(), attribute.name())).raw("=\"");
            out.attributeText(attribute.value()).raw("\"");
        }
        if (element.children().isEmpty()) {
            out.raw("/>");
            return;
        }
        out.raw(">");
        element.children().forEach(child -> write(child, scope));
        out.raw("</").raw(name).raw(">");
    }

    private void write(MarkupNode node, Map<String, String> scope) {
        if (node instanceof MarkupElement element) {
            write(element, scope);
        } else if (node instanceof MarkupNode.Text text) {
            out.text(text.text());
        } else if (node instanceof MarkupNode.Comment comment) {
            out.raw("<!--").raw(comment.text()).raw("-->");
        } else if (node instanceof MarkupNode.Instruction instruction) {
            out.raw("<?")
                    .raw(instruction.target())
                    .raw(" ")
                    .raw(instruction.data())
                    .raw("?>");
        } else {
            throw new AssertionError(node);
        }
    }

    private void require(String prefix, String namespace, Map<String, String> scope) {
        if (!scope.getOrDefault(prefix, "").equals(namespace)) {
            bind(prefix, namespace, scope);
        }
    }

    private void bind(String prefix, String namespace, Map<String, String> scope) {
        out.attribute(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, namespace);
        scope.put(prefix, namespace);
    }

    private static String name(String prefix, String local) {
        return prefix.isEmpty() ? local : prefix + ":" + local;
    }
}
