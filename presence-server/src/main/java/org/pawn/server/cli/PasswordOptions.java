package org.pawn.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A password from the command line, where other users may see it, or from the input, where they may not. */
final class PasswordOptions {
    @Option(
            names = "--password",
            paramLabel = "P",
            description = "The password; other users of this machine may see it, --password-stdin hides it.")
    private @Nullable String password;

    @Option(names = "--password-stdin", description = "Reads the password from the first line of the input.")
    private boolean fromInput;

    /** @throws CommandFailure if both were given, or there is no line */
    Optional<String> read(Surroundings surroundings) {
        if (password != null && fromInput) {
            throw CommandFailure.wrongUsage("--password and --password-stdin: give one of them");
        }
        if (!fromInput) {
            return Optional.ofNullable(password).map(PasswordOptions::notEmpty);
        }
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(surroundings.input(), StandardCharsets.UTF_8));
            return Optional.of(notEmpty(Optional.ofNullable(lines.readLine()).orElse("")));
        } catch (IOException failure) {
            throw CommandFailure.failed("--password-stdin: the input cannot be read: " + failure.getMessage());
        }
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw CommandFailure.wrongUsage("the password is empty");
        }
        return text;
    }
}
