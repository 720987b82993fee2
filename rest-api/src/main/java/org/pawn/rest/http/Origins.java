package org.pawn.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pawn.access.AccessService;
import org.pawn.access.Token;

/**
 * Which pages may talk to us: {@code Origin} says whose script is asking (RFC 6454). Absent, it is no page. Tokens are
 * never ambient, so this is a second wall: it keeps a stolen page from being of use.
 */
public final class Origins {
    private final Set<String> allowed;
    private final Set<String> ownHosts;
    private final AccessService access;

    /** @param ownHosts served domains and the public host name */
    public Origins(Set<String> allowed, Set<String> ownHosts, AccessService access) {
        this.allowed = allowed.stream().map(Origins::normal).collect(Collectors.toUnmodifiableSet());
        this.ownHosts =
                ownHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.access = access;
    }

    /** Before a WebSocket is opened, when the token may not be known yet: absent, our own, allowed, or some token's. */
    public boolean mayOpen(HttpServletRequest request) {
        List<String> given = Collections.list(request.getHeaders("Origin"));
        return given.isEmpty() || given.size() == 1 && (isOwn(given.get(0), request) || isAllowed(given.get(0)));
    }

    /** Once the token is known: where it names origins, a page of any other is refused. */
    public boolean allows(Token token, HttpServletRequest request) {
        return allows(token, origin(request));
    }

    /** The same for a request that is long over; empty where there was no such header. */
    public boolean allows(Token token, String origin) {
        return origin.isEmpty()
                || token.origins().isEmpty()
                || token.origins().stream().anyMatch(one -> normal(one).equals(normal(origin)));
    }

    /** The origin to name in {@code Access-Control-Allow-Origin}, if its pages may read our answers. */
    Optional<String> readable(HttpServletRequest request) {
        List<String> given = Collections.list(request.getHeaders("Origin"));
        return given.size() == 1 && isAllowed(given.get(0)) ? Optional.of(given.get(0)) : Optional.empty();
    }

    public static String origin(HttpServletRequest request) {
        return orEmpty(request.getHeader("Origin"));
    }

    private boolean isAllowed(String origin) {
        String normal = normal(origin);
        return allowed.contains(normal)
                || access.list().stream()
                        .flatMap(token -> token.origins().stream())
                        .anyMatch(one -> normal(one).equals(normal));
    }

    private boolean isOwn(String origin, HttpServletRequest request) {
        Optional<String> host = host(origin);
        String hostHeader = orEmpty(request.getHeader("Host"));
        return host.isPresent() && (ownHosts.contains(host.get()) || host.equals(host("http://" + hostHeader)));
    }

    private static Optional<String> host(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web
                            && uri.getHost() != null
                            && uri.getUserInfo() == null
                            && uri.getRawPath().isEmpty()
                    ? Optional.of(uri.getHost().toLowerCase(Locale.ROOT))
                    : Optional.empty();
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
    }

    private static String normal(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        String bare = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
        return bare.startsWith("https://") && bare.endsWith(":443")
                ? bare.substring(0, bare.length() - 4)
                : bare.startsWith("http://") && bare.endsWith(":80") ? bare.substring(0, bare.length() - 3) : bare;
    }

    private static String orEmpty(@Nullable String header) {
        return header == null ? "" : header;
    }
}
