package org.pawn.server.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema, step by step: plain SQL that H2 and PostgreSQL 14 take alike, in {@code db/migration}. */
final class Migrations {
    private Migrations() {}

    static void run(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
