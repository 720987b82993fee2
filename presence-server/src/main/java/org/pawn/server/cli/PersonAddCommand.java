package org.pawn.server.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.Person;
import org.pawn.sdk.PersonDetails;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn person add}. */
@Command(name = "add", description = "Adds a person; without a password they cannot sign in yet.")
final class PersonAddCommand extends ClientCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The new address, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Option(names = "--name", paramLabel = "N", description = "The name to show.")
    private @Nullable String name;

    @Option(names = "--email", paramLabel = "E", description = "The mail address.")
    private @Nullable String email;

    @Option(names = "--title", paramLabel = "T", description = "The job title.")
    private @Nullable String title;

    @Option(names = "--phone", paramLabel = "P", description = "The work phone.")
    private @Nullable String phone;

    @Option(names = "--time-zone", paramLabel = "Z", description = "An IANA time zone, such as Europe/Berlin.")
    private @Nullable String timeZone;

    @Option(names = "--role", paramLabel = "R", description = "What they are there for; may be given again.")
    private List<String> roles = List.of();

    @Option(names = "--skill", paramLabel = "S", description = "What they know; may be given again.")
    private List<String> skills = List.of();

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    PersonAddCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        Optional<String> secret = password.read(surroundings());
        Person added = secret.map(text -> client.administration().addPerson(address, details(), text))
                .orElseGet(() -> client.administration().addPerson(address, details()));
        output.say(
                added,
                "Added " + added.address()
                        + (secret.isPresent()
                                ? "."
                                : "; give them a password with: ./pawn person password " + added.address()
                                        + " --password-stdin"));
        return 0;
    }

    private PersonDetails details() {
        PersonDetails details = PersonDetails.none();
        details = name == null ? details : details.name(name);
        details = email == null ? details : details.email(email);
        details = title == null ? details : details.title(title);
        details = phone == null ? details : details.phone(phone);
        details = roles.isEmpty() ? details : details.roles(roles);
        details = skills.isEmpty() ? details : details.skills(skills);
        return timeZone == null ? details : details.timeZone(timeZone);
    }
}
