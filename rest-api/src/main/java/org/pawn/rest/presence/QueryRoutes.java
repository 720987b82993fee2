package org.pawn.rest.presence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.audit.Look;
import org.pawn.audit.LookService;
import org.pawn.policy.PresenceView;
import org.pawn.query.QueryService;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;
import org.pawn.watching.Surface;

/** {@code presence:query}: people by how they are now. */
public final class QueryRoutes implements Routes {
    private final QueryService queries;
    private final LookService looks;

    public QueryRoutes(QueryService queries, LookService looks) {
        this.queries = queries;
        this.looks = looks;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/presence:query", this::find, RouteAccess.scope(Scope.PRESENCE_READ));
    }

    private void find(Context ctx) {
        QueryRequest asked = RequestBody.json(ctx, QueryRequest.class);
        Caller caller = BearerAuthentication.caller(ctx);
        ObjectNode body = WireJson.object();
        ArrayNode found = body.putArray("presence");
        for (PresenceView view : queries.find(caller, asked.query())) {
            looks.found(caller, view.document().presentity(), Look.Kind.QUERY, Surface.REST);
            found.add(PresenceJson.of(view));
        }
        ctx.header("Cache-Control", "private, no-cache")
                .contentType("application/json")
                .result(WireJson.write(body));
    }
}
