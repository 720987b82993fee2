package org.pawn.calendar.caldav;

import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * One property's value, as far as any of ours needs it.
 *
 * @param text its own text, stripped
 * @param hrefs the addresses in it, in order
 * @param elements all elements in it
 * @param names the {@code name} attributes of the elements in it
 */
record DavProperty(String text, List<String> hrefs, Set<QName> elements, Set<String> names) {
    DavProperty {
        hrefs = List.copyOf(hrefs);
        elements = Set.copyOf(elements);
        names = Set.copyOf(names);
    }
}
