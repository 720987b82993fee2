package org.pawn.server.main;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pawn check-config}: reads the configuration as {@code serve} would, and says what is wrong with it. */
@Command(name = "check-config", description = "Reads the configuration and names everything wrong with it.")
final class CheckConfigCommand implements Callable<Integer> {
    @Mixin
    private final Options options = new Options();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            ServerConfig config = options.read(Path.of("pawn-data"), Map.of());
            spec.commandLine().getOut().println("The configuration is good; it serves " + config.domain() + ".");
            return 0;
        } catch (ConfigException wrong) {
            spec.commandLine().getErr().println(wrong.getMessage());
            return 2;
        }
    }
}
