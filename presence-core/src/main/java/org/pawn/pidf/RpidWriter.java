package org.pawn.pidf;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pawn.xml.XmlOut;

/** Writes RPID's elements (RFC 4480), under the prefix {@code rpid}. */
final class RpidWriter {
    private final XmlOut out;

    RpidWriter(XmlOut out) {
        this.out = out;
    }

    void activities(Collection<RpidActivity> activities, Optional<Instant> from, Optional<Instant> until) {
        if (activities.isEmpty()) {
            return;
        }
        out.raw("<rpid:activities");
        range(from, until);
        out.raw(">");
        activities.forEach(activity -> word("rpid:" + activity.name(), activity.text()));
        out.raw("</rpid:activities>");
    }

    /** In the order of the RFC, those of one name as they were. */
    void elements(List<RpidElement> elements) {
        elements.stream()
                .sorted(Comparator.comparing(element -> RpidElement.NAMES.indexOf(element.name())))
                .forEach(this::element);
    }

    void idle(RpidIdle idle) {
        out.raw("<rpid:user-input");
        idle.lastInput().ifPresent(last -> out.attribute("last-input", last.toString()));
        out.raw(">").raw(idle.idle() ? "idle" : "active").raw("</rpid:user-input>");
    }

    private void element(RpidElement element) {
        String name = "rpid:" + element.name();
        boolean isPlaceType = element.name().equals("place-type"); // its words are of RFC 4589
        out.raw("<").raw(name);
        range(element.from(), element.until());
        element.description().ifPresent(said -> out.attribute("description", said));
        if (isPlaceType && element.words().stream().anyMatch(RpidWriter::isRegistered)) {
            out.attribute("xmlns:lt", Namespaces.LOCATION_TYPE);
        }
        out.raw(">").text(element.text());
        for (RpidElement.Word word : element.words()) {
            String prefix = isPlaceType && isRegistered(word) ? "lt:" : "rpid:";
            if (word.inside().isPresent()) {
                out.raw("<")
                        .raw(prefix)
                        .raw(word.name())
                        .raw("><rpid:")
                        .raw(word.inside().get());
                out.raw("/></").raw(prefix).raw(word.name()).raw(">");
            } else {
                word(prefix + word.name(), word.text());
            }
        }
        out.raw("</").raw(name).raw(">");
    }

    private static boolean isRegistered(RpidElement.Word word) {
        return !word.name().equals(RpidActivity.OTHER);
    }

    private void word(String name, String text) {
        if (text.isEmpty()) {
            out.raw("<").raw(name).raw("/>");
        } else {
            out.element(name, text);
        }
    }

    private void range(Optional<Instant> from, Optional<Instant> until) {
        from.ifPresent(instant -> out.attribute("from", instant.toString()));
        until.ifPresent(instant -> out.attribute("until", instant.toString()));
    }
}
