package org.pawn.watcherinfo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pawn.address.AddressOfRecord;
import org.pawn.watching.WatcherInfo;
import org.pawn.xml.XmlOut;

/**
 * Writes who watches a person (RFC 3858), for that person's eyes: nothing in it tells whom they block politely. Watchers
 * are named by URIs, so applications and guests, who have none, are left out.
 */
public final class WatcherInfoWriter {
    /** The media type of the body (RFC 3858 section 4). */
    public static final String CONTENT_TYPE = "application/watcherinfo+xml";

    private final Function<AddressOfRecord, Optional<String>> names;

    /** @param names what people are called */
    public WatcherInfoWriter(Function<AddressOfRecord, Optional<String>> names) {
        this.names = names;
    }

    /**
     * @param version counts the documents of one subscription from zero
     * @param full whether these are all; else those that changed
     */
    public byte[] write(
            AddressOfRecord presentity, long version, boolean full, List<WatcherInfo> watchers, Instant now) {
        XmlOut out = new XmlOut()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<watcherinfo")
                .attribute("xmlns", "urn:ietf:params:xml:ns:watcherinfo")
                .attribute("version", Long.toString(version))
                .attribute("state", full ? "full" : "partial")
                .raw(">\n<watcher-list")
                .attribute("resource", presentity.sipUri())
                .attribute("package", "presence")
                .raw(">\n");
        watchers.forEach(watcher -> address(watcher).ifPresent(address -> watcher(out, watcher, address, now)));
        return out.raw("</watcher-list>\n</watcherinfo>\n").bytes();
    }

    private void watcher(XmlOut out, WatcherInfo watcher, AddressOfRecord address, Instant now) {
        out.raw("<watcher").attribute("id", watcher.id());
        names.apply(address).ifPresent(name -> out.attribute("display-name", name));
        long seconds = Math.max(0, Duration.between(watcher.since(), now).toSeconds());
        out.attribute("status", watcher.status().label())
                .attribute("event", watcher.event().label())
                .attribute("duration-subscribed", Long.toString(seconds))
                .raw(">")
                .text(address.sipUri())
                .raw("</watcher>\n");
    }

    private static Optional<AddressOfRecord> address(WatcherInfo watcher) {
        return switch (watcher.viewer().kind()) {
            case PERSON, ADMINISTRATOR -> parsed(watcher.viewer().name());
            case APPLICATION, GUEST -> Optional.empty();
        };
    }

    /** An administrator's token can be called anything. */
    private static Optional<AddressOfRecord> parsed(String name) {
        try {
            return Optional.of(AddressOfRecord.parse(name));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
