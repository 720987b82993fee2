package org.pawn.messaging;

/** How far a message may disturb its recipient. */
public enum Alert {
    /** Devices may ring. */
    RING,
    /** Only devices that can be told to keep quiet get it. */
    SILENT,
    /** Every device gets it; those that can be told to keep quiet are told. */
    SILENT_WHERE_ABLE
}
