package org.pawn.server.clients;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** baresip, driven through its control socket. */
class Baresip extends Phone {
    private static final int RATE = 8_000;

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
        control = FreePorts.next();
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
                module aufile.so
                audio_player aufile,%s
                audio_source aufile,%s
                audio_alert aufile,%s
                module_tmp uuid.so
                module_tmp account.so
                module_app contact.so
                module_app menu.so
                %smodule ctrl_tcp.so
                ctrl_tcp_listen 127.0.0.1:%d
                """.formatted(
                        FreePorts.next(), recording(), tone(), home.resolve("alert.wav"), presence, control));
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
    void call(String buddy) {
        control("dial", account.uri(buddy));
    }

    @Override
    void answer() {
        control("accept", "");
    }

    @Override
    void hangUp() {
        control("hangup", "");
    }

    void hold() {
        control("hold", "");
    }

    void resume() {
        control("resume", "");
    }

    @Override
    void awaitSound() {
        awaitLog("sound arrives", "incoming rtp for 'audio' established");
    }

    /** Half a minute of a buzz, which it plays into its calls. */
    private Path tone() throws IOException {
        byte[] samples = new byte[2 * RATE * 30];
        for (int i = 1; i < samples.length; i += 2) {
            samples[i] = (byte) (i / 20 % 2 == 0 ? 30 : -30);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        Path tone = home.resolve("tone.wav");
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2),
                AudioFileFormat.Type.WAVE,
                tone.toFile());
        return tone;
    }

    private Path recording() {
        return home.resolve("heard.wav");
    }

    /** Waits until the server has taken a PUBLISH with that basic status, and the phone knows it. */
    void awaitPublished(String basic) {
        String sameMessage = "(?:(?!SIP/2\\.0 \\d).)*?";
        awaitLog(
                "its word is taken: " + basic,
                "PUBLISH sip:" + sameMessage + "CSeq: (\\d+) PUBLISH" + sameMessage + "<basic>" + basic + "</basic>"
                        + ".*?SIP/2\\.0 200" + sameMessage + "CSeq: \\1 PUBLISH");
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
