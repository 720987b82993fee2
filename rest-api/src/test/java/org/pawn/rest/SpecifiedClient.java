package org.pawn.rest;

import org.jspecify.annotations.Nullable;

/** A client whose every exchange must be as {@code openapi.yaml} says. */
final class SpecifiedClient extends RestClient {
    private final RestFixture server;
    private final Specification specification;

    SpecifiedClient(RestFixture server, String token, Specification specification) {
        super(server, token);
        this.server = server;
        this.specification = specification;
    }

    @Override
    public Answer call(String method, String path, @Nullable String body, String type, String... headers) {
        Answer answer = super.call(method, path, body, type, headers);
        specification.judge(method, server.url(path), body, type, answer, headers);
        return answer;
    }
}
