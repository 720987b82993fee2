package org.pawn.access;

/** A token at the one moment its secret is known; {@code toString} does not show it. */
public record IssuedToken(String secret, Token token) {
    @Override
    public String toString() {
        return "IssuedToken[***, " + token.id() + "]";
    }
}
