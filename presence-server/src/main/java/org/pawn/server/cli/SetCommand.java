package org.pawn.server.cli;

import org.jspecify.annotations.Nullable;
import org.pawn.sdk.ManualAnswer;
import org.pawn.sdk.ManualState;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn set}: a state by hand. */
@Command(name = "set", description = "Sets a person's state by hand.")
final class SetCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Parameters(
            index = "1",
            paramLabel = "STATE",
            description = "Available, Busy, DoNotDisturb (dnd), BeRightBack (brb), Away, Offline or Lunch.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String state;

    @Option(names = "--for", paramLabel = "D", description = "For how long: PT10M is ten minutes.")
    private @Nullable String lasting;

    @Option(names = "--until", paramLabel = "T", description = "Until when: 17:30, or 2030-03-04T09:00:00Z.")
    private @Nullable String until;

    @Option(names = "--note", paramLabel = "TEXT", description = "A few words for others to read.")
    private @Nullable String note;

    @Option(names = "--always-show", description = "Shows it even while no device is signed in.")
    private boolean alwaysShow;

    SetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        ManualAnswer answer = client.setManual(address, wanted());
        output.say(answer, answer.effective().address() + ManualWords.of(answer, output::time));
        return 0;
    }

    private ManualState wanted() {
        ManualState wanted = StateWord.parse(state);
        if (lasting != null && until != null) {
            throw CommandFailure.wrongUsage("--for and --until: give one of them");
        }
        if (lasting != null) {
            wanted = wanted.lasting(TimeArgument.duration("--for", lasting));
        }
        if (until != null) {
            wanted = wanted.until(TimeArgument.instant("--until", until, surroundings()));
        }
        if (note != null) {
            wanted = wanted.noting(note);
        }
        return alwaysShow ? wanted.shownAlways() : wanted;
    }
}
