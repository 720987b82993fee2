package org.pawn.server.storage;

/**
 * Tells a disk that failed to sync, and so may have dropped what it had taken, from one that took nothing: a full one,
 * say, which may get room again.
 */
final class SyncFailure {
    private static final String H2_SAYS = "Could not sync";

    private SyncFailure() {}

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(H2_SAYS)) {
                return true;
            }
        }
        return false;
    }
}
