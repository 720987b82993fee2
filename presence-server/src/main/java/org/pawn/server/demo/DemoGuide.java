package org.pawn.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/** What {@code pawn demo} tells the person who started it. */
public final class DemoGuide {
    private static final String PROGRAM = "/org/pawn/samples/quickstart/WatchAlice.java";

    private final Map<AddressOfRecord, String> passwords;
    private final Optional<String> sip;
    private final String http;

    /**
     * @param sip HOST:PORT of the SIP listener, if it is on
     * @param http the server's address
     */
    public DemoGuide(Map<AddressOfRecord, String> passwords, Optional<String> sip, String http) {
        this.passwords = passwords;
        this.sip = sip;
        this.http = http;
    }

    /** The guide's lines, without the portal's and the ready line. */
    public String text() throws IOException {
        StringBuilder text = new StringBuilder(4096);
        text.append("Pawn Presence, a demo: the domain example.com with Alice, Bob and Carol.\n\n");
        text.append("Sign in to the portal as\n");
        passwords.forEach((person, password) -> text.append("    %-20s %s%n".formatted(person, password)));
        sip.ifPresent(
                address -> List.of(DemoPeople.ALICE, DemoPeople.BOB).forEach(person -> phone(text, person, address)));
        text.append("\nA Java program that watches Alice (needs sdk-java on its class path):\n\n");
        program().lines().forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("\nany supervisor who is free: ./pawn who --group %s --available --watch%n"
                .formatted(DemoPeople.SUPERVISORS));
        text.append("now run: ./pawn set alice@example.com Busy --for PT10M\n");
        return text.toString();
    }

    private void phone(StringBuilder text, AddressOfRecord person, String address) {
        String password = passwords.get(person);
        text.append("\nA SIP phone for ").append(person.user()).append(":\n");
        text.append("    address   sip:")
                .append(person)
                .append("\n    password  ")
                .append(password);
        text.append("\n    proxy     sip:").append(address).append("\n    baresip   ");
        text.append("<sip:%s>;auth_user=%s;auth_pass=%s;outbound=\"sip:%s\";regint=300;pubint=300%n"
                .formatted(person, person.user(), password, address));
        text.append("    linphone  in linphonec: proxy add; address sip:").append(address);
        text.append("; identity sip:").append(person).append("; then the password\n");
    }

    private String program() throws IOException {
        try (InputStream source = DemoGuide.class.getResourceAsStream(PROGRAM)) {
            if (source == null) {
                throw new IOException("the sample program is not on the class path: " + PROGRAM);
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8).replace("http://127.0.0.1:8080", http);
        }
    }
}
