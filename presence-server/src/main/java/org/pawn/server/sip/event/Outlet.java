package org.pawn.server.sip.event;

/** A subscription as its state sees it. Thread-safe; nothing here blocks. */
public interface Outlet {
    /** There is something to tell: {@link EventState#next} will be asked, not before the last NOTIFY is answered. */
    void changed();

    /** The subscriber has yet to be let in; they are told that and no state, until something {@link #changed}. */
    void pending();

    /** The subscriber may have nothing more, or there is nothing more (RFC 6665 section 4.1.3); no state goes with it. */
    void ended(Reason reason);

    /** Why we end a subscription. */
    enum Reason {
        REJECTED,
        NORESOURCE,
        DEACTIVATED
    }
}
