package org.pawn.rest.notification;

import io.javalin.http.Context;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RouteAccess;

/** Whose choices a request is about: they alone, or an administrator, may know and change them. */
record NotificationOwner(Directory directory, PolicyService policy) {
    static final RouteAccess ACCESS = RouteAccess.scope(Scope.PRESENCE_WRITE);

    /**
     * The person named in the path.
     *
     * @throws Refusal.Forbidden for everybody else
     * @throws Refusal.NotFound for an administrator who means nobody
     */
    AddressOfRecord of(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord owner = Input.address(directory, ctx);
        caller.requireOwnerOf(owner, Scope.PRESENCE_WRITE);
        policy.level(caller, owner);
        return owner;
    }
}
