package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The suite's table in {@code docs/rfc}: written from its cases, and every section that it names has its row in prose. */
final class ConformanceTableTest {
    private static final Path DOCS = Path.of("../docs/rfc");

    @Test
    void thereAreAtLeast150CasesAndMostAreMetOverEveryTransport() {
        List<Case> cases = Case.all();

        assertThat(cases.stream().map(Case::name).distinct()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(cases.stream().mapToInt(one -> one.transports().size()).sum())
                .isGreaterThanOrEqualTo(500);
    }

    @Test
    void theTableIsThatOfTheCases() throws IOException {
        String table = table(Case.all());
        Path file = DOCS.resolve("conformance.md");

        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(file, table);
        }

        assertThat(file)
                .as("write it anew: run this test with -Dconformance.write=true")
                .content()
                .isEqualTo(table);
    }

    @Test
    void everySectionThatACaseNamesIsSpokenOfInTheRfcsOwnPage() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Case one : Case.all()) {
            Path page = DOCS.resolve("rfc" + one.rfc() + ".md");
            String text = Files.exists(page) ? Files.readString(page) : "";
            if (!speaksOf(text, one.section())) {
                missing.add("rfc" + one.rfc() + ".md: " + one.section() + " (" + one.name() + ")");
            }
        }

        assertThat(missing).isEmpty();
    }

    /** Of the section, one within it or one around it. */
    private static boolean speaksOf(String page, String section) {
        String numbers = section.replace(".", "\\.");
        String around = section.contains(".") ? section.substring(0, section.indexOf('.')) : section;
        return page.lines()
                .filter(line -> line.startsWith("|"))
                .anyMatch(line -> line.matches("\\|[^|]*\\b(" + numbers + "|" + around + ")(\\.[0-9]+)*\\b[^|]*\\|.*"));
    }

    private static String table(List<Case> cases) {
        Map<Integer, List<Case>> byRfc =
                cases.stream().collect(Collectors.groupingBy(Case::rfc, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder("# The conformance suite\n\n"
                + "What each RFC asks of a server, asked over sockets by `org.pawn.server.conformance`, which knows no"
                + " code of the SIP\n"
                + "edge. Written from the cases by `ConformanceTableTest`; where we deviate, the RFC's own page says so"
                + " and why.\n\n"
                + cases.size() + " cases, met "
                + cases.stream().mapToInt(one -> one.transports().size()).sum() + " times over their transports.\n");
        byRfc.forEach((rfc, own) -> {
            text.append("\n## [RFC ")
                    .append(rfc)
                    .append("](rfc")
                    .append(rfc)
                    .append(".md)\n\n| section | case | over |\n|---|---|---|\n");
            own.stream()
                    .sorted(Comparator.comparing(Case::order).thenComparing(Case::name))
                    .forEach(one -> text.append("| ")
                            .append(one.section())
                            .append(" | `")
                            .append(one.name())
                            .append("` | ")
                            .append(one.transports().stream().map(Over::name).collect(Collectors.joining(", ")))
                            .append(" |\n"));
        });
        return text.toString();
    }
}
