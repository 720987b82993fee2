package org.pawn.calendar.caldav;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * What a multi-status says of one resource (RFC 4918 section 14.24).
 *
 * @param href as the server wrote it
 * @param status of the resource as a whole; 200 where the server gives one to its properties only
 * @param properties those that the server has
 */
record DavResponse(String href, int status, Map<QName, DavProperty> properties) {
    private static final Set<String> BUSY_COMPONENTS = Set.of("VEVENT", "VFREEBUSY", "VAVAILABILITY");
    private static final String TAG = "[\\x21-\\x7e]{1,1024}";

    DavResponse {
        properties = Map.copyOf(properties);
    }

    boolean isGone() {
        return status == 404 || status == 410;
    }

    boolean isCollection() {
        return isOfType(DavNames.COLLECTION);
    }

    boolean isCalendar() {
        return isOfType(DavNames.CALENDAR) && holdsBusyTime();
    }

    private boolean isOfType(QName type) {
        return property(DavNames.RESOURCE_TYPE)
                .filter(types -> types.elements().contains(type))
                .isPresent();
    }

    private boolean holdsBusyTime() {
        Set<String> components =
                property(DavNames.COMPONENT_SET).map(DavProperty::names).orElse(Set.of());
        return components.isEmpty() || components.stream().anyMatch(BUSY_COMPONENTS::contains);
    }

    /** The addresses that a property points to; empty where it is missing. */
    List<String> hrefs(QName name) {
        return property(name).map(DavProperty::hrefs).orElse(List.of());
    }

    /** A property's text, if it is there and holds any. */
    Optional<String> text(QName name) {
        return property(name).map(DavProperty::text).filter(text -> !text.isEmpty());
    }

    /** A text that can be kept in one line and sent back. */
    Optional<String> tag(QName name) {
        return text(name).filter(text -> text.matches(TAG));
    }

    private Optional<DavProperty> property(QName name) {
        return Optional.ofNullable(properties.get(name));
    }
}
