package org.pawn.server.clients;

/** A place where somebody looks at how others show. */
interface Surface extends AutoCloseable {
    /** The availability that it shows now, as the API spells it; empty while it shows none. */
    String shows(String address);

    @Override
    default void close() {}
}
