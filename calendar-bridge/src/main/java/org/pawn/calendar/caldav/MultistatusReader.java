package org.pawn.calendar.caldav;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;

/** Reads a multi-status (RFC 4918 section 13) while it arrives, handing over each resource as soon as it is complete. */
final class MultistatusReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: .*)?");
    private static final int OK = 200;
    private static final int MAX_HREF = 2_048;
    private static final int MAX_PROPERTIES = 32;
    private static final int MAX_PARTS = 256; // of one property

    private final XmlWalk xml;
    private final int maxText;

    private MultistatusReader(XmlWalk xml, int maxText) {
        this.xml = xml;
        this.maxText = maxText;
    }

    /**
     * Answers the new sync token (RFC 6578 section 6.4), if there is one.
     *
     * @param maxText the longest text that a property may have; a longer one is cut to nothing
     * @throws MalformedAnswer if it is no multi-status, is cut off, or passes the stream's bound
     * @throws IOException if it did not arrive
     */
    static Optional<String> read(InputStream body, int maxText, Consumer<DavResponse> responses)
            throws MalformedAnswer, IOException {
        try {
            return new MultistatusReader(XmlWalk.over(body), maxText).read(responses);
        } catch (XMLStreamException broken) {
            boolean isOfTheText = broken.getNestedException() instanceof CharacterCodingException
                    || broken.getNestedException() instanceof BoundedStream.Passed;
            if (!isOfTheText && broken.getNestedException() instanceof IOException lost) {
                throw lost;
            }
            throw new MalformedAnswer("not well-formed");
        }
    }

    private Optional<String> read(Consumer<DavResponse> responses) throws XMLStreamException, MalformedAnswer {
        if (!xml.nextChild(0) || !xml.is(DavNames.MULTISTATUS)) {
            throw new MalformedAnswer("no multi-status");
        }
        Optional<String> token = Optional.empty();
        while (xml.nextChild(1)) {
            if (xml.is(DavNames.RESPONSE)) {
                response().ifPresent(responses);
            } else if (xml.is(DavNames.SYNC_TOKEN)) {
                token = Optional.of(property().text()).filter(text -> text.matches("[\\x21-\\x7e]{1,1024}"));
            }
        }
        xml.finish();
        return token;
    }

    /** Empty without an address that can be kept. */
    private Optional<DavResponse> response() throws XMLStreamException, MalformedAnswer {
        String href = "";
        int status = OK;
        Map<QName, DavProperty> properties = new HashMap<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(DavNames.HREF) && href.isEmpty()) {
                href = property().text();
            } else if (xml.is(DavNames.STATUS)) {
                status = status(property().text());
            } else if (xml.is(DavNames.PROPSTAT)) {
                propstat(properties);
            }
        }
        boolean isKept =
                !href.isEmpty() && href.length() <= MAX_HREF && href.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
        return isKept ? Optional.of(new DavResponse(href, status, properties)) : Optional.empty();
    }

    private void propstat(Map<QName, DavProperty> properties) throws XMLStreamException, MalformedAnswer {
        Map<QName, DavProperty> found = new HashMap<>();
        int status = OK;
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(DavNames.PROP)) {
                int inner = xml.depth();
                while (xml.nextChild(inner) && found.size() < MAX_PROPERTIES) {
                    QName name = xml.name();
                    found.put(name, property());
                }
            } else if (xml.is(DavNames.STATUS)) {
                status = status(property().text());
            }
        }
        if (status == OK) {
            properties.putAll(found);
        }
    }

    private static int status(String line) throws MalformedAnswer {
        Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new MalformedAnswer("no status");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** The element where it stands. */
    private DavProperty property() throws XMLStreamException, MalformedAnswer {
        StringBuilder own = new StringBuilder();
        List<StringBuilder> hrefs = new ArrayList<>();
        Set<QName> elements = new HashSet<>();
        Set<String> names = new HashSet<>();
        xml.visit(new XmlWalk.Visitor() {
            @Override
            public void element(QName name, String nameAttribute) {
                if (elements.size() < MAX_PARTS && names.size() < MAX_PARTS) {
                    elements.add(name);
                    names.add(nameAttribute);
                }
                if (name.equals(DavNames.HREF) && hrefs.size() < MAX_PARTS) {
                    hrefs.add(new StringBuilder());
                }
            }

            @Override
            public void text(String text, boolean isOwn, QName of) {
                if (isOwn && own.length() <= maxText) {
                    own.append(text);
                } else if (of.equals(DavNames.HREF) && !hrefs.isEmpty()) {
                    StringBuilder href = hrefs.get(hrefs.size() - 1);
                    if (href.length() <= MAX_HREF) {
                        href.append(text);
                    }
                }
            }
        });
        names.remove("");
        return new DavProperty(
                own.length() > maxText ? "" : own.toString().strip(),
                hrefs.stream().map(href -> href.toString().strip()).toList(),
                elements,
                names);
    }
}
