package org.pawn.presence;

/** The rules of composition, in the order in which they are applied; the trace names those that had a say. */
public enum Rule {
    /** No source makes the person reachable. */
    NO_DEVICE,
    /** The server that speaks for the person cannot be reached. */
    PEER_LOST,
    /** The person never had a device, and policy lets the calendar speak for them. */
    CALENDAR_ONLY,
    /** A device is registered and publishes nothing. */
    REGISTERED,
    /** The same, outside working hours. */
    REGISTERED_OFF_HOURS,
    /** The strongest of what devices and applications say, the latest among equals. */
    PUBLISHED,
    /** What a device said before the person chose Available by hand. */
    LIFTED,
    /** No activity was reported for a while. */
    IDLE,
    /** No activity was reported for so long that Available became Away. */
    IDLE_AWAY,
    /** What the person does raises how they show. */
    SITUATION_RAISES,
    /** What the person does shows, and changes no availability. */
    SITUATION_SHOWS,
    /** The person published that they are away: a situation does not call them back. */
    SITUATION_KEPT_OUT,
    /** The person chose Available by hand after the situation had begun. */
    SITUATION_DISMISSED,
    /** What the person set by hand wins. */
    MANUAL,
    /** What the person set by hand does not show: nobody can reach them. */
    MANUAL_NOT_SHOWN,
    /** Added, whether or not the person is reachable. */
    OUT_OF_OFFICE,
    /** Added outside working hours. */
    OFF_WORK,
    /** An administrator's word beats all. */
    ADMINISTRATOR,
    /** Read back after a restart and not refreshed yet. */
    STALE
}
