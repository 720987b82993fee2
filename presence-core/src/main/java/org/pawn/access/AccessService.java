package org.pawn.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;

/**
 * Mints, checks and revokes tokens. Checks read memory; writes are durable before they are answered. Lives are counted
 * by the monotonic clock, so that a jump of the wall clock extends none. Thread-safe.
 */
public final class AccessService {
    public static final Duration SIGN_IN_LIFE = Duration.ofHours(1);
    public static final Duration REFRESH_LIFE = Duration.ofDays(30);
    public static final Duration MAX_LIFE = Duration.ofDays(3660);

    private record Held(Token token, long deadlineNanos) {}

    private final TokenStore store;
    private final TimeSource time;
    private final SecureRandom random;
    private final Map<String, Held> byHash = new ConcurrentHashMap<>();
    private final List<Consumer<String>> revocations = new CopyOnWriteArrayList<>();

    public AccessService(TokenStore store, TimeSource time, SecureRandom random) {
        this.store = store;
        this.time = time;
        this.random = random;
        Moment now = time.moment();
        store.live(now.wall())
                .forEach(token -> byHash.put(token.hash(), new Held(token, now.nanosAt(token.expiresAt()))));
    }

    /** Told the id of each revoked token, at once; open connections made with it must end. */
    public void onRevoked(Consumer<String> listener) {
        revocations.add(listener);
    }

    /** The live access token with that secret. */
    public Optional<Token> find(String secret) {
        return find(secret, Token.Kind.ACCESS);
    }

    /** Who the live access token with that secret speaks for. */
    public Optional<Caller> authenticate(String secret) {
        return find(secret).map(Token::caller);
    }

    /** The live link with that secret. */
    public Optional<Token> findLink(String secret) {
        return find(secret, Token.Kind.LINK);
    }

    /** How long a token has left; zero for one that has expired or was revoked. */
    public Duration remaining(Token token) {
        Held held = byHash.get(token.hash());
        Duration left = held == null ? Duration.ZERO : time.moment().until(held.deadlineNanos());
        return left.isNegative() ? Duration.ZERO : left;
    }

    public Caller caller(Token token) {
        return token.caller();
    }

    /**
     * Mints a token; completes once it is on disk. Without {@code token.mint} it lives no longer than its minter and
     * is of use from no other origins.
     *
     * @throws Refusal.Forbidden if {@code by} may not: for someone else needs {@code token.mint}, and nobody grants a
     *     scope or a level that they do not have
     */
    public CompletableFuture<IssuedToken> mint(TokenRequest request, Caller by) {
        boolean forSelf = request.viewer().isPresent() && by.is(request.viewer().get());
        if (!forSelf) {
            by.require(Scope.TOKEN_MINT);
        }
        if (!by.isAdministrator() && !by.scopes().containsAll(request.scopes())) {
            throw new Refusal.Forbidden("A token cannot hold a scope that its minter does not have.");
        }
        if (!by.isAdministrator() && request.viewer().isEmpty() && !by.level().atLeast(request.level())) {
            throw new Refusal.Forbidden("A token cannot see more than its minter.");
        }
        TokenRequest granted = by.has(Scope.TOKEN_MINT) ? request : within(minter(by), request);
        return issue(granted, Token.Kind.ACCESS, by.token());
    }

    /**
     * Makes a link: a token that opens no door but the one that {@link #findLink} is asked for. Its life is bounded like
     * that of a minted token, but it outlives a sign-out.
     */
    public CompletableFuture<IssuedToken> issueLink(TokenRequest request, Caller by) {
        Optional<Token> minter = minter(by).filter(token -> token.mintedBy().isPresent());
        return issue(within(minter, request), Token.Kind.LINK, Optional.empty());
    }

    private Optional<Token> minter(Caller by) {
        return by.token()
                .flatMap(id ->
                        list().stream().filter(token -> token.id().equals(id)).findFirst());
    }

    private TokenRequest within(Optional<Token> minter, TokenRequest request) {
        if (minter.isEmpty()) {
            return request;
        }
        Set<String> origins = minter.get().origins();
        if (!origins.isEmpty() && !origins.containsAll(request.origins())) {
            throw new Refusal.Forbidden("A token is of use from no other origins than its minter.");
        }
        Duration longest = remaining(minter.get());
        return new TokenRequest(
                request.name(),
                request.viewer(),
                request.level(),
                request.scopes(),
                request.origins().isEmpty() ? origins : request.origins(),
                request.life().compareTo(longest) > 0 ? longest : request.life());
    }

    /** Mints on the server's own behalf: the administrator's token, a sign-in. */
    public CompletableFuture<IssuedToken> issue(TokenRequest request) {
        return issue(request, Token.Kind.ACCESS, Optional.empty());
    }

