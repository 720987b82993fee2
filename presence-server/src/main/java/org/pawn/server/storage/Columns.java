package org.pawn.server.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.pawn.address.AddressOfRecord;

/** How our values stand in columns, both ways. */
final class Columns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private Columns() {}

    /** Microseconds, which is what both databases keep; passed with its offset, so that no time zone is guessed. */
    static Argument at(Instant instant) {
        OffsetDateTime value = OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        return (position, statement, context) -> statement.setObject(position, value, Types.TIMESTAMP_WITH_TIMEZONE);
    }

    static Argument at(Optional<Instant> instant) {
        return instant.map(Columns::at)
                .orElse((position, statement, context) -> statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static AddressOfRecord address(ResultSet row, String column) throws SQLException {
        return address(row.getString(column));
    }

    /** Splits rather than parses: a percent sign in a stored user part stands for itself. */
    static AddressOfRecord address(String bare) {
        int at = bare.lastIndexOf('@');
        return new AddressOfRecord(bare.substring(0, at), bare.substring(at + 1));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static String texts(Collection<String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        try {
            return JSON.readValue(row.getString(column), TEXTS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the column " + column + " holds no list of texts", broken);
        }
    }
}
