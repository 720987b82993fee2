package org.pawn.freebusy;

final class InMemoryCalendarStoreTest implements CalendarStoreContract {
    private final CalendarStore store = new InMemoryCalendarStore();

    @Override
    public CalendarStore store() {
        return store;
    }

    @Override
    public CalendarStore reopened() {
        return store;
    }
}
