package org.pawn.xcap;

import static org.pawn.xcap.Namespaces.PAWN;
import static org.pawn.xcap.Namespaces.PRES_RULES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.xml.MarkupElement;

/**
 * Between our levels and the single permissions of RFC 5025 section 3.3, both ways. Permissions give the highest level that
 * shows nothing beyond them; a document of ours also says the level itself.
 */
final class PresRulesLevel {
    private static final List<String> ALL = List.of("persons", "services", "devices");

    private PresRulesLevel() {}

    static Level of(Optional<MarkupElement> transformations) {
        if (transformations.isEmpty()) {
            return Level.EXTERNAL;
        }
        MarkupElement given = transformations.get();
        Optional<Level> said = given.first(PAWN, "level")
                .flatMap(element -> Level.ofLabel(element.text()))
                .filter(level -> level != Level.SELF && level != Level.BLOCKED);
        return said.orElseGet(() -> permitted(given));
    }

    private static Level permitted(MarkupElement given) {
        boolean everything = given.first(PRES_RULES, "provide-all-attributes").isPresent();
        boolean persons = providesAll(given, "persons");
        boolean company =
                persons && (everything || isTrue(given, "note", "activities", "time-offset") && input(given, 1));
        boolean team = company
                && providesAll(given, "devices")
                && (everything || isTrue(given, "place-type") && input(given, 2));
        boolean personal =
                team && providesAll(given, "services") && (everything || isTrue(given, "unknown-attributes"));
        if (personal) {
            return Level.PERSONAL;
        } else if (team) {
            return Level.TEAM;
        }
        return company ? Level.COMPANY : Level.EXTERNAL;
    }

    private static boolean providesAll(MarkupElement given, String kind) {
        return given.first(PRES_RULES, "provide-" + kind)
                .flatMap(provided -> provided.first(PRES_RULES, "all-" + kind))
                .isPresent();
    }

    private static boolean isTrue(MarkupElement given, String... attributes) {
        for (String attribute : attributes) {
            boolean provided = given.first(PRES_RULES, "provide-" + attribute)
                    .map(MarkupElement::text)
                    .filter(text -> text.equals("true") || text.equals("1"))
                    .isPresent();
            if (!provided) {
                return false;
            }
        }
        return true;
    }

    /** How much of the last input may be told: 1 whether the person is idle, 2 since when. */
    private static boolean input(MarkupElement given, int least) {
        List<String> words = List.of("false", "bare", "thresholds", "full");
        return given.first(PRES_RULES, "provide-user-input")
                .filter(provided -> words.indexOf(provided.text()) >= least)
                .isPresent();
    }

    /** The permissions of a level, and the level. */
    static List<MarkupElement> permissions(Level level) {
        List<MarkupElement> all = new ArrayList<>();
        boolean team = level.atLeast(Level.TEAM);
        boolean personal = level.atLeast(Level.PERSONAL);
        for (String kind : ALL) {
            boolean provided = kind.equals("services") || kind.equals("persons") || team;
            if (provided) {
                all.add(element("provide-" + kind).with(element("all-" + kind)));
            }
        }
        if (personal) {
            all.add(element("provide-all-attributes"));
        } else if (level.atLeast(Level.COMPANY)) {
            all.add(element("provide-activities").withText("true"));
            all.add(element("provide-note").withText("true"));
            all.add(element("provide-time-offset").withText("true"));
            all.add(element("provide-user-input").withText(team ? "thresholds" : "bare"));
            if (team) {
                all.add(element("provide-place-type").withText("true"));
            }
        }
        all.add(new MarkupElement(PAWN, "pawn", "level", List.of(), List.of(), List.of()).withText(level.label()));
        return all;
    }

    private static MarkupElement element(String name) {
        return new MarkupElement(PRES_RULES, "pr", name, List.of(), List.of(), List.of());
    }
}
