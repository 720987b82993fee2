package org.pawn.vocabulary;

import java.util.List;
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
                + "when this page and the tables differ. Only RPID is spoken today; the other columns are data for later.\n"
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
