package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phones that nobody here wrote call each other through the whole server, and everybody sees that they talk. */
@Tag("clients")
@Timeout(240)
final class RealCallsTest {
    private static final String REGISTERED = "SIP/2\\.0 200 [^\n]*\n(?:[^\n]+\n)*?CSeq: \\d+ REGISTER";

    @TempDir
    private Path folder;

    private CallHouse house;

    @BeforeEach
    void start() throws JsonProcessingException {
        house = new CallHouse(folder);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @ParameterizedTest(name = "{0} over {1} calls {2} over {3}")
    @CsvSource({
        "baresip, udp, baresip, udp",
        "baresip, tcp, baresip, tls",
        "baresip, tls, baresip, udp",
        "linphone, udp, baresip, tcp",
        "baresip, udp, linphone, tcp",
        "twinkle, udp, baresip, udp",
        "baresip, tcp, twinkle, udp",
        "linphone, tls, baresip, tls",
        "linphone, tls, twinkle, tcp"
    })
    void twoPeopleTalkAndEverybodySeesItUntilTheyHangUp(
            String caller, String callersTransport, String callee, String calleesTransport) {
        try (Phone alice = house.phone(caller, "alice", callersTransport, "alice");
                Phone bob = house.phone(callee, "bob", calleesTransport, "bob")) {
            house.awaitSignedIn("alice", "bob");

            alice.call("bob");
            bob.awaitRinging();
            house.awaitCall("alice");
            assertThat(house.isInACall("bob")).as("who is rung is in no call").isFalse();
            bob.answer();
            house.awaitCall("alice", "bob");
            bob.awaitLog("the call is set up", "ACK sip:");
            boolean sounds = alice.sendsSound() && bob.sendsSound();
            alice.speak();
            bob.speak();
            if (sounds) {
                (alice instanceof Baresip ? alice : bob).awaitSound(); // it tells at once, linphone in the end
            }
            bob.hangUp();

            house.awaitNoCall("alice", "bob");
            if (sounds) {
                alice.awaitSound();
                bob.awaitSound();
            }
        }
    }

    @Test
    void aCallOnHoldIsStillOneAndWhoGivesUpOrRefusesIsInNone() {
        try (Baresip alice = (Baresip) house.phone("baresip", "alice", "udp", "alice");
                Baresip bob = (Baresip) house.phone("baresip", "bob", "tcp", "bob")) {
            house.awaitSignedIn("alice", "bob");
            alice.call("bob");
            bob.awaitRinging();
            bob.answer();
            house.awaitCall("alice", "bob");

            alice.hold();
            bob.awaitLog("it is on hold", "INVITE sip:bob.*a=(sendonly|inactive).*ACK sip:bob");
            assertThat(house.isInACall("alice") && house.isInACall("bob")).isTrue();
            alice.resume();
            bob.awaitLog("it goes on", "a=(sendonly|inactive).*INVITE sip:bob.*a=sendrecv");
            alice.hangUp();
            house.awaitNoCall("alice", "bob");

            alice.call("bob");
            house.awaitCall("alice");
            alice.hangUp();
            bob.awaitLog("it stops ringing", "CANCEL sip:bob.*SIP/2\\.0 487 ");
            alice.awaitLog("it has given up", "SIP/2\\.0 487 ");
            house.awaitNoCall("alice", "bob");

            alice.call("bob");
            house.awaitCall("alice");
            bob.hangUp();
            alice.awaitLog("it is refused", "SIP/2\\.0 (486|603) ");
            house.awaitNoCall("alice", "bob");
        }
    }

    @ParameterizedTest(name = "with {0} at the desk and {1} at home")
    @CsvSource({"baresip, baresip", "twinkle, linphone"})
    void ofThreePhonesThatRingOneAnswersAndTheOthersStop(String desksKind, String homesKind) {
        try (Phone alice = house.phone("baresip", "alice", "udp", "alice");
                Phone desk = house.phone(desksKind, "bob", "udp", "desk");
                Phone pocket = house.phone("baresip", "bob", "tcp", "pocket");
                Phone home = house.phone(homesKind, "bob", "tls", "home")) {
            List<Phone> all = List.of(desk, pocket, home);
            all.forEach(phone -> phone.awaitLog("it is registered", REGISTERED));
            house.awaitSignedIn("alice", "bob");

            alice.call("bob");
            all.forEach(Phone::awaitRinging);
            pocket.answer();
            for (Phone other : List.of(desk, home)) {
                other.awaitLog("it stops ringing", "CANCEL sip:bob.*SIP/2\\.0 487 .*ACK sip:bob");
            }
            house.awaitCall("alice", "bob");
            pocket.awaitSound();
            alice.hangUp();

            house.awaitNoCall("alice", "bob");
            assertThat(desk.log() + home.log()).doesNotContain("BYE sip:");
        }
    }
}
