package org.pawn.calendar.ical;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One component as it stands in the file. Filled by the reader, not changed afterwards. */
final class IcalComponent {
    private final String name;
    private final int line;
    private final List<ContentLine> properties = new ArrayList<>();
    private final List<IcalComponent> children = new ArrayList<>(0);

    IcalComponent(String name, int line) {
        this.name = name;
        this.line = line;
    }

    /** In upper case. */
    String name() {
        return name;
    }

    int line() {
        return line;
    }

    void add(ContentLine property) {
        properties.add(property);
    }

    void add(IcalComponent child) {
        children.add(child);
    }

    /** In order. */
    List<ContentLine> properties() {
        return Collections.unmodifiableList(properties);
    }

    /** In order. */
    List<IcalComponent> children() {
        return Collections.unmodifiableList(children);
    }

    List<IcalComponent> children(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    /** All of that name, in order. */
    List<ContentLine> all(String wanted) {
        if (first(wanted).isEmpty()) {
            return List.of();
        }
        return properties.stream()
                .filter(property -> property.name().equals(wanted))
                .toList();
    }

    /** The first of that name. */
    Optional<ContentLine> first(String wanted) {
        for (ContentLine property : properties) { // no stream: this runs a million times for a large file
            if (property.name().equals(wanted)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    /** The value of the first of that name, stripped; empty when it is blank. */
    Optional<String> text(String wanted) {
        for (ContentLine property : properties) {
            if (property.name().equals(wanted)) {
                String text = property.value().strip();
                return text.isEmpty() ? Optional.empty() : Optional.of(text);
            }
        }
        return Optional.empty();
    }
}
