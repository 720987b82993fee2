package org.pawn.dialoginfo;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.pawn.xml.XmlOut;

/** Writes dialog state (RFC 4235 section 4.1), in the schema's order. Pure. */
public final class DialogInfoWriter {
    private DialogInfoWriter() {}

    public static byte[] write(DialogInfo document) {
        XmlOut out = new XmlOut()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dialog-info")
                .attribute("xmlns", "urn:ietf:params:xml:ns:dialog-info")
                .attribute("version", Long.toString(document.version()))
                .attribute("state", document.full() ? "full" : "partial")
                .attribute("entity", document.entity())
                .raw(">\n");
        document.dialogs().forEach(dialog -> dialog(out, dialog));
        return out.raw("</dialog-info>\n").bytes();
    }

    private static void dialog(XmlOut out, Dialog dialog) {
        out.raw("<dialog").attribute("id", dialog.id());
        dialog.callId().ifPresent(id -> out.attribute("call-id", id));
        dialog.localTag().ifPresent(tag -> out.attribute("local-tag", tag));
        dialog.remoteTag().ifPresent(tag -> out.attribute("remote-tag", tag));
        dialog.direction()
                .ifPresent(which -> out.attribute("direction", which.name().toLowerCase(Locale.ROOT)));
        out.raw("><state");
        dialog.event().ifPresent(event -> out.attribute("event", event));
        dialog.code().ifPresent(code -> out.attribute("code", Integer.toString(code)));
        out.raw(">").raw(dialog.state().name().toLowerCase(Locale.ROOT)).raw("</state>");
        dialog.duration().map(Duration::toSeconds).ifPresent(seconds -> out.element("duration", seconds.toString()));
        side(out, "local", dialog.local());
        side(out, "remote", dialog.remote());
        out.raw("</dialog>\n");
    }

    private static void side(XmlOut out, String name, Participant side) {
        if (side.equals(Participant.UNSAID)) {
            return;
        }
        out.raw("<").raw(name).raw(">");
        side.identity().ifPresent(uri -> {
            out.raw("<identity");
            side.display().ifPresent(display -> out.attribute("display", display));
            out.raw(">").text(uri).raw("</identity>");
        });
        side.target().ifPresent(uri -> {
            out.raw("<target").attribute("uri", uri).raw(">");
            side.parameters().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each -> out.raw("<param")
                            .attribute("pname", each.getKey())
                            .attribute("pval", each.getValue())
                            .raw("/>"));
            out.raw("</target>");
        });
        out.raw("</").raw(name).raw(">");
    }
}
