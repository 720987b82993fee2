package org.pawn.xcapdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The document of RFC 5874. */
final class XcapDiffWriterTest {
    private static final String ALICE = "resource-lists/users/sip:alice@example.com/index";

    @Test
    void everyKindOfChangeHasItsElement() {
        XcapDiff diff = new XcapDiff(
                "https://xcap.example.com/xcap-root/",
                List.of(
                        new XcapDiff.Document("a/index", Optional.empty(), Optional.of("7ahggs")),
                        new XcapDiff.Document("b/index", Optional.of("7ahggs"), Optional.of("30376adf")),
                        new XcapDiff.Document("c/index", Optional.of("30376adf"), Optional.empty()),
                        new XcapDiff.Element(
                                ALICE + "/~~/*/list%5B@name=\"a&b\"%5D",
                                Map.of(),
                                Optional.of("<list xmlns=\"urn:ietf:params:xml:ns:resource-lists\"/>")),
                        new XcapDiff.Element(ALICE + "/~~/*/q:x", Map.of("q", "urn:q", "p", "urn:p"), Optional.empty()),
                        new XcapDiff.Attribute(ALICE + "/~~/*/list/@name", Map.of(), Optional.of("a<b")),
                        new XcapDiff.Attribute(ALICE + "/~~/*/list/@id", Map.of(), Optional.empty())));

        assertThat(new String(XcapDiffWriter.write(diff), StandardCharsets.UTF_8))
                .isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <xcap-diff xmlns="urn:ietf:params:xml:ns:xcap-diff" xcap-root="https://xcap.example.com/xcap-root/">
            <document sel="a/index" new-etag="7ahggs"/>
            <document sel="b/index" previous-etag="7ahggs" new-etag="30376adf"/>
            <document sel="c/index" previous-etag="30376adf"/>
            <element sel="resource-lists/users/sip:alice@example.com/index/~~/*/list%5B@name=&quot;a&amp;b&quot;%5D">\
            <list xmlns="urn:ietf:params:xml:ns:resource-lists"/></element>
            <element xmlns:p="urn:p" xmlns:q="urn:q" sel="resource-lists/users/sip:alice@example.com/index/~~/*/q:x" exists="0"/>
            <attribute sel="resource-lists/users/sip:alice@example.com/index/~~/*/list/@name">a&lt;b</attribute>
            <attribute sel="resource-lists/users/sip:alice@example.com/index/~~/*/list/@id" exists="0"/>
            </xcap-diff>
            """);
    }

    @Test
    void aDocumentThatNeverWasIsNoChange() {
        assertThatThrownBy(() -> new XcapDiff.Document("a/index", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
