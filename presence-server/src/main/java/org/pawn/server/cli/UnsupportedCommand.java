package org.pawn.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command whose place is kept: it says so and fails, whatever it is given. */
@Command(description = "Not supported yet.")
final class UnsupportedCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("pawn: " + spec.name() + " is not supported yet.");
        return CommandFailure.FAILED;
    }
}
