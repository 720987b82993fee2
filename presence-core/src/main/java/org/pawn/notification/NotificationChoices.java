package org.pawn.notification;

/**
 * What a person chose of how messages come to them.
 *
 * @param deliverToPhones whether devices that cannot be told to keep quiet, plain SIP phones, get messages all the same
 *     while the person is not to be disturbed; otherwise messages wait for them
 */
public record NotificationChoices(QuietHours quietHours, boolean deliverToPhones) {
    public static final NotificationChoices NONE = new NotificationChoices(QuietHours.NONE, false);

    public NotificationChoices withQuietHours(QuietHours hours) {
        return new NotificationChoices(hours, deliverToPhones);
    }

    public NotificationChoices withDeliverToPhones(boolean deliver) {
        return new NotificationChoices(quietHours, deliver);
    }
}
