package org.pawn.rest.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.Handling;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.Page;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.watching.SubscriptionService;
import org.pawn.watching.WatcherInfo;

/** {@code /v1/people/ADDRESS/watchers}: who watches a person now, and who has yet to be let in; for that person. */
public final class WatcherRoutes implements Routes {
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record WatcherJson(
            String id,
            ViewerJson viewer,
            String state,
            String event,
            Instant since,
            String surface,
            String handling,
            Optional<String> level) {

        static WatcherJson of(WatcherInfo watcher) {
            Handling handling = watcher.grant().handling();
            return new WatcherJson(
                    watcher.id(),
                    ViewerJson.of(watcher.viewer()),
                    watcher.status().label(),
                    watcher.event().label(),
                    watcher.since(),
                    watcher.surface().label(),
                    handling.label(),
                    Optional.of(watcher.grant().level())
                            .filter(level -> handling == Handling.ALLOW)
                            .map(Level::label));
        }
    }

    private final Directory directory;
    private final SubscriptionService watching;

    public WatcherRoutes(Directory directory, SubscriptionService watching) {
        this.directory = directory;
        this.watching = watching;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/people/{address}/watchers", this::list, RouteAccess.scope(Scope.PRESENCE_WRITE));
    }

    private void list(Context ctx) {
        AddressOfRecord owner = Owner.of(ctx, directory, Scope.PRESENCE_WRITE);
        var watchers = Await.result(watching.watchers(owner)).watchers();
        Page<WatcherJson> page = Page.of(ctx, watchers, WatcherJson::of);
        Versions.json(ctx, Versions.of(WireJson.write(page)), page);
    }
}
