package org.pawn.freebusy;

/**
 * What a feed's server asks for: a user name and a password (RFC 7617, RFC 7616). Never shown and never logged.
 *
 * @param user 1 to 256 characters, without a colon or control characters
 * @param password at most 1,024 characters, without control characters; empty where the name is the whole secret
 */
public record FeedCredentials(String user, String password) {
    private static final int MAX_USER = 256;
    private static final int MAX_PASSWORD = 1_024;

    public FeedCredentials {
        if (user.isEmpty() || user.length() > MAX_USER || user.indexOf(':') >= 0 || hasControls(user)) {
            throw new IllegalArgumentException("a user name has 1 to " + MAX_USER + " characters and no colon");
        }
        if (password.length() > MAX_PASSWORD || hasControls(password)) {
            throw new IllegalArgumentException("a password has at most " + MAX_PASSWORD + " characters");
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return "FeedCredentials[***]";
    }
}
