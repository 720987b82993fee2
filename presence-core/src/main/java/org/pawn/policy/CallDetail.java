package org.pawn.policy;

/** How much of a person's calls somebody sees. */
public enum CallDetail {
    NONE,
    /** That there are some, and how far each is: no more than "in a call" says. */
    STATES,
    /** With whom, too. */
    PARTIES
}
