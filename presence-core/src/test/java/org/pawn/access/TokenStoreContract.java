package org.pawn.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

/** What every {@link TokenStore} does. */
public interface TokenStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    Instant NOON = Instant.parse("2030-03-04T12:00:00Z");

    TokenStore store();

    /** The store after a restart of what keeps it. */
    TokenStore reopened();

    @Test
    default void everythingAboutATokenComesBack() {
        Token token = new Token(
                "id-1",
                "0f".repeat(32),
                Token.Kind.REFRESH,
                "Portal, \"main\" page",
                Optional.of(ALICE),
                Level.TEAM,
                Set.of(Scope.PRESENCE_READ, Scope.TOKEN_MINT),
                Set.of("https://portal.example", "https://intra.example:8443"),
                Optional.of("id-0"),
                NOON.plusNanos(123_456_000),
                NOON.plusSeconds(60).plusNanos(1_000));

        store().save(token).join();

        assertThat(reopened().live(NOON)).containsExactly(token);
    }

    @Test
    default void aTokenOfAnApplicationComesBackWithoutAPerson() {
        Token token = token("id-1", NOON.plusSeconds(1));

        store().save(token).join();

        assertThat(reopened().live(NOON)).containsExactly(token);
    }

    @Test
    default void aTokenIsGoneAtTheInstantItExpires() {
        store().save(token("id-1", NOON)).join();

        assertThat(reopened().live(NOON.minusMillis(1))).hasSize(1);
        assertThat(reopened().live(NOON)).isEmpty();
    }

    @Test
    default void savingTheSameIdAgainReplacesTheToken() {
        store().save(token("id-1", NOON.plusSeconds(1))).join();
        store().save(token("id-1", NOON.plusSeconds(2))).join();

        assertThat(reopened().live(NOON)).containsExactly(token("id-1", NOON.plusSeconds(2)));
    }

    @Test
    default void removingSomeLeavesTheOthers() {
        List.of("id-1", "id-2", "id-3")
                .forEach(id -> store().save(token(id, NOON.plusSeconds(1))).join());

        store().remove(List.of("id-1", "id-3", "id-never-there")).join();

        assertThat(reopened().live(NOON)).containsExactly(token("id-2", NOON.plusSeconds(1)));
    }

    @Test
    default void removingNoneIsNoError() {
        store().remove(List.of()).join();

        assertThat(store().live(NOON)).isEmpty();
    }

    @Test
    default void writesApplyInCallOrder() {
        CompletableFuture<?>[] writes = IntStream.range(0, 100)
                .mapToObj(i -> CompletableFuture.allOf(
                        store().save(token("id-" + i, NOON.plusSeconds(1))),
                        i % 2 == 0 ? store().remove(List.of("id-" + i)) : CompletableFuture.completedFuture(null)))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(writes).join();

        assertThat(reopened().live(NOON))
                .extracting(Token::id)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50)
                        .mapToObj(i -> "id-" + (2 * i + 1))
                        .toList());
    }

    private static Token token(String id, Instant expiresAt) {
        return new Token(
                id,
                "hash of " + id,
                Token.Kind.ACCESS,
                "Portal",
                Optional.empty(),
                Level.COMPANY,
                Set.of(Scope.PRESENCE_READ),
                Set.of(),
                Optional.empty(),
                NOON.minus(Duration.ofDays(1)),
                expiresAt);
    }
}
