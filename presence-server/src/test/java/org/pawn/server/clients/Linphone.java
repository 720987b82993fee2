package org.pawn.server.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** linphonec, which wants a terminal: {@code script} lends it one. */
final class Linphone extends Phone {
    Linphone(Account account, Path home) {
        super(account, home);
        type("soundcard use files"); // before the first call: only then can it play one
    }

    @Override
    void configure() throws IOException {
        for (String folder : List.of("share/linphone", "config", ".local/share/linphone")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.writeString(home.resolve(".asoundrc"), "pcm.!default { type null }\n");
        Files.writeString(home.resolve("rc"), """
                [sip]
                sip_port=%d
                sip_tcp_port=%d
                sip_tls_port=%d
                verify_server_certs=0
                verify_server_cn=0
                default_proxy=0
                use_ipv6=0
                guess_hostname=0
                contact=sip:%s@127.0.0.1
                bind_address=127.0.0.1
                media_encryption=none
                [net]
                firewall_policy=0
                mtu=1300
                [rtp]
                audio_rtp_port=%d
                [sound]
                use_files=1
                [video]
                enabled=0
                capture=0
                display=0
                [lime]
                enabled=0
                [misc]
                store_friends=0
                [auth_info_0]
                username=%s
                userid=%s
                passwd=%s
                realm=example.com
                domain=example.com
                algorithm=MD5
                [proxy_0]
                reg_proxy=<%s>
                reg_route=<%s;lr>
                reg_identity=%s
                reg_expires=600
                reg_sendregister=1
                publish=1
                publish_expires=600
                dial_escape_plus=0
                realm=example.com
                [friend_0]
                url=%s
                pol=accept
                subscribe=1
                """.formatted(
                        portFor("udp"),
                        portFor("tcp"),
                        portFor("tls"),
                        account.user(),
                        FreePorts.next(),
                        account.user(),
                        account.user(),
                        account.password(),
                        account.proxy(),
                        account.proxy(),
                        account.uri(account.user()),
                        account.uri(account.buddy())));
    }

    /** It listens on the one transport that it uses. */
    private int portFor(String transport) {
        return account.transport().equals(transport) ? FreePorts.next() : 0;
    }

    @Override
    List<String> command() {
        String line = "linphonec -c " + home.resolve("rc") + " -d 6 -l " + logFile();
        return List.of("script", "-qfec", line, "/dev/null");
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "HOME", home.toString(),
                "XDG_DATA_HOME", home.resolve("share").toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "TERM", "dumb");
    }

    @Override
    Path logFile() {
        return home.resolve("sip.log");
    }

    @Override
    void goOnline() {
        // it has published since it signed in, and linphonec has no command to say anything else
    }

    @Override
    void write(String buddy, String text) {
        type("chat " + account.uri(buddy) + " " + text);
    }

    @Override
    void call(String buddy) {
        type("call " + account.uri(buddy));
    }

    @Override
    void answer() {
        type("answer");
    }

    @Override
    void hangUp() {
        type("terminate");
    }

    @Override
    void speak() {
        type("play /usr/share/sounds/linphone/hello8000.wav");
    }

    @Override
    void awaitSound() {
        awaitLog("sound has arrived", "ortp-message-received\\s+[1-9]\\d* packets"); // counted at the end
    }

    @Override
    void quit() {
        type("quit");
    }
}
