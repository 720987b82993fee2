package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.AccessToken;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.SignIn;
import org.pawn.sdk.TokenSource;

/** Signs a person in, by the refresh token while there is one that works, else by the password. */
public final class SignInSource implements TokenSource {
    private final ApiClient api;
    private final String address;
    private final String password;
    private @Nullable SignIn last; // the token thread only

    /** Sends nothing yet. */
    public SignInSource(ApiClient api, String address, String password) {
        this.api = api;
        this.address = address;
        this.password = password;
    }

    @Override
    public AccessToken token() {
        SignIn next = last == null ? signIn() : refreshed(last);
        last = next;
        return next.token();
    }

    private SignIn refreshed(SignIn old) {
        try {
            return send(
                    "sign-in:refresh",
                    RequestJson.object("refreshToken", old.refreshToken().value()));
        } catch (PresenceClientException refused) {
            if (refused.answered() && refused.status() < 500) {
                return signIn();
            }
            throw refused;
        }
    }

    private SignIn signIn() {
        return send("sign-in", RequestJson.signIn(address, password));
    }

    private SignIn send(String route, JsonNode body) {
        ApiCall call = ApiCall.post("v1", route).json(body).anonymous();
        return ApiClient.await(api.send(call, AccessJson::signIn));
    }
}