    /** The token that a person who signed in comes back with. */
    public CompletableFuture<IssuedToken> issueRefresh(AddressOfRecord person) {
        TokenRequest request = new TokenRequest(
                person.toString(), Optional.of(person), Level.COMPANY, Caller.ownScopes(), Set.of(), REFRESH_LIFE);
        return issue(request, Token.Kind.REFRESH, Optional.empty());
    }

    /**
     * Takes a refresh token out of use and says whose it was; the caller issues a new pair.
     *
     * @throws Refusal.NotAuthenticated if it is none, or no longer
     */
    public CompletableFuture<AddressOfRecord> redeem(String refreshSecret) {
        Token token = find(refreshSecret, Token.Kind.REFRESH)
                .filter(found -> byHash.remove(found.hash()) != null) // of two who try, one wins
                .orElseThrow(() -> new Refusal.NotAuthenticated("This refresh token is not valid; sign in again."));
        return store.remove(List.of(token.id()))
                .thenApply(done -> token.person().orElseThrow());
    }

    /** Live tokens, newest first. */
    public List<Token> list() {
        Moment now = time.moment();
        return byHash.values().stream()
                .filter(held -> !now.isPast(held.deadlineNanos()))
                .map(Held::token)
                .sorted(Comparator.comparing(Token::createdAt).reversed().thenComparing(Token::id))
                .toList();
    }

    /**
     * Revokes a token and all it minted, at once; completes once that is on disk.
     *
     * @throws Refusal.NotFound if there is no such token
     */
    public CompletableFuture<Void> revoke(String id) {
        Set<String> ids = new LinkedHashSet<>();
        gather(id, ids);
        if (ids.isEmpty()) {
            throw new Refusal.NotFound("There is no such token.");
        }
        return revoke(ids);
    }

    /** Revokes all that speaks for a person: the password changed, or the person is gone. */
    public CompletableFuture<Void> revokeAll(AddressOfRecord person) {
        Set<String> ids = new LinkedHashSet<>();
        list().stream()
                .filter(token -> token.person().filter(person::equals).isPresent())
                .forEach(token -> gather(token.id(), ids));
        return ids.isEmpty() ? CompletableFuture.completedFuture(null) : revoke(ids);
    }

    /** Drops what has expired; call it now and then. */
    public void purge() {
        Moment now = time.moment();
        List<Token> dead = byHash.values().stream()
                .filter(held -> now.isPast(held.deadlineNanos()))
                .map(Held::token)
                .toList();
        dead.forEach(token -> byHash.remove(token.hash()));
        if (!dead.isEmpty()) {
            store.remove(dead.stream().map(Token::id).toList());
        }
    }

    private CompletableFuture<Void> revoke(Set<String> ids) {
        byHash.values().removeIf(held -> ids.contains(held.token().id()));
        ids.forEach(id -> revocations.forEach(listener -> listener.accept(id)));
        return store.remove(ids);
    }

    private void gather(String id, Set<String> ids) {
        for (Held held : byHash.values()) {
            if (held.token().id().equals(id)) {
                ids.add(id);
            } else if (held.token().mintedBy().filter(id::equals).isPresent()
                    && !ids.contains(held.token().id())) {
                gather(held.token().id(), ids);
            }
        }
    }

    private CompletableFuture<IssuedToken> issue(TokenRequest request, Token.Kind kind, Optional<String> mintedBy) {
        if (request.life().isNegative()
                || request.life().isZero()
                || request.life().compareTo(MAX_LIFE) > 0) {
            throw new Refusal.Invalid("expires", "A token lives for at most " + MAX_LIFE.toDays() + " days.");
        }
        if (request.scopes().isEmpty()) {
            throw new Refusal.Invalid("scopes", "A token needs at least one scope.");
        }
        String secret = "pawn_" + randomText(32);
        Moment now = time.moment();
        Token token = new Token(
                freshId(),
                hash(secret),
                kind,
                request.name(),
                request.viewer(),
                request.level(),
                request.scopes(),
                request.origins(),
                mintedBy,
                now.wall(),
                now.wall().plus(request.life()));
        return store.save(token).thenApply(saved -> {
            byHash.put(token.hash(), new Held(token, now.deadline(request.life())));
            return new IssuedToken(secret, token);
        });
    }

    private Optional<Token> find(String secret, Token.Kind kind) {
        Held held = byHash.get(hash(secret));
        return Optional.ofNullable(held)
                .filter(found -> !time.moment().isPast(found.deadlineNanos()))
                .map(Held::token)
                .filter(token -> token.kind() == kind);
    }

    /** Never begins with a dash, which a command line takes for an option. */
    private String freshId() {
        String id = randomText(12);
        while (id.startsWith("-")) {
            id = randomText(12);
        }
        return id;
    }

    private String randomText(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
    }

    private static String hash(String secret) {
        try {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
