package org.pawn.dialoginfo;

import java.util.List;

/**
 * What one agent says of its dialogs, as written and not yet believed (RFC 4235 section 4.1).
 *
 * @param entity whose dialogs these are, a URI; whoever takes the body compares it with whom it came from
 * @param version counts the documents of one agent
 * @param full whether dialogs that are not named are over; else they are as they were
 * @param dialogs in document order, each id once
 */
public record DialogInfo(String entity, long version, boolean full, List<Dialog> dialogs) {
    /** The media type of the body (RFC 4235 section 3.5). */
    public static final String CONTENT_TYPE = "application/dialog-info+xml";

    public DialogInfo {
        if (entity.isBlank() || version < 0) {
            throw new IllegalArgumentException("a dialog document names its entity and counts from zero");
        }
        dialogs = List.copyOf(dialogs);
        if (dialogs.stream().map(Dialog::id).distinct().count() < dialogs.size()) {
            throw new IllegalArgumentException("a dialog is told of twice");
        }
    }
}
