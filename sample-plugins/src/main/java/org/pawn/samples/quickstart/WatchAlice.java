package org.pawn.samples.quickstart;

import java.util.List;
import org.pawn.sdk.*;

/** Prints how Alice shows, now and at each change, through the eyes of Bob, whose password is the argument. */
public final class WatchAlice {
    public static void main(String[] arguments) throws InterruptedException {
        PresenceClientBuilder bob = PresenceClient.at("http://127.0.0.1:8080").signIn("bob@example.com", arguments[0]);
        try (PresenceClient client = bob.build()) {
            Watch watch = client.openFeed().watch(List.of("alice@example.com"), WatchAlice::print);
            watch.ready().join(); // fails with the reason when the server refuses
            Thread.currentThread().join(); // until it is stopped
        }
    }

    private static void print(Presence alice) {
        System.out.println("Alice: " + alice.availability().word() + (alice.stale() ? ", when last heard of" : ""));
    }
}
