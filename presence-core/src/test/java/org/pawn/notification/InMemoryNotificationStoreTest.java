package org.pawn.notification;

final class InMemoryNotificationStoreTest implements NotificationStoreContract {
    private final InMemoryNotificationStore store = new InMemoryNotificationStore();

    @Override
    public NotificationStore store() {
        return store;
    }

    @Override
    public NotificationStore reopened() {
        return store;
    }
}
