package org.pawn.reach;

/** Why a way stands where it stands: a sentence for people, and a code that stays. Several sentences may share a code. */
public enum Reason {
    AVAILABLE("available", "Available now."),
    IDLE("idle", "There, and has not touched anything for a while."),
    BUSY("busy", "There, and busy."),
    AWAY("away", "Signed in, and away."),
    WAITS_UNTIL_DISTURBABLE("do-not-disturb", "Will wait quietly until they can be disturbed again."),
    NOT_TO_BE_DISTURBED("do-not-disturb", "Does not want to be disturbed."),
    WAITS_UNTIL_SIGNED_IN("signed-out", "Not signed in: will wait until they are."),
    NO_DEVICE_SIGNED_IN("signed-out", "No device is signed in."),
    NOT_KNOWN("unknown", "It is not known whether they are there."),
    WAITS_FOR_A_DEVICE("no-device", "No device of theirs takes messages: will wait until one does."),
    NO_DEVICE_FOR_CALLS("no-device", "No device of theirs takes calls."),
    IN_A_CALL("in-a-call", "In a call already."),
    WORK_PHONE("work-phone", "Their phone at work."),
    PRIVATE_PHONE("private-phone", "Their private phone."),
    NAMED_BY_A_DEVICE("named", "They say that they are reached there."),
    OFF_WORK("off-work", "Not at work now."),
    OUT_OF_OFFICE("out-of-office", "Out of office."),
    READ_LATER("mail", "Read when they have time."),
    READ_WHEN_BACK("out-of-office", "Out of office: read when they are back.");

    private final String code;
    private final String sentence;

    Reason(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
