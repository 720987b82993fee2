package org.pawn.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceClientException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that talks to a server. It finds the server, and turns every failure into one line and an exit code. */
abstract class ClientCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions own = new ConnectionOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private @Nullable ServerLocation server;

    ClientCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Does it, and gives the exit code.
     *
     * @throws CommandFailure with what to tell
     * @throws PresenceClientException when the server refuses or does not answer
     */
    abstract int run(PresenceClient client, Output output);

    @Override
    public final Integer call() {
        ConnectionOptions options = own.over(ofGroup());
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), options.json, surroundings);
        try {
            server = ServerLocation.find(options, surroundings.environment(), surroundings.workingDirectory());
            try (PresenceClient client = ClientConnection.open(server, server.token())) {
                return run(client, output);
            }
        } catch (CommandFailure failure) {
            output.remark("pawn: " + failure.getMessage());
            return failure.exitCode();
        } catch (PresenceClientException failure) {
            CommandFailure told = Refusals.told(failure, server);
            output.remark("pawn: " + told.getMessage());
            return told.exitCode();
        }
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    /** Another client of the same server, with that token. */
    final PresenceClient clientWith(String token) {
        if (server == null) {
            throw new IllegalStateException("the command does not run");
        }
        return ClientConnection.open(server, token);
    }

    private @Nullable ConnectionOptions ofGroup() {
        CommandSpec parent = spec.parent();
        return parent != null && parent.userObject() instanceof GroupCommand group ? group.options() : null;
    }
}
