package org.pawn.pidf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.xml.XmlElement;
import org.pawn.xml.XmlNode;
import org.pawn.xml.XmlOut;

/**
 * Presence in parts (RFC 5262): whole documents with a version, and what changed from one to the next. Tuples, persons
 * and devices are replaced, removed and added whole. Pure.
 */
public final class PidfDiff {
    /** The media type of the body (RFC 5262 section 5). */
    public static final String CONTENT_TYPE = "application/pidf-diff+xml";

    /** The namespace of the roots and of the changes. */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:pidf-diff";

    private PidfDiff() {}

    /** The whole document, {@code pidf-full}. */
    public static byte[] full(XmlElement presence, long version) {
        XmlOut out = new XmlOut();
        Map<String, String> declared = open(out, "pidf-full", presence, version);
        for (XmlNode child : presence.children()) {
            if (child instanceof XmlElement element) {
                element.write(out, declared);
                out.raw("\n");
            }
        }
        return out.raw("</p:pidf-full>\n").bytes();
    }

    /**
     * What makes {@code after} out of {@code before}, {@code pidf-diff}; empty where only the whole document can say it.
     */
    public static Optional<byte[]> changes(XmlElement before, XmlElement after, long version) {
        Optional<Map<String, XmlElement>> was = parts(before);
        Optional<Map<String, XmlElement>> is = parts(after);
        if (was.isEmpty() || is.isEmpty() || !before.attributes().equals(after.attributes())) {
            return Optional.empty();
        }
        XmlOut out = new XmlOut();
        Map<String, String> declared = open(out, "pidf-diff", after, version);
        was.get().forEach((selector, part) -> {
            XmlElement now = is.get().get(selector);
            if (now == null) {
                out.raw("<p:remove").attribute("sel", selector).raw("/>\n");
            } else if (!now.equals(part)) {
                out.raw("<p:replace").attribute("sel", selector).raw(">");
                now.write(out, declared);
                out.raw("</p:replace>\n");
            }
        });
        is.get().forEach((selector, part) -> {
            if (!was.get().containsKey(selector)) {
                out.raw("<p:add").attribute("sel", "*");
                if (part.is(Namespaces.PIDF, "tuple")) {
                    out.attribute("pos", "prepend"); // tuples come before all else
                }
                out.raw(">");
                part.write(out, declared);
                out.raw("</p:add>\n");
            }
        });
        return Optional.of(out.raw("</p:pidf-diff>\n").bytes());
    }

    /** The parts by selector; empty where something has no name of its own. */
    private static Optional<Map<String, XmlElement>> parts(XmlElement presence) {
        Map<String, XmlElement> parts = new LinkedHashMap<>();
        for (XmlElement part : presence.elements().toList()) {
            boolean isTuple = part.is(Namespaces.PIDF, "tuple");
            boolean isOfModel = part.namespace().equals(Namespaces.DATA_MODEL);
            String id = part.attribute("", "id").orElse("");
            String selector = "*/" + (isOfModel ? "dm:" : "") + part.name() + "[@id='" + id + "']";
            boolean isNamed = (isTuple || isOfModel) && !id.isEmpty() && id.indexOf('\'') < 0;
            if (!isNamed || parts.put(selector, part) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    private static Map<String, String> open(XmlOut out, String root, XmlElement presence, long version) {
        Map<String, String> declared = new HashMap<>(Map.of(
                "xml",
                "http://www.w3.org/XML/1998/namespace",
                "",
                Namespaces.PIDF,
                "p",
                NAMESPACE,
                "dm",
                Namespaces.DATA_MODEL,
                "rpid",
                Namespaces.RPID));
        out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<p:" + root)
                .attribute("xmlns", Namespaces.PIDF)
                .attribute("xmlns:p", NAMESPACE)
                .attribute("xmlns:dm", Namespaces.DATA_MODEL)
                .attribute("xmlns:rpid", Namespaces.RPID)
                .attribute("entity", presence.attribute("", "entity").orElse(""))
                .attribute("version", Long.toString(version))
                .raw(">\n");
        return declared;
    }

    /** The presence document that a {@code pidf-full} holds. */
    public static XmlElement presence(XmlElement full) {
        List<XmlElement.Attribute> attributes = new ArrayList<>(full.attributes());
        attributes.removeIf(
                one -> one.name().equals("version") && one.namespace().isEmpty());
        return new XmlElement("", Namespaces.PIDF, "presence", attributes, full.children());
    }
}
