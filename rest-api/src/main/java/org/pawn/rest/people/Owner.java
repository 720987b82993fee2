package org.pawn.rest.people;

import io.javalin.http.Context;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;

/** Whose resource it is, where only they themself and administrators may have it. */
final class Owner {
    private Owner() {}

    /**
     * The person in the path.
     *
     * @throws Refusal.Forbidden for everybody else, whether there is such a person or not
     * @throws Refusal.NotFound for an administrator who means nobody
     */
    static AddressOfRecord of(Context ctx, Directory directory, Scope scope) {
        AddressOfRecord owner = Input.address(directory, ctx);
        BearerAuthentication.caller(ctx).requireOwnerOf(owner, scope);
        if (!directory.exists(owner)) {
            throw new Refusal.NotFound("There is nobody with this address.");
        }
        return owner;
    }
}
