package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.access.Viewer;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.Look;
import org.pawn.audit.LookPage;
import org.pawn.audit.LookStore;
import org.pawn.watching.Surface;

/** Looks, soft: one writer adds, so that a row which is not there to be added to can be made. */
final class JdbcLookStore implements LookStore {
    private record Row(long id, Look look) {}

    private static final String ADD = """
            update look set times = cast(least(2147483647, cast(times as bigint) + :times) as integer),
                first_at = least(first_at, :first), last_at = greatest(last_at, :last)
            where row_key = :key
            """;
    private static final String INSERT = """
            insert into look (row_key, presentity, viewer, viewer_kind, kind, surface, outcome, first_at, last_at, times)
            values (:key, :presentity, :viewer, :viewerKind, :kind, :surface, :outcome, :first, :last, :times)
            """;
    private static final String NEXT =
            "select * from look where presentity = :presentity and id < :after order by id desc limit :limit";
    private static final String PURGE = "delete from look where row_key < ?";
    private static final String TOO_MANY = "select presentity from look group by presentity having count(*) > ?";
    private static final String NEWEST_TO_GO =
            "select id from look where presentity = ? order by id desc offset ? rows fetch next 1 rows only";
    private static final String CUT = "delete from look where presentity = ? and id <= ?";
    private static final String FORGET_PRESENTITY = "delete from look where presentity = ?";
    private static final String FORGET_VIEWER =
            "delete from look where viewer = ? and viewer_kind in ('PERSON', 'ADMINISTRATOR')";

    private static final int AT_ONCE = 1_000;

    private final Database database;

    JdbcLookStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(List<Look> looks) {
        database.writeSoft(handle -> {
            List<Look> fresh = new ArrayList<>();
            for (List<Look> some : parts(looks)) {
                int[] found = add(handle.prepareBatch(ADD), some);
                for (int i = 0; i < found.length; i++) {
                    if (found[i] == 0) {
                        fresh.add(some.get(i));
                    }
                }
            }
            fresh.sort(Comparator.comparing(Look::first)); // their ids are their order
            parts(fresh).forEach(some -> insert(handle.prepareBatch(INSERT), some));
        });
    }

    /** A statement's bound values stay in memory until its batch is executed: many looks are many batches. */
    private static List<List<Look>> parts(List<Look> looks) {
        List<List<Look>> parts = new ArrayList<>();
        for (int from = 0; from < looks.size(); from += AT_ONCE) {
            parts.add(looks.subList(from, Math.min(from + AT_ONCE, looks.size())));
        }
        return parts;
    }

    @Override
    public LookPage newest(AddressOfRecord presentity, long after, int limit) {
        List<Row> rows = database.read(handle -> handle.createQuery(NEXT)
                .bind("presentity", presentity.toString())
                .bind("after", after)
                .bind("limit", limit + 1)
                .map((row, context) -> row(row))
                .list());
        List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
        return new LookPage(
                page.stream().map(Row::look).toList(),
                rows.size() > limit ? OptionalLong.of(page.get(limit - 1).id()) : OptionalLong.empty());
    }

    @Override
    public void purge(Instant before, int most) {
        database.writeSoft(handle -> {
            handle.execute(PURGE, LookKeys.of(before)); // nothing of the hour that runs then
            handle.createQuery(TOO_MANY)
                    .bind(0, most)
                    .mapTo(String.class)
                    .list()
                    .forEach(presentity -> cut(handle, presentity, most));
        });
    }

    @Override
    public void forget(AddressOfRecord person) {
        database.writeSoft(handle -> {
            handle.execute(FORGET_PRESENTITY, person.toString());
            handle.execute(FORGET_VIEWER, person.toString());
        });
    }

    private static void cut(Handle handle, String presentity, int most) {
        long newestToGo = handle.createQuery(NEWEST_TO_GO)
                .bind(0, presentity)
                .bind(1, most)
                .mapTo(Long.class)
                .one();
        handle.execute(CUT, presentity, newestToGo);
    }

    private static int[] add(PreparedBatch batch, List<Look> looks) {
        for (Look look : looks) {
            batch.bind("key", LookKeys.of(look.key()))
                    .bind("first", Columns.at(look.first()))
                    .bind("last", Columns.at(look.last()))
                    .bind("times", look.count())
                    .add();
        }
        return batch.execute();
    }

    private static void insert(PreparedBatch batch, List<Look> looks) {
        for (Look look : looks) {
            batch.bind("key", LookKeys.of(look.key()))
                    .bind("presentity", look.presentity().toString())
                    .bind("viewer", look.viewer().name())
                    .bind("viewerKind", look.viewer().kind().name())
                    .bind("kind", look.kind().name())
                    .bind("surface", look.surface().name())
                    .bind("outcome", look.outcome().name())
                    .bind("first", Columns.at(look.first()))
                    .bind("last", Columns.at(look.last()))
                    .bind("times", look.count())
                    .add();
        }
        batch.execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        Look look = new Look(
                Columns.address(row, "presentity"),
                new Viewer(Viewer.Kind.valueOf(row.getString("viewer_kind")), row.getString("viewer")),
                Look.Kind.valueOf(row.getString("kind")),
                Surface.valueOf(row.getString("surface")),
                Look.Outcome.valueOf(row.getString("outcome")),
                Columns.instant(row, "first_at"),
                Columns.instant(row, "last_at"),
                row.getInt("times"));
        return new Row(row.getLong("id"), look);
    }
}
