package org.pawn.vocabulary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;

/**
 * The one place that knows how PIDF's extensions, XMPP, LCS, Graph and NameCtrl say presence. What PIDF needs is spoken
 * from here; the others wait for their protocols. The tables are the CSV files beside this class; {@code docs/vocabulary.md} is written from
 * them. Immutable.
 */
public final class Vocabulary {
    private static final List<Outgoing> OUT =
            CsvTable.rows("out.csv").stream().map(Outgoing::of).toList();
    private static final List<LcsRange> LCS =
            CsvTable.rows("lcs-in.csv").stream().map(LcsRange::of).toList();
    private static final List<RpidMeaning> RPID_ELEMENTS =
            CsvTable.rows("rpid-elements.csv").stream().map(RpidMeaning::of).toList();
    private static final List<Capability> CAPABILITIES =
            CsvTable.rows("capabilities.csv").stream().map(Capability::of).toList();
    private static final List<Foretold> FORETOLD =
            CsvTable.rows("schedule-out.csv").stream().map(Foretold::of).toList();
    private static final List<CardElement> CARD =
            CsvTable.rows("cipid.csv").stream().map(CardElement::of).toList();
    private static final Map<String, Meaning> RPID = meanings("rpid-in.csv", "rpid");
    private static final Map<String, Meaning> XMPP = meanings("xmpp-in.csv", "show");

    private Vocabulary() {}

    /** Every state that the table "Out" names, in its order. */
    public static List<Outgoing> out() {
        return OUT;
    }

    /** Every RPID activity by its element's name (RFC 4480 section 3.2), in alphabetical order. */
    public static Map<String, Meaning> rpid() {
        return RPID;
    }

    /** RPID's other elements, in the order in which they are written. */
    public static List<RpidMeaning> rpidElements() {
        return RPID_ELEMENTS;
    }

    /** What services can do, in the order in which it is written. */
    public static List<Capability> capabilities() {
        return CAPABILITIES;
    }

    /** Every state of a schedule that is said ahead. */
    public static List<Foretold> foretold() {
        return FORETOLD;
    }

    /** The elements of CIPID, in the order in which they are written. */
    public static List<CardElement> card() {
        return CARD;
    }

    /** By show; empty is a presence without one, {@code unavailable} the presence type. */
    public static Map<String, Meaning> xmpp() {
        return XMPP;
    }

    public static List<LcsRange> lcs() {
        return LCS;
    }

    /** How a state is said that has at most one activity; empty for {@code CUSTOM} and pairs that have no row. */
    public static Optional<Outgoing> out(Availability availability, boolean idle, Optional<Activity.Kind> activity) {
        return OUT.stream()
                .filter(row -> row.availability() == availability
                        && row.idle() == idle
                        && row.activity().equals(activity))
                .findFirst();
    }

    /** The row that gives an activity its word; empty for {@code CUSTOM}, which is said in its own. */
    public static Optional<Outgoing> out(Activity.Kind activity) {
        return OUT.stream()
                .filter(row -> row.activity().equals(Optional.of(activity)))
                .findFirst();
    }

    /** What a pair of LCS numbers means; empty for an activity below 100 of somebody who is not offline. */
    public static Optional<Meaning> fromLcs(int availability, int activity) {
        return LCS.stream()
                .filter(range -> range.holds("availability", availability))
                .findFirst()
                .or(() -> LCS.stream()
                        .filter(range -> range.holds("activity", activity))
                        .findFirst())
                .map(LcsRange::meaning);
    }

    /** The first state that we would say with that pair; several of ours share some pairs. */
    public static Optional<Outgoing> fromGraph(String availability, String activity) {
        return OUT.stream()
                .filter(row -> row.graphAvailability().equals(availability)
                        && row.graphActivity().equals(activity))
                .min((one, other) -> Boolean.compare(
                        one.activity().isPresent(), other.activity().isPresent()));
    }

    private static Map<String, Meaning> meanings(String file, String key) {
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        for (Map<String, String> row : CsvTable.rows(file)) {
            meanings.put(CsvTable.cell(row, key), Meaning.of(row));
        }
        return Collections.unmodifiableMap(meanings);
    }
}
