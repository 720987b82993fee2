package org.pawn.server.clients;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Watch;

/** A program that watches people, as the README's does. */
final class ProgramSurface implements Surface {
    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private final PresenceClient client;

    ProgramSurface(String server, String address, String password, List<String> people) {
        client = PresenceClient.at(server).signIn(address, password).build();
        Watch watch = client.openFeed().watch(people, each -> shown.put(each.address(), words(each)));
        watch.ready().join();
    }

    private static String words(Presence presence) {
        return presence.availability().word() + (presence.stale() ? ", when last heard of" : "");
    }

    @Override
    public String shows(String address) {
        return shown.getOrDefault(address, "");
    }

    @Override
    public void close() {
        client.close();
    }
}
