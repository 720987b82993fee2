package org.pawn.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlElement;

/** Filters as subscribers write them (RFC 4661), and triggers from one document to the next. */
final class FilterReaderTest {
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");

    private static Optional<FilterSet> read(String inside) {
        return FilterReader.read(
                ("<filter-set xmlns=\"urn:ietf:params:xml:ns:simple-filter\">" + inside + "</filter-set>")
                        .getBytes(StandardCharsets.UTF_8),
                "presence");
    }

    private static XmlElement level(String value) {
        return XmlElement.read(("<a><b>" + value + "</b></a>").getBytes(StandardCharsets.UTF_8), 100, "document");
    }

    @ParameterizedTest
    @CsvSource({
        "'',1,2,true",
        "'',1,1,false",
        "from='1',1,2,true",
        "from='2',1,3,false",
        "to='2',1,2,true",
        "to='2',2,2,false",
        "to='2',1,3,false",
        "from='1' to='3',1,3,true",
        "by='5',10,14,false",
        "by='5',10,15,true",
        "by='5',10,5,true",
        "by='1.5',x,5,false"
    })
    void aTriggerFiresWhenItsValueChangesAsItSays(String how, String before, String after, boolean fires) {
        FilterSet filters = read("<filter id='1'><trigger><changed " + how + ">/a/b</changed></trigger></filter>")
                .orElseThrow();

        assertThat(filters.fires(BOB, level(before), level(after))).isEqualTo(fires);
    }

    @Test
    void ofSeveralTriggersOneIsEnoughAndOneTriggerIsAllThatItSays() {
        FilterSet filters = read("<filter id='1'><trigger><changed to='2'>/a/b</changed><added>/a/c</added></trigger>"
                        + "<trigger><changed to='3'>/a/b</changed></trigger></filter>")
                .orElseThrow();

        assertThat(filters.fires(BOB, level("1"), level("2"))).isFalse();
        assertThat(filters.fires(BOB, level("1"), level("3"))).isTrue();
    }

    @Test
    void aFilterThatIsNotEnabledOrAboutOthersDoesNothing() {
        String excludes = "<what><exclude>/a/b</exclude></what></filter>";

        assertThat(told("<filter id='1' enabled='false'>" + excludes)).contains("<b>");
        assertThat(told("<filter id='1' domain='example.net'>" + excludes)).contains("<b>");
        assertThat(told("<filter id='1' domain='example.com'>" + excludes)).doesNotContain("<b>");
    }

    private static String told(String inside) {
        return new String(read(inside).orElseThrow().told(BOB, level("1")).bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<filter/>",
                "<filter id='1' uri='nobody'/>",
                "<filter id='1'><trigger/></filter>",
                "<filter id='1'><trigger><changed by='much'>/a</changed></trigger></filter>",
                "<filter id='1'"
            })
    void whatIsMalformedIsRefused(String inside) {
        assertThatThrownBy(() -> read(inside)).isInstanceOf(Refusal.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<filter id='1'><what><include>/a/@b</include></what></filter>",
                "<filter id='1'><what><include type='regex'>a</include></what></filter>",
                "<filter id='1'><trigger><added>count(//a)</added></trigger></filter>"
            })
    void whatIsNotDoneHereIsNotGuessed(String inside) {
        assertThat(read(inside)).isEmpty();
    }

    @Test
    void tooMuchIsRefused() {
        String many = "<filter id='1'/>".repeat(100);
        String include = "<filter id='1'><what>" + "<include>/a</include>".repeat(100) + "</what></filter>";

        assertThatThrownBy(() -> read(many)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> read(include)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> read(" ".repeat(FilterReader.MAX_BYTES))).isInstanceOf(Refusal.TooLarge.class);
        assertThatThrownBy(() -> FilterReader.read(
                        "<!DOCTYPE a [<!ENTITY b 'c'>]><filter-set>&b;</filter-set>".getBytes(StandardCharsets.UTF_8),
                        "presence"))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void noMutationOfAGoodBodyDoesMoreThanBeRefused() {
        Random random = new Random(4660);
        byte[] good =
                ("<filter-set xmlns=\"urn:ietf:params:xml:ns:simple-filter\"><ns-bindings><ns-binding prefix=\"p\""
                                + " urn=\"urn:p\"/></ns-bindings><filter"
                                + " id=\"1\"><what><include>//p:a[@b='c']</include></what><trigger><changed from=\"1\""
                                + " by=\"2\">/p:a</changed></trigger></filter></filter-set>")
                        .getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(128);
            try {
                read += FilterReader.read(bad, "presence").isPresent() ? 1 : 0;
            } catch (Refusal.Invalid refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }

        assertThat(read).isPositive();
    }
}
