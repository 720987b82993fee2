package org.pawn.server.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that is nothing without a further word, {@code pawn person}. */
abstract class GroupCommand implements Runnable {
    @Mixin
    private final ConnectionOptions options = new ConnectionOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    final ConnectionOptions options() {
        return options;
    }

    @Override
    public final void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
