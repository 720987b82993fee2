package org.pawn.freebusy;

final class InMemoryWorkingHoursStoreTest implements WorkingHoursStoreContract {
    private final InMemoryWorkingHoursStore store = new InMemoryWorkingHoursStore();

    @Override
    public WorkingHoursStore store() {
        return store;
    }

    @Override
    public WorkingHoursStore reopened() {
        return store;
    }
}
