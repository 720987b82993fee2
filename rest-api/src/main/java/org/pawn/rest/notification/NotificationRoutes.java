package org.pawn.rest.notification;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.notification.NotificationChoices;
import org.pawn.notification.NotificationService;
import org.pawn.policy.PolicyService;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;

/** {@code /v1/people/ADDRESS/notifications}: what comes to a person though they want to be left alone. */
public final class NotificationRoutes implements Routes {
    private record Choices(boolean deliverToPhones) {}

    private final NotificationOwner owners;
    private final NotificationService notifications;

    public NotificationRoutes(Directory directory, PolicyService policy, NotificationService notifications) {
        this.owners = new NotificationOwner(directory, policy);
        this.notifications = notifications;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess own = NotificationOwner.ACCESS;
        String path = "/v1/people/{address}/notifications";
        routes.get(path, ctx -> answer(ctx, owners.of(ctx)), own);
        routes.put(path, this::put, own);
        routes.delete(path, this::remove, own);
    }

    private void put(Context ctx) {
        AddressOfRecord owner = owners.of(ctx);
        Choices asked = RequestBody.json(ctx, Choices.class);
        choose(owner, asked.deliverToPhones());
        answer(ctx, owner);
    }

    private void remove(Context ctx) {
        choose(owners.of(ctx), NotificationChoices.NONE.deliverToPhones());
        ctx.status(204);
    }

    private void choose(AddressOfRecord owner, boolean deliverToPhones) {
        Await.result(notifications.edit(owner, choices -> choices.withDeliverToPhones(deliverToPhones)));
    }

    private void answer(Context ctx, AddressOfRecord owner) {
        byte[] json = WireJson.write(new Choices(notifications.choices(owner).deliverToPhones()));
        if (!Versions.answeredNotModified(ctx, Versions.of(json))) {
            ctx.contentType("application/json").result(json);
        }
    }
}
