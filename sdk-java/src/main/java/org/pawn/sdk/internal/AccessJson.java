package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pawn.sdk.AccessToken;
import org.pawn.sdk.IssuedToken;
import org.pawn.sdk.Level;
import org.pawn.sdk.Me;
import org.pawn.sdk.MintedToken;
import org.pawn.sdk.Scope;
import org.pawn.sdk.SignIn;
import org.pawn.sdk.TokenRequest;

/** Signing in and tokens: wire to values and back. */
public final class AccessJson {
    private AccessJson() {}

    /** Who asks. */
    public static Me me(JsonNode node) {
        return new Me(
                Json.required(node, "kind"),
                Json.text(node, "address"),
                Json.text(node, "name"),
                scopes(node),
                Json.text(node, "level").flatMap(Level::of),
                Json.flag(node, "administrator"),
                Json.instant(node, "expiresAt"));
    }

    /** A pair of tokens. */
    public static SignIn signIn(JsonNode node) {
        return new SignIn(
                Json.required(node, "address"),
                new AccessToken(Json.required(node, "token"), Json.instant(node, "expiresAt")),
                new AccessToken(Json.required(node, "refreshToken"), Json.instant(node, "refreshExpiresAt")));
    }

    /** A new token. */
    public static MintedToken minted(JsonNode node) {
        return new MintedToken(
                Json.text(node, "id").orElse(""),
                new AccessToken(Json.required(node, "token"), Json.instant(node, "expiresAt")),
                scopes(node));
    }

    /** {@code items} in their order. */
    public static List<IssuedToken> tokens(JsonNode node) {
        return Json.list(
                node,
                "items",
                each -> new IssuedToken(
                        Json.required(each, "id"),
                        Json.text(each, "kind").orElse("unknown"),
                        Json.text(each, "subject"),
                        scopes(each),
                        Json.texts(each, "origins"),
                        Json.instant(each, "createdAt"),
                        Json.instant(each, "expiresAt")));
    }

    /** The body of {@code POST /v1/tokens}. */
    public static JsonNode writeMint(TokenRequest request) {
        ObjectNode body = common(request);
        switch (request.subject()) {
            case MYSELF -> {}
            case PERSON -> body.put("viewer", request.name().orElseThrow());
            case GUEST -> {
                ObjectNode guest =
                        body.putObject("viewer").put("guest", request.name().orElseThrow());
                request.level().ifPresent(level -> guest.put("level", level.word()));
            }
            case APPLICATION ->
                throw new IllegalArgumentException("only an administrator makes an application's token");
        }
        if (!request.origins().isEmpty()) {
            ArrayNode origins = body.putArray("origins");
            request.origins().forEach(origins::add);
        }
        return body;
    }

    /** The body of {@code POST /v1/admin/tokens}. */
    public static JsonNode writeLong(TokenRequest request) {
        ObjectNode body = common(request);
        switch (request.subject()) {
            case PERSON -> body.put("as", request.name().orElseThrow());
            case APPLICATION -> body.put("name", request.name().orElseThrow());
            case MYSELF, GUEST -> throw new IllegalArgumentException("a long token is for an application or a person");
        }
        request.level().ifPresent(level -> body.put("level", level.word()));
        return body;
    }

    private static ObjectNode common(TokenRequest request) {
        ObjectNode body = Json.object();
        ArrayNode scopes = body.putArray("scopes");
        request.scopes().stream().sorted().map(Scope::word).forEach(scopes::add);
        request.expires().ifPresent(life -> body.put("expires", life.toString()));
        return body;
    }

    private static Set<Scope> scopes(JsonNode node) {
        Set<Scope> known = EnumSet.noneOf(Scope.class);
        Json.texts(node, "scopes").forEach(word -> Scope.of(word).ifPresent(known::add));
        return known;
    }
}
