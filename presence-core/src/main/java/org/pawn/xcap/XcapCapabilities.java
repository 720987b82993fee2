package org.pawn.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.pawn.xml.MarkupElement;

/** {@code xcap-caps}: which kinds of documents and which namespaces are served (RFC 4825 section 12). */
public final class XcapCapabilities {
    public static final String AUID = "xcap-caps";
    public static final String CONTENT_TYPE = "application/xcap-caps+xml";
    public static final String NAMESPACE = Namespaces.XCAP_CAPS;

    private XcapCapabilities() {}

    public static XcapDocument document(List<ApplicationUsage> usages) {
        TreeSet<String> auids = new TreeSet<>(List.of(AUID));
        TreeSet<String> namespaces = new TreeSet<>(List.of(NAMESPACE));
        for (ApplicationUsage usage : usages) {
            usage.names().forEach(name -> auids.add(name.auid()));
            namespaces.addAll(usage.namespaces());
        }
        return XcapDocument.of(MarkupElement.of(NAMESPACE, "xcap-caps")
                .with(new MarkupElement.Binding("", NAMESPACE))
                .withChildren(List.of(
                        holder("auids", "auid", auids),
                        MarkupElement.of(NAMESPACE, "extensions"),
                        holder("namespaces", "namespace", namespaces))));
    }

    private static MarkupElement holder(String name, String each, Iterable<String> texts) {
        List<MarkupElement> elements = new ArrayList<>();
        texts.forEach(text -> elements.add(MarkupElement.of(NAMESPACE, each).withText(text)));
        return MarkupElement.of(NAMESPACE, name).withChildren(elements);
    }
}
