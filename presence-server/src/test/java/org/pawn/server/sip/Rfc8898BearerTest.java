package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.access.Caller;
import org.pawn.access.IssuedToken;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.TokenRequest;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.Transport;

/** Signing in by access token (RFC 8898). */
@Timeout(60)
final class Rfc8898BearerTest {
    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.tcp(server.plain()), "bob");

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private IssuedToken token(String user, Scope... scopes) {
        return server.access
                .mint(
                        new TokenRequest(
                                "phone",
                                Optional.of(SipServer.address(user)),
                                Level.COMPANY,
                                Set.of(scopes),
                                Set.of(),
                                Duration.ofHours(1)),
                        Caller.of(SipServer.address(user)))
                .join();
    }

    private static SipUser.Request with(SipUser.Request request, IssuedToken token) {
        return request.with("Authorization", "Bearer " + token.secret());
    }

    @Test
    void section2APersonsTokenSignsThemInForWhatItsScopesAllow() {
        IssuedToken all = token("alice", Scope.PRESENCE_WRITE, Scope.PRESENCE_READ, Scope.MESSAGE);

        assertThat(status(with(alice.register(60), all).send())).isEqualTo(200);
        assertThat(status(with(alice.publish("open", "<rpid:busy/>"), all).send()))
                .isEqualTo(200);
        assertThat(status(with(alice.subscribe("bob", 60), all).send())).isEqualTo(200);
        assertThat(status(with(alice.message("bob", "x"), all).send())).isEqualTo(202);
    }

    @Test
    void aScopeThatIsMissingIs403() {
        IssuedToken reads = token("alice", Scope.PRESENCE_READ);
        IssuedToken writes = token("alice", Scope.PRESENCE_WRITE);

        assertThat(status(with(alice.register(60), reads).send())).isEqualTo(403);
        assertThat(status(with(alice.publish("open", ""), reads).send())).isEqualTo(403);
        assertThat(status(with(alice.message("bob", "x"), reads).send())).isEqualTo(403);
        assertThat(status(with(alice.request("INVITE", bob.address()), reads).send()))
                .isEqualTo(403);
        assertThat(status(with(alice.subscribe("bob", 60), writes).send())).isEqualTo(403);
    }

    @Test
    void aTokenSpeaksForItsPersonAlone() {
        IssuedToken alices = token("alice", Scope.PRESENCE_WRITE);

        assertThat(status(with(bob.register(60), alices).send())).isEqualTo(403);
    }

    @Test
    void section3ATokenThatIsNoneIsChallengedByNameAndByDigestToo() {
        String answer =
                alice.register(60).with("Authorization", "Bearer made-up").send();

        assertThat(status(answer)).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate"))
                .contains("Bearer realm=\"example.com\", error=\"invalid_token\"");
        assertThat(answer).contains("WWW-Authenticate: Digest");
    }

    @Test
    void aRevokedTokenIsNoneAnyMore() {
        IssuedToken token = token("alice", Scope.PRESENCE_WRITE);
        server.access.revoke(token.token().id()).join();

        assertThat(status(with(alice.register(60), token).send())).isEqualTo(401);
    }

    @Test
    void whoShowsNoneIsChallengedAsBefore() {
        assertThat(alice.register(60).send()).doesNotContain("Bearer");
    }

    @ParameterizedTest
    @CsvSource({"UDP,false", "TCP,false", "WS,false", "TLS,true", "WSS,true"})
    void section4OffThisMachineATokenIsTakenWhereNobodyCanReadIt(Transport transport, boolean taken) {
        assertThat(BearerSignIn.isPrivate(new SipPeer(transport, new InetSocketAddress("192.0.2.1", 5060))))
                .isEqualTo(taken);
        assertThat(BearerSignIn.isPrivate(new SipPeer(transport, new InetSocketAddress("127.0.0.1", 5060))))
                .isTrue();
    }
}
