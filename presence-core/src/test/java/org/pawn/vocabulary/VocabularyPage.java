package org.pawn.vocabulary;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;

/** {@code docs/vocabulary.md} as the tables give it. */
final class VocabularyPage {
    static final String REWRITE =
            "mvn -o -pl presence-core -Dtest=VocabularyPageTest -Dpawn.rewriteVocabulary=true test";

    private VocabularyPage() {}

    static String text() {
        return "# The words of presence\n\n"
                + "Written from the tables in `org.pawn.vocabulary` by `" + REWRITE + "`; a test fails\n"
                + "when this page and the tables differ. Spoken today are RPID and PIDF's other extensions; the columns of XMPP, LCS,\n"
                + "Graph and NameCtrl are data for later.\n"
                + "How a person comes to have a state: [presence-model.md](presence-model.md).\n\n"
                + "## Out: how a state is said\n\n"
                + table(
                        List.of("ours", "RPID", "XMPP show", "LCS avail / act", "Graph", "NameCtrl"),
                        Vocabulary.out().stream().map(VocabularyPage::out))
                + "\nSeveral activities are said side by side. RPID has no do-not-disturb: it is said as `busy` and, where\n"
                + "there is no note, the note \"Do not disturb\".\n\n"
                + "## In: RPID\n\nWithout an availability, `basic` alone tells it.\n\n"
                + table(
                        List.of("RPID", "ours"),
                        Vocabulary.rpid().entrySet().stream()
                                .map(entry -> List.of(entry.getKey(), meaning(entry.getValue()))))
                + extensions()
                + "\n## In: LCS\n\nAn availability below 100 decides alone. An LCS client sends do-not-disturb as 600: its"
                + " Busy must never\ndowngrade a DoNotDisturb that was set elsewhere.\n\n"
                + table(
                        List.of("number", "from", "to", "ours"),
                        Vocabulary.lcs().stream()
                                .map(range -> List.of(
                                        range.number(),
                                        Integer.toString(range.from()),
                                        range.to() == Integer.MAX_VALUE ? "" : Integer.toString(range.to()),
                                        meaning(range.meaning()))))
                + "\n## In: XMPP\n\n"
                + table(
                        List.of("show", "ours"),
                        Vocabulary.xmpp().entrySet().stream()
                                .map(entry -> List.of(orNone(entry.getKey()), meaning(entry.getValue()))))
                + "\n## In: Graph\n\nThe table \"Out\" read backwards; where several states share a pair, the one without an"
                + " activity.\n";
    }

    private static String extensions() {
        return "\n## RPID's other elements\n\n\"Own\": a tuple that has the element counts as the person's own only with one of"
                + " these words; a tuple\nthat does not count says nothing of the person. Without an entry an element is read"
                + " and written, and says\nnothing to us.\n\n"
                + table(
                        List.of("RPID", "stands in", "own", "in", "out"),
                        Vocabulary.rpidElements().stream()
                                .map(row -> List.of(
                                        row.element(),
                                        String.join(", ", row.of()),
                                        String.join(", ", row.own()),
                                        row.in(),
                                        row.out())))
                + "\n## Capabilities (RFC 5196)\n\nIn: each name of ours for which a tuple of the person's own has the flag, or"
                + " the supported word. Out: the\nflag, to those who see what devices can do. Not said is not known.\n\n"
                + table(
                        List.of("servcaps", "form", "ours"),
                        Vocabulary.capabilities().stream()
                                .map(row -> List.of(
                                        row.caps(),
                                        row.form().name().toLowerCase(Locale.ROOT),
                                        row.capability().orElse(""))))
                + "\n## Timed status (RFC 4481)\n\nIn: holds from its beginning until its end, as the tuple's own status would."
                + " Out: how the schedule's next\nstate is said, to those who see the schedule.\n\n"
                + table(
                        List.of("schedule", "timed status"),
                        Vocabulary.foretold().stream().map(VocabularyPage::foretold))
                + "\n## Contact information (CIPID, RFC 4482)\n\nWhat a device says there is read, and shown to nobody: viewers"
                + " would look where the device wants. Out: from\nthe directory, at Company and above.\n\n"
                + table(
                        List.of("CIPID", "in", "out"),
                        Vocabulary.card().stream().map(row -> List.of(row.cipid(), row.in(), row.out())));
    }

    private static List<String> foretold(Foretold row) {
        Stream<String> words = row.rpid().stream().map(word -> word.replace('_', ' '));
        return List.of(
                row.state().label(),
                Stream.concat(Stream.of(row.open() ? "open" : "closed"), words).collect(Collectors.joining(", ")));
    }

    private static List<String> out(Outgoing row) {
        String ours = state(row.availability(), row.activity()) + (row.idle() ? ", idle" : "");
        String rpid = Stream.of(
                        row.rpid().stream().map(word -> word.replace('_', ' ')),
                        Stream.of(row.userInput())
                                .filter(input -> !input.isEmpty())
                                .map(input -> "user-input " + input),
                        Stream.of(row.basic().isEmpty() ? "no basic" : row.basic()))
                .flatMap(words -> words)
                .collect(Collectors.joining(", "));
        String graph = row.graphAvailability().equals(row.graphActivity())
                ? row.graphAvailability()
                : row.graphAvailability() + " / " + row.graphActivity();
        return List.of(
                ours,
                rpid,
                orNone(row.xmppShow()) + (row.xep0319() ? " + XEP-0319" : ""),
                row.lcsAvailability() + " / " + row.lcsActivity(),
                graph,
                Integer.toString(row.nameCtrl()));
    }

    private static String meaning(Meaning meaning) {
        String text = Stream.of(
                        meaning.availability().map(Availability::label).stream(),
                        meaning.activity().map(Activity.Kind::label).stream())
                .flatMap(words -> words)
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing" : text;
    }

    private static String state(Availability availability, Optional<Activity.Kind> activity) {
        return availability.label() + activity.map(kind -> ", " + kind.label()).orElse("");
    }

    private static String orNone(String show) {
        return show.isEmpty() ? "none" : show;
    }

    private static String table(List<String> head, Stream<List<String>> rows) {
        return line(head) + "|" + "---|".repeat(head.size()) + "\n"
                + rows.map(VocabularyPage::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
