package org.pawn.pidf;

import java.util.List;
import java.util.Optional;
import org.pawn.vocabulary.Capability;
import org.pawn.vocabulary.Vocabulary;
import org.pawn.xml.XmlOut;

/** Writes timed status (RFC 4481), CIPID (RFC 4482) and capabilities (RFC 5196). */
final class ExtensionWriter {
    private final XmlOut out;

    ExtensionWriter(XmlOut out) {
        this.out = out;
    }

    /**
     * RPID stands there without a prefix: some phones look for {@code <rpid:busy/>} anywhere in the text, and would show
     * what is to come as what is.
     */
    void timed(TimedStatus timed) {
        out.raw("<ts:timed-status").attribute("from", timed.from().toString());
        timed.until().ifPresent(until -> out.attribute("until", until.toString()));
        out.raw(">");
        timed.open().ifPresent(open -> out.element("ts:basic", open ? "open" : "closed"));
        if (!timed.activities().isEmpty()) {
            out.raw("<activities").attribute("xmlns", Namespaces.RPID).raw(">");
            for (RpidActivity activity : timed.activities()) {
                if (activity.text().isEmpty()) {
                    out.raw("<").raw(activity.name()).raw("/>");
                } else {
                    out.element(activity.name(), activity.text());
                }
            }
            out.raw("</activities>");
        }
        out.raw("</ts:timed-status>");
    }

    void card(ContactCard card) {
        part("card", card.card());
        part("display-name", card.displayName());
        part("homepage", card.homepage());
        part("icon", card.icon());
        part("map", card.map());
        part("sound", card.sound());
    }

    void capabilities(ServiceCapabilities capabilities) {
        out.raw("<caps:servcaps>");
        for (Capability known : Vocabulary.capabilities()) {
            capabilities.flags().stream()
                    .filter(flag -> flag.name().equals(known.caps()))
                    .forEach(flag -> out.element("caps:" + flag.name(), Boolean.toString(flag.can())));
            capabilities.sets().stream()
                    .filter(set -> set.name().equals(known.caps()))
                    .forEach(this::set);
        }
        out.raw("</caps:servcaps>");
    }

    private void part(String name, Optional<String> text) {
        text.ifPresent(said -> out.element("c:" + name, said));
    }

    private void set(ServiceCapabilities.Listed set) {
        out.raw("<caps:").raw(set.name()).raw(">");
        words(set, "supported", set.supported());
        words(set, "notsupported", set.notSupported());
        out.raw("</caps:").raw(set.name()).raw(">");
    }

    private void words(ServiceCapabilities.Listed set, String which, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        out.raw("<caps:").raw(which).raw(">");
        for (String word : words) {
            if (ServiceCapabilities.isSpelledOut(set.name())) {
                out.element(set.name().equals("schemes") ? "caps:s" : "caps:l", word);
            } else {
                out.raw("<caps:").raw(word).raw("/>");
            }
        }
        out.raw("</caps:").raw(which).raw(">");
    }
}
