package org.pawn.server.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.QuietHours;
import org.pawn.sdk.WeeklyHours;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn quiet}: when a person wants to be left alone. */
@Command(
        name = "quiet",
        description = {
            "Shows when a person wants to be left alone, or says it, on their own clock.",
            "Hours that are given replace all; others do not see them."
        })
final class QuietCommand extends ClientCommand {
    private record Shown(@JsonUnwrapped QuietHours hours, boolean deliverToPhones) {}

    private static final String DELIVER = "deliver";

    @Parameters(paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Mixin
    private final WeekOptions asked = new WeekOptions();

    @Option(
            names = "--phones",
            paramLabel = "WHAT",
            description = "Whether messages wait for plain SIP phones (wait), or come to them all the same (deliver).")
    private @Nullable String phones;

    QuietCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        Optional<WeeklyHours> week = asked.week();
        if (phones != null && !phones.equals("wait") && !phones.equals(DELIVER)) {
            throw CommandFailure.wrongUsage("--phones: \"" + phones + "\" is neither wait nor deliver");
        }
        if (asked.none()) {
            client.notifications().deleteQuietHours(address);
        }
        QuietHours hours = week.isPresent()
                ? client.notifications().putQuietHours(address, week.get())
                : client.notifications().quietHours(address);
        boolean deliver = phones == null
                ? client.notifications().deliverToPhones(address)
                : client.notifications().deliverToPhones(address, phones.equals(DELIVER));
        output.say(new Shown(hours, deliver), words(hours, output) + words(deliver));
        return 0;
    }

    private String words(QuietHours hours, Output output) {
        if (hours.week().byDay().isEmpty()) {
            return address + " has no quiet hours.";
        }
        return address + " is quiet " + WeekWords.of(hours.week()) + " (" + hours.timeZone() + ")"
                + hours.quietUntil()
                        .map(end -> ", now until " + output.time(end))
                        .orElse("")
                + ".";
    }

    private static String words(boolean deliver) {
        return deliver ? " Phones get messages all the same." : "";
    }
}
