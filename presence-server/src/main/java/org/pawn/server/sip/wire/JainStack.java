package org.pawn.server.sip.wire;

import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.security.NoSuchAlgorithmException;
import java.util.EventObject;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.sip.PeerUnavailableException;

/**
 * jain-sip's stack with the settings that its sockets need. We use its UDP, TCP and TLS processors and its grammar, not
 * its transactions and dialogs: those keep kilobytes a request and a task a timer.
 */
final class JainStack extends SipStackImpl {
    private static final String RI = "gov.nist.javax.sip.";

    /** The reference implementation's grammar; stateless. */
    final StringMsgParser grammar = new StringMsgParser();

    JainStack(Optional<TlsKeys> keys) throws PeerUnavailableException {
        super(properties());
        keys.ifPresent(given -> securityManagerProvider = given);
        endEventThread();
    }

    /** It serves JAIN listeners, of which we have none, and would outlive {@code stop()}, blocked: wake it to its end. */
    private void endEventThread() {
        getEventScanner().forceStop();
        getEventScanner().addEvent(new EventWrapper(new EventObject("wake up"), null));
    }

    /** Ends what the stack itself runs; {@code stop()} would also sleep for a second. */
    void end() {
        getTimer().stop();
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "pawn");
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty(RI + "STACK_LOGGER", StackLog.class.getName());
        properties.setProperty(RI + "SERVER_LOGGER", NoMessageLog.class.getName());
        properties.setProperty(RI + "THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY));
        properties.setProperty(RI + "REENTRANT_LISTENER", "true");
        properties.setProperty(RI + "THREAD_POOL_SIZE", "1");
        properties.setProperty(RI + "CONGESTION_CONTROL_TIMEOUT", "-1"); // our own queues are bounded
        properties.setProperty(RI + "MAX_MESSAGE_SIZE", "65536");
        properties.setProperty(RI + "RECEIVE_UDP_BUFFER_SIZE", Integer.toString(4 * 1024 * 1024));
        properties.setProperty(RI + "SEND_UDP_BUFFER_SIZE", Integer.toString(4 * 1024 * 1024));
        properties.setProperty(RI + "RELEASE_REFERENCES_STRATEGY", "Normal");
        properties.setProperty(RI + "LINGER_TIMER", "0");
        properties.setProperty(RI + "NIO_MAX_SOCKET_IDLE_TIME", "0"); // idle connections are ours to judge
        properties.setProperty(RI + "SSL_HANDSHAKE_TIMEOUT", "10000");
        properties.setProperty(RI + "PATCH_SIP_WEBSOCKETS_HEADERS", "false");
        properties.setProperty(RI + "TLS_CLIENT_PROTOCOLS", "TLSv1.3,TLSv1.2");
        properties.setProperty(RI + "TLS_CLIENT_AUTH_TYPE", "Disabled");
        properties.setProperty(RI + "ENABLED_CIPHER_SUITES", String.join(",", defaultCipherSuites()));
        return properties;
    }

    /** The JDK's own: the stack's default list has no forward secrecy, and on newer JDKs nothing at all. */
    private static String[] defaultCipherSuites() {
        try {
            return SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has TLS", missing);
        }
    }
}
