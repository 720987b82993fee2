package org.pawn.server.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn calendar add}. */
@Command(name = "add", description = "Gives a person a calendar: an .ics file, or the address where one is kept.")
final class CalendarAddCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Parameters(index = "1", paramLabel = "FILE_OR_URL", description = "A file, or an http, https or webcal address.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String source;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The calendar's name; the same name again replaces it (default: the file's name).")
    private @Nullable String id;

    CalendarAddCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        CalendarSource put = isUrl()
                ? client.calendars().put(address, name(), url())
                : client.calendars().put(address, name(), text());
        output.say(put, CalendarWords.of(put) + CalendarWords.leftOut(put));
        return put.problem().isPresent() ? CommandFailure.FAILED : 0;
    }

    private boolean isUrl() {
        return source.matches("(?i)(https?|webcal)://.*");
    }

    private URI url() {
        try {
            return URI.create(source);
        } catch (IllegalArgumentException malformed) {
            throw CommandFailure.wrongUsage("FILE_OR_URL: the address is malformed");
        }
    }

    private String text() {
        Path file = surroundings().workingDirectory().resolve(source);
        try {
            return Files.readString(file);
        } catch (IOException notReadable) {
            throw CommandFailure.wrongUsage("FILE_OR_URL: " + source + " cannot be read as UTF-8");
        }
    }

    /** From the file's or the URL's last part, without what an id may not hold. */
    private String name() {
        if (id != null) {
            return id;
        }
        String last =
                source.replaceFirst("[?#].*", "").replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[^.]*$", "");
        String plain =
                last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "calendar" : plain;
    }
}
