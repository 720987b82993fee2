package org.pawn.rest.people;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.Look;
import org.pawn.audit.LookPage;
import org.pawn.audit.LookService;
import org.pawn.audit.LookStore;
import org.pawn.directory.Directory;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.Page;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;

/** {@code /v1/people/ADDRESS/looks}: who looked at a person, when and how often; for that person. */
public final class LookRoutes implements Routes {
    private static final Pattern PLACE = Pattern.compile("after [0-9]{1,18}");
    private static final int DIGITS = "after ".length();

    private record LookJson(
            ViewerJson viewer, String kind, String surface, String outcome, Instant first, Instant last, int count) {

        static LookJson of(Look look) {
            return new LookJson(
                    ViewerJson.of(look.viewer()),
                    look.kind().label(),
                    look.surface().label(),
                    look.outcome().label(),
                    look.first(),
                    look.last(),
                    look.count());
        }
    }

    private final Directory directory;
    private final LookService looks;

    public LookRoutes(Directory directory, LookService looks) {
        this.directory = directory;
        this.looks = looks;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/people/{address}/looks", this::list, RouteAccess.scope(Scope.PRESENCE_WRITE));
    }

    private void list(Context ctx) {
        AddressOfRecord owner = Owner.of(ctx, directory, Scope.PRESENCE_WRITE);
        long after = Page.place(ctx, PLACE)
                .map(text -> Long.parseLong(text.substring(DIGITS)))
                .orElse(LookStore.NEWEST);
        LookPage found = Await.result(looks.looks(owner, after, Page.limit(ctx)));
        Optional<String> next = found.next().isPresent()
                ? Optional.of(Page.cursor("after " + found.next().getAsLong()))
                : Optional.empty();
        Page<LookJson> page =
                new Page<>(found.looks().stream().map(LookJson::of).toList(), next);
        Versions.json(ctx, Versions.of(WireJson.write(page)), page);
    }
}
