package org.pawn.server.clients;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** baresip, driven through its control socket. */
class Baresip extends Phone {
    private int control;

    Baresip(Account account, Path home) {
        super(account, home);
    }

    /** One that only registers: it neither publishes nor watches. */
    static Baresip withoutPresence(Account account, Path home) {
        return new Baresip(account, home) {
            @Override
            boolean hasPresence() {
                return false;
            }
        };
    }

    boolean hasPresence() {
        return true;
    }

    @Override
    void configure() throws IOException {
        control = freePort();
        String presence = hasPresence() ? "module_app presence.so\n" : "";
        Files.writeString(home.resolve("config"), """
                poll_method epoll
                sip_listen 127.0.0.1:%d
                sip_verify_server no
                net_interface 127.0.0.1
                audio_path /usr/share/baresip
                module_path /usr/lib/baresip/modules
                module stdio.so
                module g711.so
                module_tmp uuid.so
                module_tmp account.so
                module_app contact.so
                module_app menu.so
                %smodule ctrl_tcp.so
                ctrl_tcp_listen 127.0.0.1:%d
                """.formatted(freePort(), presence, control));
        String transport = ";transport=" + account.transport();
        Files.writeString(
                home.resolve("accounts"),
                "<" + account.uri(account.user()) + transport + ">;auth_user=" + account.user() + ";auth_pass="
                        + account.password() + ";outbound=\"" + account.proxy() + "\";regint=120;"
                        + (hasPresence() ? "pubint=120;" : "") + "answermode=manual;audio_codecs=PCMU/8000/1\n");
        String contact = "\"" + account.buddy() + "\" <" + account.uri(account.buddy()) + transport + ">";
        Files.writeString(home.resolve("contacts"), contact + (hasPresence() ? ";presence=p2p\n" : "\n"));
    }

    @Override
    List<String> command() {
        return List.of("baresip", "-f", home.toString(), "-v", "-s");
    }

    @Override
    Path logFile() {
        return home.resolve("output.log");
    }

    @Override
    void goOnline() {
        control("presence_online", "");
    }

    /** The person switches themself to offline; the phone stays registered. */
    void goOffline() {
        control("presence_offline", "");
    }

    @Override
    void write(String buddy, String text) {
        control("message", account.uri(buddy) + " " + text);
    }

    @Override
    void quit() {
        control("quit", "");
    }

    private void control(String command, String parameters) {
        byte[] json = ("{\"command\":\"" + command + "\",\"params\":\"" + parameters + "\",\"token\":\"t\"}")
                .getBytes(StandardCharsets.UTF_8);
        await("baresip's control socket")
                .atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .until(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control)) {
                        socket.getOutputStream().write((json.length + ":").getBytes(StandardCharsets.US_ASCII));
                        socket.getOutputStream().write(json);
                        socket.getOutputStream().write(',');
                        socket.getOutputStream().flush();
                        socket.setSoTimeout(2000);
                        return socket.getInputStream().read() >= 0 || command.equals("quit");
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
    }
}
