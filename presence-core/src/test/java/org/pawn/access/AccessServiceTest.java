package org.pawn.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;

final class AccessServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Caller PORTAL = new Caller(
            "portal",
            Optional.empty(),
            Level.COMPANY,
            Set.of(Scope.TOKEN_MINT, Scope.PRESENCE_READ),
            Optional.of("portal-token"));

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final AccessService access = new AccessService(store, time, new SecureRandom());

    private static TokenRequest forAlice(Scope scope) {
        return new TokenRequest(
                "page", Optional.of(ALICE), Level.COMPANY, Set.of(scope), Set.of(), Duration.ofMinutes(15));
    }

    @Test
    void aMintedTokenSpeaksForItsViewerUntilItExpires() {
        IssuedToken issued = access.mint(forAlice(Scope.PRESENCE_READ), PORTAL).join();
        assertThat(access.authenticate(issued.secret()).orElseThrow().is(ALICE)).isTrue();

        time.advance(Duration.ofMinutes(15));

        assertThat(access.authenticate(issued.secret())).isEmpty();
    }

    @Test
    void noIdBeginsLikeAnOptionOfACommand() {
        List<String> ids = new ArrayList<>();

        for (int i = 0; i < 2_000; i++) { // of which some 30 would
            ids.add(access.mint(forAlice(Scope.PRESENCE_READ), PORTAL)
                    .join()
                    .token()
                    .id());
        }

        assertThat(ids).noneMatch(id -> id.startsWith("-")).doesNotHaveDuplicates();
    }

    @Test
    void aJumpOfTheWallClockNeitherEndsNorExtendsIt() {
        IssuedToken issued = access.mint(forAlice(Scope.PRESENCE_READ), PORTAL).join();

        time.jumpTo(time.now().plus(Duration.ofDays(1)));
        assertThat(access.authenticate(issued.secret())).isPresent();
        time.jumpTo(time.now().minus(Duration.ofDays(2)));
        time.advance(Duration.ofMinutes(15));

        assertThat(access.authenticate(issued.secret())).isEmpty();
    }

    @Test
    void nobodyGrantsAScopeTheyDoNotHave() {
        assertThatThrownBy(() -> access.mint(forAlice(Scope.CONTACTS), PORTAL)).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> access.mint(forAlice(Scope.ADMIN), PORTAL)).isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void mintingForSomeoneElseNeedsTheScope() {
        Caller bob = Caller.of(AddressOfRecord.parse("bob@example.com"));

        assertThatThrownBy(() -> access.mint(forAlice(Scope.PRESENCE_READ), bob))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void aTokenCannotMakeItselfLiveLongerOrWorkElsewhere() {
        TokenRequest page = new TokenRequest(
                "page",
                Optional.of(ALICE),
                Level.COMPANY,
                Set.of(Scope.PRESENCE_READ),
                Set.of("https://portal.example"),
                Duration.ofMinutes(15));
        Caller viewer = access.caller(access.mint(page, PORTAL).join().token());

        Token own = access.mint(forAlice(Scope.PRESENCE_READ).withLife(Duration.ofDays(30)), viewer)
                .join()
                .token();

        assertThat(access.remaining(own)).isEqualTo(Duration.ofMinutes(15));
        assertThat(own.origins()).containsExactly("https://portal.example");
    }

    @Test
    void aLinkOpensNoDoor() {
        IssuedToken link = access.issueLink(forAlice(Scope.PRESENCE_READ), Caller.of(ALICE))
                .join();

        assertThat(access.find(link.secret())).isEmpty();
        assertThat(access.findLink(link.secret())).isPresent();
    }

    @Test
    void revokingATokenRevokesWhatItMintedAndTellsOpenConnections() {
        IssuedToken parent = access.issue(new TokenRequest(
                        "portal",
                        Optional.empty(),
                        Level.COMPANY,
                        Set.of(Scope.TOKEN_MINT, Scope.PRESENCE_READ),
                        Set.of(),
                        Duration.ofDays(1)))
                .join();
        Caller portal = access.authenticate(parent.secret()).orElseThrow();
        IssuedToken child = access.mint(forAlice(Scope.PRESENCE_READ), portal).join();
        List<String> told = new ArrayList<>();
        access.onRevoked(told::add);

        access.revoke(parent.token().id()).join();

        assertThat(access.authenticate(parent.secret())).isEmpty();
        assertThat(access.authenticate(child.secret())).isEmpty();
        assertThat(told).contains(parent.token().id(), child.token().id());
    }

    @Test
    void aRefreshTokenOpensNothingAndWorksOnce() {
        IssuedToken refresh = access.issueRefresh(ALICE).join();
        assertThat(access.authenticate(refresh.secret())).isEmpty();

        assertThat(access.redeem(refresh.secret()).join()).isEqualTo(ALICE);

        assertThatThrownBy(() -> access.redeem(refresh.secret())).isInstanceOf(Refusal.NotAuthenticated.class);
    }

    @Test
    void tokensAreThereAfterARestart() {
        IssuedToken issued = access.mint(forAlice(Scope.PRESENCE_READ), PORTAL).join();

        AccessService restarted = new AccessService(store, time, new SecureRandom());

        assertThat(restarted.authenticate(issued.secret())).isPresent();
    }

    @Test
    void theSecretIsNeitherStoredNorPrinted() {
        IssuedToken issued = access.mint(forAlice(Scope.PRESENCE_READ), PORTAL).join();

        assertThat(issued.toString()).doesNotContain(issued.secret());
        assertThat(store.live(time.now()).toString()).doesNotContain(issued.secret());
    }
}
