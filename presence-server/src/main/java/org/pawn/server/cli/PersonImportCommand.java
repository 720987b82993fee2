package org.pawn.server.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                    + " password. A person who is there already is left as they are."
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
        int added = 0;
        int there = 0;
        int refused = 0;
        for (PersonRow row : rows) {
            try {
                row.add(client.administration());
                added++;
            } catch (PresenceClientException refusal) {
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
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("added", added);
        counts.put("alreadyThere", there);
        counts.put("refused", refused);
        output.say(counts, added + " added, " + there + " already there, " + refused + " refused.");
        return refused == 0 ? 0 : CommandFailure.FAILED;
    }
}
