package org.pawn.server.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** twinkle-console, which wants a terminal too. */
final class Twinkle extends Phone {
    Twinkle(Account account, Path home) {
        super(account, home);
    }

    @Override
    void configure() throws IOException {
        Path settings = Files.createDirectories(home.resolve(".twinkle"));
        Files.createDirectories(settings.resolve("tmpfile"));
        Files.writeString(home.resolve(".asoundrc"), "pcm.!default { type null }\nctl.!default { type null }\n");
        Files.writeString(settings.resolve("twinkle.sys"), """
                dev_ringtone=alsa:default
                dev_speaker=alsa:default
                dev_mic=alsa:default
                validate_audio_dev=no
                log_max_size=20
                log_show_sip=yes
                log_show_debug=yes
                sip_udp_port=%1$d
                sip_tcp_port=%1$d
                rtp_port=%2$d
                play_ringtone=no
                play_ringback=no
                sip_max_udp_size=65535
                sip_max_tcp_size=1000000
                """.formatted(FreePorts.next(), FreePorts.next()));
        Files.writeString(settings.resolve(account.user() + ".cfg"), """
                user_name=%1$s
                user_domain=example.com
                user_display=%1$s
                auth_realm=example.com
                auth_name=%1$s
                auth_pass=%2$s
                outbound_proxy=%3$s;transport=%4$s
                all_requests_to_proxy=yes
                non_resolvable_to_proxy=no
                register_at_startup=yes
                registration_time=600
                registration_time_in_contact=yes
                codecs=g711u,g711a
                sip_transport=%4$s
                pres_publish_startup=yes
                pres_publication_time=600
                pres_subscription_time=600
                im_send_iscomposing=no
                mwi_solicited=no
                check_max_forwards=no
                use_nat_public_ip=no
                zrtp_enabled=no
                """.formatted(
                        account.user(), account.password(), account.server(), account.transport()));
        String buddy = account.buddy();
        Files.writeString(settings.resolve(account.user() + ".bud"), buddy + "|" + account.uri(buddy) + "|y\n");
    }

    @Override
    List<String> command() {
        return List.of("script", "-qfec", "twinkle-console " + account.user() + ".cfg", "/dev/null");
    }

    @Override
    Map<String, String> environment() {
        return Map.of("HOME", home.toString(), "TERM", "dumb");
    }

    @Override
    Path logFile() {
        return home.resolve(".twinkle/twinkle.log");
    }

    @Override
    void goOnline() {
        type("presence -b online");
    }

    @Override
    void write(String buddy, String text) {
        type("message " + account.uri(buddy) + " " + text);
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
        type("bye");
    }

    /** It sends and takes sound at the address of the default route, and has none without one. */
    @Override
    boolean sendsSound() {
        return false;
    }

    @Override
    void awaitSound() {
        throw new UnsupportedOperationException("its log does not tell");
    }

    @Override
    void quit() {
        type("quit");
    }
}
