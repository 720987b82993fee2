package org.pawn.server.main;

import java.io.PrintWriter;

/** What a new operator wants to know once: the domain, the DNS records others need, the certificate, what to do next. */
final class FirstStart {
    private FirstStart() {}

    static void explain(ServerConfig config, PresenceServer server, PrintWriter out) {
        out.println("Pawn Presence serves the domain " + config.domain() + ", with its data in " + config.data() + ".");
        out.println("DNS records that others need to find it:");
        server.sipsAddress()
                .ifPresent(address -> out.println("  _sips._tcp." + config.domain() + ". SRV 0 0 " + address.port()
                        + " HOST." + config.domain() + "."));
        server.sipAddress().ifPresent(address -> {
            out.println("  _sip._tcp." + config.domain() + ".  SRV 0 0 " + address.port() + " HOST." + config.domain()
                    + ".");
            out.println("  _sip._udp." + config.domain() + ".  SRV 0 0 " + address.port() + " HOST." + config.domain()
                    + ".");
        });
        out.println("Certificate: " + server.certificateState());
        out.println("Next: pawn person add alice@" + config.domain() + " --name \"Alice\" --password-stdin --data "
                + config.data());
    }
}
