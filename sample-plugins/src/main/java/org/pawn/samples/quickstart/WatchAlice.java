package org.pawn.samples.quickstart;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClient;

/** Prints how Alice shows, now and at every change; its token is in the variable PAWN_TOKEN. */
public final class WatchAlice {
    public static void main(String[] arguments) throws InterruptedException {
        String token = System.getenv("PAWN_TOKEN");
        PresenceClient client =
                PresenceClient.at("http://127.0.0.1:8080").token(token).build();
        client.openFeed().watch(List.of("alice@example.com"), WatchAlice::print);
        new CountDownLatch(1).await();
    }

    private static void print(Presence alice) {
        System.out.println(alice.address() + " is " + alice.availability().word());
    }
}
