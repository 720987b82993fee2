package org.pawn.server.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema, step by step: plain SQL that H2 and PostgreSQL 14 take alike, in {@code db/migration}. */
final class Migrations {
    /** The newest step. A start that finds it taken does without Flyway, which would cost it half a second. */
    static final String NEWEST = "15";

    private static final String HISTORY = "flyway_schema_history";
    private static final String IS_TAKEN =
            "select count(*) from \"" + HISTORY + "\" where \"version\" = ? and \"success\" = true";

    private Migrations() {}

    static void run(DataSource database) {
        if (!isTaken(database)) {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }
    }

    private static boolean isTaken(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return hasHistory(connection) && isTaken(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("the schema's history cannot be read", failure);
        }
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
            return tables.next();
        }
    }

    private static boolean isTaken(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IS_TAKEN)) {
            query.setString(1, NEWEST);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getInt(1) > 0;
            }
        }
    }
}
