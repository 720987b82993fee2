package org.pawn.xml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element with all that is in it; comments and processing instructions are left out.
 *
 * @param prefix as written, empty for none; two elements of one name are alike whatever their prefixes
 * @param namespace empty for none
 */
public record XmlElement(
        String prefix, String namespace, String name, List<Attribute> attributes, List<XmlNode> children)
        implements XmlNode {

    /** An attribute; declarations of namespaces are none. */
    public record Attribute(String prefix, String namespace, String name, String value) {
        boolean is(String otherNamespace, String otherName) {
            return namespace.equals(otherNamespace) && name.equals(otherName);
        }
    }

    /** Text between elements, as it is. */
    public record Text(String text) implements XmlNode {}

    public XmlElement {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /**
     * The document that a body of ours or somebody else's is.
     *
     * @throws org.pawn.refusal.Refusal.TooLarge if it is longer than {@code maxBytes}
     * @throws org.pawn.refusal.Refusal.Invalid if it is not well-formed or breaks a bound
     */
    public static XmlElement read(byte[] body, int maxBytes, String what) {
        return XmlBody.read(body, maxBytes, what, XmlCursor::element);
    }

    public boolean is(String otherNamespace, String otherName) {
        return namespace.equals(otherNamespace) && name.equals(otherName);
    }

    public XmlElement with(List<XmlNode> others) {
        return new XmlElement(prefix, namespace, name, attributes, others);
    }

    public XmlElement withAttributes(List<Attribute> others) {
        return new XmlElement(prefix, namespace, name, others, children);
    }

    public Stream<XmlElement> elements() {
        return children.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    public Optional<String> attribute(String otherNamespace, String otherName) {
        return attributes.stream()
                .filter(one -> one.is(otherNamespace, otherName))
                .map(Attribute::value)
                .findFirst();
    }

    /** All text in it, that of elements inside too, without blanks around it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        addText(text);
        return text.toString().strip();
    }

    private void addText(StringBuilder text) {
        for (XmlNode child : children) {
            if (child instanceof Text plain) {
                text.append(plain.text());
            } else if (child instanceof XmlElement element) {
                element.addText(text);
            }
        }
    }

    /** As a document of its own, prefixes as they are. */
    public byte[] bytes() {
        XmlOut out = new XmlOut().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out, Map.of("", "", "xml", "http://www.w3.org/XML/1998/namespace"));
        return out.raw("\n").bytes();
    }

    /** @param known the namespaces that are declared already, by prefix */
    public void write(XmlOut out, Map<String, String> known) {
        Map<String, String> declared = new HashMap<>(known);
        String tag = prefix.isEmpty() ? name : prefix + ":" + name;
        out.raw("<").raw(tag);
        declare(out, declared, prefix, namespace);
        for (Attribute one : attributes) {
            if (!one.namespace().isEmpty()) {
                declare(out, declared, one.prefix(), one.namespace());
            }
            out.attribute(one.prefix().isEmpty() ? one.name() : one.prefix() + ":" + one.name(), one.value());
        }
        if (children.isEmpty()) {
            out.raw("/>");
            return;
        }
        out.raw(">");
        for (XmlNode child : children) {
            if (child instanceof Text plain) {
                out.text(plain.text());
            } else if (child instanceof XmlElement element) {
                element.write(out, declared);
            }
        }
        out.raw("</").raw(tag).raw(">");
    }

    private static void declare(XmlOut out, Map<String, String> declared, String prefix, String namespace) {
        if (!namespace.equals(declared.get(prefix))) {
            declared.put(prefix, namespace);
            out.attribute(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, namespace);
        }
    }
}
