package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Alice's own calendar program: khal on her machine, and vdirsyncer to carry what she does to the server and back. */
final class Khal {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'00Z'").withZone(ZoneOffset.UTC);

    private final Path home;
    private final Path calendar;

    /** With a calendar {@code work} on the server, which is made. */
    Khal(Path home, CalDavProgram server) throws Exception {
        this.home = Files.createDirectories(home);
        this.calendar = home.resolve("calendars/work");
        Files.writeString(home.resolve("vdirsyncer.conf"), """
                [general]
                status_path = "%1$s/status/"
                [pair alice]
                a = "here"
                b = "there"
                collections = ["work"]
                [storage here]
                type = "filesystem"
                path = "%1$s/calendars/"
                fileext = ".ics"
                [storage there]
                type = "caldav"
                url = "%2$s"
                %3$s
                """.formatted(
                        home,
                        server.url(),
                        server.password()
                                .map(secret -> "username = \"alice\"\npassword = \"" + secret + "\"")
                                .orElse("")));
        Files.writeString(home.resolve("khal.conf"), """
                [calendars]
                [[work]]
                path = %1$s/calendars/work/
                type = calendar
                [locale]
                timeformat = %%H:%%M
                dateformat = %%Y-%%m-%%d
                longdateformat = %%Y-%%m-%%d
                datetimeformat = %%Y-%%m-%%d %%H:%%M
                longdatetimeformat = %%Y-%%m-%%d %%H:%%M
                local_timezone = UTC
                default_timezone = UTC
                [default]
                default_calendar = work
                [sqlite]
                path = %1$s/khal.db
                """.formatted(home));
        run("y\ny\n", "vdirsyncer", "-c", home.resolve("vdirsyncer.conf").toString(), "discover", "alice");
    }

    void adds(String title, Instant start, Instant end) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("khal", "-c", home.resolve("khal.conf").toString(), "new", "-a", "work"));
        command.addAll(List.of((MINUTE.format(start) + " " + MINUTE.format(end)).split(" ")));
        command.add(title);
        run("", command.toArray(String[]::new));
        sync();
    }

    /** As a program that edits the entry's file does. */
    void moves(String title, Instant start, Instant end) throws Exception {
        Path file = file(title);
        String moved = Files.readString(file)
                .replaceAll("DTSTART[^\r\n]*", "DTSTART:" + BASIC.format(start))
                .replaceAll("DTEND[^\r\n]*", "DTEND:" + BASIC.format(end));
        Files.writeString(file, moved);
        sync();
    }

    void removes(String title) throws Exception {
        Files.delete(file(title));
        sync();
    }

    private Path file(String title) throws IOException {
        try (Stream<Path> files = Files.list(calendar)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".ics")).toList()) {
                if (Files.readString(file).contains("SUMMARY:" + title)) {
                    return file;
                }
            }
        }
        throw new AssertionError("no entry " + title);
    }

    private void sync() throws Exception {
        run("", "vdirsyncer", "-c", home.resolve("vdirsyncer.conf").toString(), "sync", "--force-delete", "alice");
    }

    private void run(String typed, String... command) throws Exception {
        Path said = home.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.outputWriter().append(typed).close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("%s ends", List.of(command))
                .isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", List.of(command), Files.readString(said))
                .isZero();
    }
}
