package org.pawn.server.main;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pawn serve}: the server, until a signal ends it. */
@Command(name = "serve", description = "Runs the server until it is told to stop.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final Options options = new Options();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            ServerConfig config = options.read(Path.of("pawn-data"), Map.of());
            Running running = Running.start(config);
            if (running.isFirstStart()) {
                FirstStart.explain(config, running.server(), out);
            }
            out.println(running.server().readyLine());
            out.flush();
            new CountDownLatch(1).await(); // a signal ends the process through its shutdown hook
            return 0;
        } catch (ConfigException wrong) {
            err.println(wrong.getMessage());
            return 2;
        } catch (StartException failed) {
            err.println("pawn: " + failed.getMessage());
            return 1;
        }
    }
}
