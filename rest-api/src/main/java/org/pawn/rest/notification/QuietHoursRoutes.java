package org.pawn.rest.notification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.freebusy.WeeklyHours;
import org.pawn.notification.NotificationService;
import org.pawn.notification.QuietHours;
import org.pawn.policy.PolicyService;
import org.pawn.rest.calendar.WeekJson;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;

/** {@code /v1/people/ADDRESS/quiet-hours}: when a person wants to be left alone, by weekday, on their own clock. */
public final class QuietHoursRoutes implements Routes {
    private final NotificationOwner owners;
    private final PolicyService policy;
    private final NotificationService notifications;

    public QuietHoursRoutes(Directory directory, PolicyService policy, NotificationService notifications) {
        this.owners = new NotificationOwner(directory, policy);
        this.policy = policy;
        this.notifications = notifications;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess own = NotificationOwner.ACCESS;
        String path = "/v1/people/{address}/quiet-hours";
        routes.get(path, ctx -> answer(ctx, owners.of(ctx)), own);
        routes.put(path, this::put, own);
        routes.delete(path, this::remove, own);
    }

    private void put(Context ctx) {
        AddressOfRecord owner = owners.of(ctx);
        WeeklyHours week = WeekJson.read(RequestBody.json(ctx, ObjectNode.class));
        Await.result(notifications.edit(owner, choices -> choices.withQuietHours(new QuietHours(week))));
        answer(ctx, owner);
    }

    private void remove(Context ctx) {
        Await.result(notifications.edit(owners.of(ctx), choices -> choices.withQuietHours(QuietHours.NONE)));
        ctx.status(204);
    }

    private void answer(Context ctx, AddressOfRecord owner) {
        ObjectNode body = WeekJson.write(
                notifications.choices(owner).quietHours().week(),
                policy.zone(owner).getId());
        body.put(
                "quietUntil",
                notifications.quietUntil(owner).map(Instant::toString).orElse(null));
        byte[] json = WireJson.write(body);
        if (!Versions.answeredNotModified(ctx, Versions.of(json))) {
            ctx.contentType("application/json").result(json);
        }
    }
}
