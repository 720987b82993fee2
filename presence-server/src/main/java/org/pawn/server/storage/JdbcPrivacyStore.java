package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.Handling;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.PrivacyStore;
import org.pawn.policy.RuleDocument.Validity;

/** Privacy rules, a row for each; a write replaces all rows of its owner. */
final class JdbcPrivacyStore implements PrivacyStore {
    private static final String REMOVE_LIST = "delete from privacy_list where owner_address = ?";
    private static final String INSERT_LIST =
            "insert into privacy_list (owner_address, version, custom) values (?, ?, ?)";
    private static final String REMOVE_RULES = "delete from privacy_rule where owner_address = ?";
    private static final String INSERT_RULE = """
            insert into privacy_rule (owner_address, ordinal, who_kind, who, handling, level, may_break_in, valid_from,
                valid_until, since)
            values (:owner, :ordinal, :kind, :who, :handling, :level, :mayBreakIn, :from, :until, :since)
            """;

    private final Database database;
    private final DurableWriter writer;

    JdbcPrivacyStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public List<PrivacyRules> all() {
        return database.readOneView(handle -> {
            Map<AddressOfRecord, List<PrivacyRule>> rules = new LinkedHashMap<>();
            handle.createQuery("select * from privacy_rule order by owner_address, ordinal")
                    .map((row, context) -> Map.entry(Columns.address(row, "owner_address"), rule(row)))
                    .forEach(entry -> rules.computeIfAbsent(entry.getKey(), first -> new ArrayList<>())
                            .add(entry.getValue()));
            return handle.createQuery("select * from privacy_list")
                    .map((row, context) -> {
                        AddressOfRecord owner = Columns.address(row, "owner_address");
                        return new PrivacyRules(
                                owner,
                                row.getLong("version"),
                                rules.getOrDefault(owner, List.of()),
                                Columns.text(row, "custom").map(RuleDocumentJson::read));
                    })
                    .list();
        });
    }

    @Override
    public CompletableFuture<Void> write(PrivacyRules rules) {
        return writer.write(handle -> {
            String owner = rules.owner().toString();
            remove(handle, owner);
            handle.execute(
                    INSERT_LIST,
                    owner,
                    rules.version(),
                    rules.custom().map(RuleDocumentJson::write).orElse(null));
            PreparedBatch batch = handle.prepareBatch(INSERT_RULE);
            for (int i = 0; i < rules.rules().size(); i++) {
                PrivacyRule rule = rules.rules().get(i);
                batch.bind("owner", owner)
                        .bind("ordinal", i)
                        .bind("kind", MatcherColumns.kind(rule.who()))
                        .bind("who", MatcherColumns.who(rule.who()))
                        .bind("handling", rule.handling().name())
                        .bind("level", rule.level().name())
                        .bind("mayBreakIn", rule.mayBreakIn())
                        .bind("from", Columns.at(rule.validity().map(Validity::from)))
                        .bind("until", Columns.at(rule.validity().map(Validity::until)))
                        .bind("since", Columns.at(rule.since()))
                        .add();
            }
            batch.execute();
        });
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord owner) {
        return writer.write(handle -> remove(handle, owner.toString()));
    }

    private static void remove(Handle handle, String owner) {
        handle.execute(REMOVE_LIST, owner);
        handle.execute(REMOVE_RULES, owner);
    }

    private static PrivacyRule rule(ResultSet row) throws SQLException {
        Optional<Instant> until = Columns.optionalInstant(row, "valid_until");
        Optional<Instant> from = Columns.optionalInstant(row, "valid_from");
        return new PrivacyRule(
                MatcherColumns.matcher(row.getString("who_kind"), row.getString("who")),
                Handling.valueOf(row.getString("handling")),
                Level.valueOf(row.getString("level")),
                row.getBoolean("may_break_in"),
                from.map(start -> new Validity(start, until.orElseThrow())),
                Columns.instant(row, "since"));
    }
}
