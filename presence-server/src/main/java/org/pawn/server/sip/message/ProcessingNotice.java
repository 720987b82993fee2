package org.pawn.server.sip.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService;
import org.pawn.xml.XmlOut;

/**
 * What a server between two devices tells the sender who asked for it (RFC 5438 sections 7.2.1.3 and 8.3): that the message
 * was passed on, or waits. That it was delivered or displayed is the device's own to say, and passes like any message.
 */
public final class ProcessingNotice {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:imdn";

    private ProcessingNotice() {}

    /**
     * @param messageId as the sender named it
     * @param id a fresh one for the notice
     * @param server who sends it: us
     */
    public static InstantMessage of(
            InstantMessage about,
            String messageId,
            MessageService.Outcome outcome,
            AddressOfRecord server,
            String id,
            Instant now) {
        String recipient = "im:" + about.to().sipUri().substring("sip:".length());
        byte[] xml = new XmlOut()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<imdn xmlns=\"" + NAMESPACE + "\">")
                .element("message-id", messageId)
                .element(
                        "datetime",
                        about.sentAt().truncatedTo(ChronoUnit.SECONDS).toString())
                .element("recipient-uri", recipient)
                .raw("<processing-notification><status>")
                .raw(outcome == MessageService.Outcome.DELIVERED ? "<processed/>" : "<stored/>")
                .raw("</status></processing-notification></imdn>")
                .bytes();
        String head = "From: <" + recipient + ">\r\n"
                + "To: <im:" + about.from().sipUri().substring("sip:".length()) + ">\r\n"
                + "DateTime: " + now.truncatedTo(ChronoUnit.SECONDS) + "\r\n"
                + "NS: imdn <urn:ietf:params:imdn>\r\n"
                + "imdn.Message-ID: " + id + "\r\n"
                + "\r\n"
                + "Content-type: message/imdn+xml\r\n"
                + "Content-Disposition: notification\r\n"
                + "Content-length: " + xml.length + "\r\n"
                + "\r\n";
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[start.length + xml.length];
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(xml, 0, body, start.length, xml.length);
        return new InstantMessage(id, server, about.from(), CpimMessage.CONTENT_TYPE, body, now);
    }
}
