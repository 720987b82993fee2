package org.pawn.sdk;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A token to make. Immutable; each call gives a new one.
 *
 * @param subject who it speaks for
 * @param name an address, or an application's or guest's name; empty for yourself
 * @param level how much an application or guest sees
 * @param origins the only pages that may use it; empty for any
 * @param expires the server's default when empty
 */
public record TokenRequest(
        Subject subject,
        Optional<String> name,
        Optional<Level> level,
        Set<Scope> scopes,
        List<String> origins,
        Optional<Duration> expires) {

    /** Who a token can speak for. */
    public enum Subject {
        MYSELF,
        PERSON,
        GUEST,
        APPLICATION
    }

    public TokenRequest {
        scopes = Set.copyOf(scopes);
        origins = List.copyOf(origins);
    }

    /** For whoever asks. */
    public static TokenRequest forMyself(Scope... scopes) {
        return new TokenRequest(
                Subject.MYSELF, Optional.empty(), Optional.empty(), Set.of(scopes), List.of(), Optional.empty());
    }

    /** For a person, such as the viewer of a portal's page. */
    public static TokenRequest forPerson(String address, Scope... scopes) {
        return named(Subject.PERSON, address, scopes);
    }

    /** For a visitor without an address. */
    public static TokenRequest forGuest(String name, Level level, Scope... scopes) {
        return named(Subject.GUEST, name, scopes).seeing(level);
    }

    /** A long token for a program; only an administrator can make one. */
    public static TokenRequest forApplication(String name, Scope... scopes) {
        return named(Subject.APPLICATION, name, scopes);
    }

    /** The same, seeing that much. */
    public TokenRequest seeing(Level most) {
        return new TokenRequest(subject, name, Optional.of(most), scopes, origins, expires);
    }

    /** The same, with these scopes alone. */
    public TokenRequest with(Collection<Scope> only) {
        Set<Scope> copy = EnumSet.noneOf(Scope.class);
        copy.addAll(only);
        return new TokenRequest(subject, name, level, copy, origins, expires);
    }

    /** The same, for pages of these origins alone. */
    public TokenRequest onlyFrom(String... pages) {
        return new TokenRequest(subject, name, level, scopes, List.of(pages), expires);
    }

    /** The same, good for that long. */
    public TokenRequest lasting(Duration life) {
        return new TokenRequest(subject, name, level, scopes, origins, Optional.of(life));
    }

    private static TokenRequest named(Subject subject, String name, Scope... scopes) {
        return new TokenRequest(
                subject, Optional.of(name), Optional.empty(), Set.of(scopes), List.of(), Optional.empty());
    }
}
