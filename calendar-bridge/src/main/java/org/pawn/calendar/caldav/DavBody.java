package org.pawn.calendar.caldav;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;

/** The bodies that we send, in XML. */
final class DavBody {
    private static final String NAMESPACES =
            " xmlns:D=\"DAV:\" xmlns:C=\"" + DavNames.CALDAV + "\" xmlns:S=\"" + DavNames.CALENDAR_SERVER + "\">";

    /** What tells a calendar from the rest, and what leads to one. */
    static final String DISCOVERY = propfind("<D:resourcetype/><D:current-user-principal/><C:calendar-home-set/>"
            + "<C:supported-calendar-component-set/><D:sync-token/><S:getctag/>");

    /** The tags of all entries (RFC 4791 section 7.8). */
    static final String QUERY = open("C:calendar-query")
            + "<D:prop><D:getetag/><D:getcontenttype/></D:prop>"
            + "<C:filter><C:comp-filter name=\"VCALENDAR\"/></C:filter></C:calendar-query>";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private DavBody() {}

    private static String propfind(String properties) {
        return open("D:propfind") + "<D:prop>" + properties + "</D:prop></D:propfind>";
    }

    /** What has changed since the token was given, or all there is since the empty one (RFC 6578 section 3.2). */
    static String syncCollection(String token) {
        return open("D:sync-collection") + "<D:sync-token>" + escaped(token) + "</D:sync-token>"
                + "<D:sync-level>1</D:sync-level><D:prop><D:getetag/><D:getcontenttype/><D:resourcetype/></D:prop>"
                + "</D:sync-collection>";
    }

    /** Several entries at once (RFC 4791 section 7.9). */
    static String multiget(Collection<String> hrefs) {
        StringBuilder body = new StringBuilder(open("C:calendar-multiget"));
        body.append("<D:prop><D:getetag/><C:calendar-data/></D:prop>");
        hrefs.forEach(href -> body.append("<D:href>").append(escaped(href)).append("</D:href>"));
        return body.append("</C:calendar-multiget>").toString();
    }

    /** Busy time alone (RFC 4791 section 7.10). */
    static String freeBusy(Instant from, Instant to) {
        return open("C:free-busy-query") + "<C:time-range start=\"" + UTC.format(from) + "\" end=\"" + UTC.format(to)
                + "\"/></C:free-busy-query>";
    }

    private static String open(String root) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<" + root + NAMESPACES;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
