package org.pawn.server.cli;

import java.io.Serial;

/** Ends a command with one message that says what to do next, and an exit code. */
final class CommandFailure extends RuntimeException {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Serial
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message);
    }

    static CommandFailure wrongUsage(String message) {
        return new CommandFailure(WRONG_USAGE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
