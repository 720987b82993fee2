package org.pawn.freebusy;

import java.util.List;

/**
 * Somebody's question after busy time, as a message (RFC 5546 section 3.3.2). Who asks is known from elsewhere: what stands
 * here is only carried back.
 *
 * @param uid names the question
 * @param organizer a calendar address, as it was written
 * @param attendees calendar addresses, as they were written, each once: {@code mailto:alice@example.com}
 */
public record FreeBusyRequest(String uid, String organizer, List<String> attendees, TimeSpan window) {
    private static final int MAX_TEXT = 512;
    private static final int MAX_ATTENDEES = 100;

    public FreeBusyRequest {
        requireText("UID", uid);
        requireText("ORGANIZER", organizer);
        attendees = attendees.stream().distinct().toList();
        attendees.forEach(attendee -> requireText("ATTENDEE", attendee));
        if (attendees.isEmpty() || attendees.size() > MAX_ATTENDEES) {
            throw new IllegalArgumentException("a request is after 1 to " + MAX_ATTENDEES + " attendees");
        }
    }

    private static void requireText(String name, String text) {
        boolean isPrintable = text.codePoints().noneMatch(Character::isISOControl);
        if (text.isBlank() || text.length() > MAX_TEXT || !isPrintable) {
            throw new IllegalArgumentException(name + " has 1 to " + MAX_TEXT + " printable characters");
        }
    }
}
