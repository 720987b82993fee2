package org.pawn.rest.access;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pawn.access.AccessService;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Credentials;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.AttemptLimits;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.ClientAddress;
import org.pawn.rest.http.ProblemException;
import org.pawn.rest.http.ProblemType;
import org.pawn.time.TimeSource;

/**
 * Checks passwords, few at a time since each check costs memory and 0.1 s by design, and slows guessing down: by address
 * everywhere, and by address and account together. An account is never locked for its owner's own address.
 */
public final class PasswordCheck {
    private static final int AT_ONCE = 4;
    private static final int WAIT_SECONDS = 5;
    private static final int FAILURES_OF_ONE = 10;

    private final Credentials credentials;
    private final AccessService access;
    private final AttemptLimits limits;
    private final AttemptLimits accountLimits;
    private final ClientAddress clients;
    private final Semaphore running = new Semaphore(AT_ONCE, true);

    public PasswordCheck(
            Credentials credentials,
            AccessService access,
            AttemptLimits limits,
            ClientAddress clients,
            TimeSource time) {
        this.credentials = credentials;
        this.access = access;
        this.limits = limits;
        this.accountLimits = new AttemptLimits(Set.of(), time, "account", FAILURES_OF_ONE, Duration.ofMinutes(15));
        this.clients = clients;
    }

    /** @throws ProblemException 401, the same for a wrong password and for nobody of that address; or 429 */
    void require(Context ctx, AddressOfRecord person, String password) {
        String client = clients.of(ctx.req());
        String account = person + " " + client;
        boolean counted = !limits.isExempt(client);
        limits.take(client, AttemptLimits.FAILURE); // given back below: of many at once, all count
        if (counted) {
            accountLimits.take(account, 1);
        }
        if (!matches(person, password)) {
            throw new ProblemException(ProblemType.WRONG_CREDENTIALS, "The address or the password is wrong.");
        }
        limits.giveBack(client, AttemptLimits.FAILURE);
        accountLimits.giveBack(account, FAILURES_OF_ONE);
    }

    /** @throws Refusal.NotAuthenticated for a refresh token that is none, or no longer; or 429 */
    AddressOfRecord redeem(Context ctx, String refreshToken) {
        String client = clients.of(ctx.req());
        limits.take(client, AttemptLimits.FAILURE);
        AddressOfRecord person = Await.result(access.redeem(refreshToken));
        limits.giveBack(client, AttemptLimits.FAILURE);
        return person;
    }

    private boolean matches(AddressOfRecord person, String password) {
        try {
            if (!running.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal.Unavailable("Too many people are signing in; try again in a moment.");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refusal.Unavailable("The server is stopping.");
        }
        try {
            return credentials.passwordMatches(person, password);
        } finally {
            running.release();
        }
    }
}
