package org.pawn.xmlpatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlElement;

/** The operations of RFC 5261 section 4, on small documents. */
final class XmlPatchTest {
    private static final String DOCUMENT = "<doc><a id=\"1\">one</a><b/></doc>";

    private static XmlElement read(String xml) {
        return XmlElement.read(xml.getBytes(StandardCharsets.UTF_8), 16_384, "document");
    }

    private static String patched(String changes) {
        XmlElement patch = read("<p:diff xmlns:p=\"urn:p\">" + changes + "</p:diff>");
        XmlElement after = XmlPatchReader.read(patch, "urn:p", Map.of()).applyTo(read(DOCUMENT));
        String text = new String(after.bytes(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("<doc"), text.lastIndexOf('>') + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p:add sel='doc'><c/></p:add> | <doc><a id=\"1\">one</a><b/><c/></doc>",
                "<p:add sel='doc' pos='prepend'><c/></p:add> | <doc><c/><a id=\"1\">one</a><b/></doc>",
                "<p:add sel='doc/b' pos='before'><c/></p:add> | <doc><a id=\"1\">one</a><c/><b/></doc>",
                "<p:add sel='doc/a' pos='after'><c/>t</p:add> | <doc><a id=\"1\">one</a><c/>t<b/></doc>",
                "<p:add sel='doc/b' type='@x'>y</p:add> | <doc><a id=\"1\">one</a><b x=\"y\"/></doc>",
                "<p:replace sel='doc/b'><c>2</c></p:replace> | <doc><a id=\"1\">one</a><c>2</c></doc>",
                "<p:replace sel='doc/a/@id'>2</p:replace> | <doc><a id=\"2\">one</a><b/></doc>",
                "<p:replace sel='doc/a/text()'>two</p:replace> | <doc><a id=\"1\">two</a><b/></doc>",
                "<p:remove sel='doc/b'/> | <doc><a id=\"1\">one</a></doc>",
                "<p:remove sel='doc/a/@id'/> | <doc><a>one</a><b/></doc>",
                "<p:remove sel='doc/a/text()'/> | <doc><a id=\"1\"/><b/></doc>",
                "<p:add sel='doc'><c/></p:add><p:remove sel='doc/c'/> | <doc><a id=\"1\">one</a><b/></doc>",
            })
    void eachChangeIsMadeToWhatTheOnesBeforeLeft(String changes, String after) {
        assertThat(patched(changes)).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p:add/>",
                "<p:add sel='doc/none'><c/></p:add>",
                "<p:add sel='doc' pos='before'><c/></p:add>",
                "<p:add sel='doc' pos='middle'><c/></p:add>",
                "<p:add sel='doc/a' type='@id'>2</p:add>",
                "<p:add sel='doc/a' type='namespace::n'>urn:n</p:add>",
                "<p:add sel='doc/b' type='@x'><c/></p:add>",
                "<p:replace sel='doc/b'>text</p:replace>",
                "<p:replace sel='doc/b'><c/><d/></p:replace>",
                "<p:replace sel='doc/b/@none'>1</p:replace>",
                "<p:remove sel='doc'/>",
                "<p:remove sel='doc/*'/>",
                "<p:remove sel='doc/following::b'/>"
            })
    void whatCannotBeDoneIsRefusedAsAWhole(String changes) {
        assertThatThrownBy(() -> patched(changes)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void tooManyChangesAreRefused() {
        assertThatThrownBy(() -> patched("<p:add sel='doc'/>".repeat(257))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void noMutationOfAGoodPatchDoesMoreThanBeRefused() {
        Random random = new Random(5261);
        byte[] good = ("<p:diff xmlns:p=\"urn:p\"><p:add sel='doc/b' pos='before'><c/></p:add>"
                        + "<p:replace sel=\"doc/a[@id='1']/text()\">2</p:replace><p:remove sel='doc/b'/></p:diff>")
                .getBytes(StandardCharsets.UTF_8);
        int applied = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(128);
            try {
                XmlElement patch = XmlElement.read(bad, 4096, "patch");
                applied += XmlPatchReader.read(patch, "urn:p", Map.of())
                                .applyTo(read(DOCUMENT))
                                .is("", "doc")
                        ? 1
                        : 0;
            } catch (Refusal.Invalid refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }

        assertThat(applied).isPositive();
    }
}
