package org.pawn.server.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.CalendarEffect;
import org.pawn.sdk.CalendarFeed;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn calendar add}. */
@Command(
        name = "add",
        description = "Gives a person a calendar: an .ics file, or the address of one, or of a CalDAV server.")
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

    @Option(
            names = "--effect",
            paramLabel = "E",
            description = "What it does: busy, workingHours or ignore (default: busy at first, then as it is).")
    private @Nullable String effect;

    @Option(
            names = "--user",
            paramLabel = "U",
            description = "The name by which the calendar's server knows us; with --password-stdin.")
    private @Nullable String user;

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    CalendarAddCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        CalendarSource put = isUrl() ? client.calendars().put(address, name(), feed()) : putFile(client);
        output.say(put, CalendarWords.of(put) + CalendarWords.leftOut(put));
        return put.problem().isPresent() ? CommandFailure.FAILED : 0;
    }

    private CalendarFeed feed() {
        Optional<CalendarEffect> wanted = effect();
        Optional<String> secret = password.read(surroundings());
        if (secret.isPresent() != (user != null)) {
            throw CommandFailure.wrongUsage("--user: give it with --password-stdin, and both or neither");
        }
        CalendarFeed feed = CalendarFeed.at(url());
        feed = user == null ? feed : feed.signingIn(user, secret.orElse(""));
        return wanted.isPresent() ? feed.with(wanted.get()) : feed;
    }

    private CalendarSource putFile(PresenceClient client) {
        Optional<CalendarEffect> wanted = effect();
        if (user != null) {
            throw CommandFailure.wrongUsage("--user: a file needs none");
        }
        CalendarSource put = client.calendars().put(address, name(), text());
        return wanted.isPresent() ? client.calendars().setEffect(address, name(), wanted.get()) : put;
    }

    private Optional<CalendarEffect> effect() {
        Optional<CalendarEffect> wanted = Optional.ofNullable(effect).map(CalendarEffect::of);
        if (wanted.filter(known -> !known.word().equals(effect)).isPresent()) {
            throw CommandFailure.wrongUsage("--effect: busy, workingHours or ignore");
        }
        return wanted;
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
