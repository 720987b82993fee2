package org.pawn.presence;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Why somebody shows as they do, in German; the verb comes last, after the time. */
final class GermanExplanation implements ExplanationWords {
    @Override
    public DateTimeFormatter today() {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.GERMAN);
    }

    @Override
    public DateTimeFormatter later() {
        return DateTimeFormatter.ofPattern("EEE d. MMM HH:mm", Locale.GERMAN);
    }

    @Override
    public String state(Availability availability) {
        return switch (availability) {
            case AVAILABLE -> "Verfügbar";
            case BUSY -> "Beschäftigt";
            case DO_NOT_DISTURB -> "Bitte nicht stören";
            case BE_RIGHT_BACK -> "Gleich zurück";
            case AWAY -> "Abwesend";
            case OFFLINE -> "Offline";
            case UNKNOWN -> "Unbekannt";
        };
    }

    @Override
    public String idle() {
        return "inaktiv";
    }

    @Override
    public String activity(Activity.Kind kind) {
        return switch (kind) {
            case PRESENTING -> "präsentiert";
            case IN_A_CONFERENCE_CALL -> "in einer Telefonkonferenz";
            case IN_A_CALL -> "telefoniert";
            case IN_A_MEETING -> "in einer Besprechung";
            case APPOINTMENT -> "hat einen Termin";
            case FOCUSING -> "konzentriert";
            case URGENT_ONLY -> "nur Dringendes";
            case OUT_OF_OFFICE -> "außer Haus";
            case OFF_WORK -> "nicht im Dienst";
            case LUNCH -> "beim Essen";
            case TRAVELLING -> "unterwegs";
            case INACTIVE -> "inaktiv";
            case CUSTOM -> "";
        };
    }

    @Override
    public String source(Source source) {
        return switch (source) {
            case REGISTRATION -> "ein angemeldetes Telefon";
            case DEVICE -> "ein Gerät";
            case SESSION -> "eine Anwendung";
            case REMOTE -> "der eigene Server der Person";
            case CALL -> "ein Anruf";
            case CONFERENCE -> "eine Konferenz";
            case CALENDAR -> "ein Termin im Kalender";
            default -> "eine Quelle";
        };
    }

    @Override
    public String until(String time) {
        return " bis " + time;
    }

    @Override
    public String shows(String state, String activity, String because) {
        return "Zeigt " + state + (activity.isEmpty() ? "" : ", " + activity) + ", weil " + because;
    }

    @Override
    public String because(Rule rule, String source, String said, String until) {
        return switch (rule) {
            case NO_DEVICE -> "kein Gerät angemeldet ist";
            case PEER_LOST -> "der Server, der für diese Person spricht, nicht erreichbar ist";
            case CALENDAR_ONLY -> "es kein Gerät gibt und stattdessen der Kalender spricht";
            case REGISTERED -> "ein Telefon angemeldet ist und nichts weiter sagt";
            case REGISTERED_OFF_HOURS -> "ein Telefon angemeldet ist, außerhalb der Arbeitszeit";
            case PUBLISHED -> source + " „" + said + "“ meldet";
            case LIFTED, MANUAL -> "es" + until + " von Hand gesetzt ist";
            case IDLE_AWAY -> "eine Weile keine Aktivität gemeldet wurde";
            case SITUATION_RAISES -> source + until + " zählt";
            case ADMINISTRATOR -> "die Verwaltung es gesetzt hat";
            default -> throw new AssertionError(rule);
        };
    }

    @Override
    public Optional<String> beside(Rule rule, String source, String until) {
        return switch (rule) {
            case SITUATION_KEPT_OUT ->
                Optional.of(source + " zählt erst, wenn ein Gerät die Person als anwesend zeigt");
            case SITUATION_DISMISSED -> Optional.of(source + " zählt nicht mehr, seit „Verfügbar“ gewählt wurde");
            case MANUAL_NOT_SHOWN ->
                Optional.of("was von Hand gesetzt ist, zeigt sich nicht, weil kein Gerät angemeldet ist");
            case OUT_OF_OFFICE -> Optional.of("die Person ist außer Haus");
            case OFF_WORK -> Optional.of("es ist keine Arbeitszeit");
            case STALE -> Optional.of("das ist von vor einem Neustart und noch nicht bestätigt");
            default -> Optional.empty();
        };
    }

    @Override
    public String othersSeeOffline(String until) {
        return "andere sehen Offline, wie" + until + " von Hand gesetzt";
    }

    @Override
    public Optional<String> change(Rule rule, String until) {
        return switch (rule) {
            case NO_DEVICE -> Optional.of("Eine Anmeldung mit einem Gerät.");
            case REGISTERED, PUBLISHED, REGISTERED_OFF_HOURS -> Optional.of("Was ein Gerät als Nächstes meldet.");
            case IDLE, IDLE_AWAY -> Optional.of("Jede Aktivität an einem Gerät.");
            case SITUATION_RAISES -> Optional.of("Das Ende dessen, was" + until + " läuft, oder „Verfügbar“ von Hand.");
            case SITUATION_KEPT_OUT -> Optional.of("Ein Gerät, das die Person als anwesend zeigt.");
            case MANUAL, LIFTED -> Optional.of("Aufheben, was" + until + " von Hand gesetzt ist, oder dessen Ende.");
            case MANUAL_NOT_SHOWN ->
                Optional.of("Eine Anmeldung mit einem Gerät, oder es neu setzen und immer zeigen.");
            case OUT_OF_OFFICE -> Optional.of("Das Ende von „außer Haus“.");
            case OFF_WORK -> Optional.of("Der Beginn der Arbeitszeit.");
            case ADMINISTRATOR -> Optional.of("Nur die Verwaltung.");
            default -> Optional.empty();
        };
    }

    @Override
    public String endOfCall() {
        return "Das Ende des Gesprächs.";
    }

    @Override
    public String nextLook(String time) {
        return "Von selbst wird es wieder geprüft um " + time + ".";
    }
}
