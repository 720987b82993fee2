package org.pawn.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of XPath that filters and patches use. */
final class XmlPathTest {
    private static final XmlElement DOCUMENT = XmlElement.read("""
        <p:list xmlns:p="urn:p" xmlns="urn:d">
          <item id="1" kind="a"><name>one</name></item>
          <item id="2"><name>two</name><p:extra>x</p:extra></item>
          <group><item id="3" kind="a"><name>three</name></item></group>
        </p:list>
        """.getBytes(StandardCharsets.UTF_8), 4096, "list");
    private static final Map<String, String> NAMESPACES = Map.of("p", "urn:p", "d", "urn:d");

    private static XmlPath path(String path) {
        return XmlPathReader.read(path, prefix -> Optional.ofNullable(NAMESPACES.get(prefix)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/p:list/d:item/d:name | one,two",
                "p:list/item/name | one,two",
                "//name | one,two,three",
                "//d:item[@kind='a']/d:name | one,three",
                "/p:list/*/d:item/@id | 3",
                "/p:list/d:item[2]/@id | 2",
                "//d:item[d:name=\"two\"]/p:extra | x",
                "//d:item[d:name!=\"two\"]/@id | 1,3",
                "//d:item[@id='1' or @id='3']/@id | 1,3",
                "//d:item[@kind='a' and d:name='three']/@id | 3",
                "//d:item[p:extra]/@id | 2",
                "//d:name[.='one'] | one",
                "//d:name[text()='one'] | one",
                "//p:* | 'x'",
                "/d:list | ''",
            })
    void aPathLeadsToWhatItNamesInTheDocumentsOrder(String path, String found) {
        XmlPath read = path(path);

        String values = String.join(
                ",",
                read.values(DOCUMENT).stream()
                        .filter(value -> !value.contains("\n"))
                        .toList());

        assertThat(values).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "a b",
                "x:a",
                "a[",
                "a[b",
                "a[b='c]",
                "a[b='c']]",
                "a::b",
                "child::a",
                "count(a)",
                "a|b",
                "../a",
                "a[position()<3]",
                "//a//b//c"
            })
    void whatIsNotServedIsRefused(String path) {
        assertThatThrownBy(() -> path(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTextDoesMoreThanBeRefused() {
        Random random = new Random(4661);
        String letters = "/a*@[]'\"=.: ()1!pd";
        int paths = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                paths += path(text.toString()).values(DOCUMENT).size() >= 0 ? 1 : 0;
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasNoCause();
            }
        }

        assertThat(paths).isPositive();
    }

    @Test
    void aDocumentIsWrittenAsItWasRead() {
        String written = new String(DOCUMENT.bytes(), StandardCharsets.UTF_8);

        assertThat(XmlElement.read(DOCUMENT.bytes(), 4096, "list")).isEqualTo(DOCUMENT);
        assertThat(written)
                .contains("<p:list xmlns:p=\"urn:p\">")
                .contains("<item xmlns=\"urn:d\" id=\"1\" kind=\"a\">");
    }
}
