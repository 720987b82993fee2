package org.pawn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pawn.sdk.Me;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Scope;
import picocli.CommandLine.Command;

/** {@code pawn status}: whether the server serves, and whom we are to it. */
@Command(name = "status", description = "Tells whether the server serves, and who you are to it.")
final class StatusCommand extends ClientCommand {
    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        String state = client.serverState();
        Me me = client.me();
        String who = me.address().or(me::name).orElse(me.kind());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("server", client.server().toString());
        told.put("state", state);
        told.put("you", me);
        Table table = new Table("SERVER", "STATE", "YOU", "SCOPES");
        table.row(
                client.server().toString(),
                state,
                who,
                String.join(" ", me.scopes().stream().sorted().map(Scope::word).toList()));
        output.table(told, table, "");
        return state.equals("ready") ? 0 : CommandFailure.FAILED;
    }
}
