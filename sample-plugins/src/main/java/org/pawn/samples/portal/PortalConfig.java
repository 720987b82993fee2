package org.pawn.samples.portal;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a portal must be told.
 *
 * @param listen where the portal serves; port 0 takes a free one
 * @param pawn the Pawn server, as this process and the browsers reach it
 * @param group the directory group whose people the department page shows
 * @param applicationToken the portal's own token at Pawn, with {@code token.mint presence.read presence.write
 *     people.read freebusy.read message}
 * @param passwords who may sign in here: address to password; nothing to do with Pawn's passwords
 */
public record PortalConfig(
        InetSocketAddress listen, URI pawn, String group, String applicationToken, Map<String, String> passwords) {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public PortalConfig {
        passwords = Map.copyOf(passwords);
        if (!("http".equals(pawn.getScheme()) || "https".equals(pawn.getScheme())) || pawn.getHost() == null) {
            throw new IllegalArgumentException("--pawn must be an http or https URL, not " + pawn);
        }
        if (!GROUP.matcher(group).matches()) {
            throw new IllegalArgumentException("--group must be the id of a group, not " + group);
        }
        for (String address : passwords.keySet()) {
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException("person." + address + " is no address");
            }
        }
    }

    /** {@code http://127.0.0.1:8080}: what a policy names. */
    String pawnOrigin() {
        return pawn.getScheme() + "://" + pawn.getRawAuthority();
    }

    @Override
    public String toString() {
        return "PortalConfig[listen=%s, pawn=%s, group=%s, applicationToken=***, people=%s]"
                .formatted(listen, pawn, group, passwords.keySet());
    }
}
