package org.pawn.freebusy;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Events whose edges are whole seconds, each made anew when it is asked for: a third of the memory, which counts where
 * everybody's week is held. Titles are shared by the occurrences of a series. Immutable.
 */
final class PackedEvents extends AbstractList<CalendarEvent> implements RandomAccess {
    private static final CalendarEvent.Kind[] KINDS = CalendarEvent.Kind.values();
    private static final int KIND = 3;
    private static final int ALL_DAY = 4;
    private static final int WITH_OTHERS = 8;

    private final List<TimeSpan> spans;
    private final byte[] marks;
    private final String ids; // one after the other
    private final int[] idEnds;
    private final List<Optional<String>> subjects;

    private PackedEvents(
            List<TimeSpan> spans, byte[] marks, String ids, int[] idEnds, List<Optional<String>> subjects) {
        this.spans = spans;
        this.marks = marks;
        this.ids = ids;
        this.idEnds = idEnds;
        this.subjects = subjects;
    }

    static List<CalendarEvent> of(List<CalendarEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        byte[] marks = new byte[events.size()];
        int[] idEnds = new int[events.size()];
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < marks.length; i++) {
            CalendarEvent event = events.get(i);
            marks[i] = (byte)
                    (event.kind().ordinal() | (event.allDay() ? ALL_DAY : 0) | (event.withOthers() ? WITH_OTHERS : 0));
            idEnds[i] = ids.append(event.id()).length();
        }
        return new PackedEvents(
                PackedSpans.of(events.stream()
                        .map(event -> new TimeSpan(event.start(), event.end()))
                        .toList()),
                marks,
                ids.toString(),
                idEnds,
                List.copyOf(events.stream().map(CalendarEvent::subject).toList()));
    }

    @Override
    public CalendarEvent get(int index) {
        TimeSpan span = spans.get(index);
        return new CalendarEvent(
                ids.substring(index == 0 ? 0 : idEnds[index - 1], idEnds[index]),
                span.start(),
                span.end(),
                KINDS[marks[index] & KIND],
                (marks[index] & ALL_DAY) != 0,
                (marks[index] & WITH_OTHERS) != 0,
                subjects.get(index));
    }

    @Override
    public int size() {
        return marks.length;
    }
}
