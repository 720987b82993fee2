package org.pawn.resourcelist;

import org.pawn.xml.XmlOut;

/** Writes resource list meta-information (RFC 4662 section 5). Pure. */
public final class RlmiWriter {
    /** The media type of the part. */
    public static final String CONTENT_TYPE = "application/rlmi+xml";

    private RlmiWriter() {}

    public static byte[] write(ListNotice notice) {
        XmlOut out = new XmlOut()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<list")
                .attribute("xmlns", "urn:ietf:params:xml:ns:rlmi")
                .attribute("uri", notice.uri())
                .attribute("version", Long.toString(notice.version()))
                .attribute("fullState", Boolean.toString(notice.full()))
                .raw(">\n");
        notice.name().ifPresent(name -> out.element("name", name).raw("\n"));
        notice.resources().forEach(resource -> resource(out, resource));
        return out.raw("</list>\n").bytes();
    }

    private static void resource(XmlOut out, ListNotice.Resource resource) {
        out.raw("<resource").attribute("uri", resource.uri()).raw(">");
        resource.name().ifPresent(name -> out.element("name", name));
        resource.instance().ifPresent(instance -> {
            out.raw("<instance")
                    .attribute("id", instance.id())
                    .attribute("state", instance.state().label());
            instance.reason().ifPresent(reason -> out.attribute("reason", reason));
            instance.cid().ifPresent(cid -> out.attribute("cid", cid));
            out.raw("/>");
        });
        out.raw("</resource>\n");
    }
}
