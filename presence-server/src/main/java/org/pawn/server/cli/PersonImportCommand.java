package org.pawn.server.cli;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.pawn.sdk.Person;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceClientException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn person import}. */
@Command(
        name = "import",
        description = {
            "Adds the people of a CSV file.",
            "Its first line names the columns: address, and any of name, email, title, department, phone, timeZone,"
                    + " roles, skills (several of them between semicolons), password. A person who is there already is left as they are."
        })
final class PersonImportCommand extends ClientCommand {
    @Parameters(paramLabel = "FILE.csv", description = "The file, in UTF-8.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    PersonImportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        List<PersonRow> rows = PersonRow.read(surroundings().workingDirectory().resolve(file));
        Import running = new Import(output);
        for (PersonRow row : rows) {
            running.makeRoomFor(row);
            running.underway.add(new Sent(row, row.add(client.administration())));
        }
        while (!running.underway.isEmpty()) {
            running.settleOldest();
        }
        return running.tell();
    }

    /** A row that the server has not answered yet. */
    private record Sent(PersonRow row, CompletableFuture<Person> answer) {}

    /** One import: several rows are on their way at once, and what became of them is told in the file's order. */
    private static final class Import {
        /** Enough to hide the waits for the server's disk, few enough to leave it to others as well. */
        private static final int AT_ONCE = 16;

        private final Deque<Sent> underway = new ArrayDeque<>();
        private final Output output;
        private int added;
        private int there;
        private int refused;

        Import(Output output) {
            this.output = output;
        }

        /** Of two rows of one person the first is the one that counts, so the second waits for it. */
        void makeRoomFor(PersonRow row) {
            while (underway.size() >= AT_ONCE
                    || underway.stream().anyMatch(sent -> sent.row().address().equalsIgnoreCase(row.address()))) {
                settleOldest();
            }
        }

        void settleOldest() {
            Sent sent = underway.remove();
            try {
                sent.answer().join();
                added++;
            } catch (CompletionException failed) {
                if (!(failed.getCause() instanceof PresenceClientException refusal)) {
                    throw failed;
                }
                refused(sent.row(), refusal);
            }
        }

        private void refused(PersonRow row, PresenceClientException refusal) {
            if (!refusal.answered()
                    || refusal.status() == 401
                    || refusal.problem().name().equals("missing-scope")) {
                throw refusal; // the next row would fare no better
            }
            if (refusal.status() == 409) {
                there++;
            } else {
                refused++;
                output.remark("line " + row.line() + ": " + row.address() + ": " + refusal.getMessage());
            }
        }

        int tell() {
            Map<String, Integer> counts = new LinkedHashMap<>();
            counts.put("added", added);
            counts.put("alreadyThere", there);
            counts.put("refused", refused);
            output.say(counts, added + " added, " + there + " already there, " + refused + " refused.");
            return refused == 0 ? 0 : CommandFailure.FAILED;
        }
    }
}
