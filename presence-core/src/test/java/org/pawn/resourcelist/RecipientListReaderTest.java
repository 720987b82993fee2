package org.pawn.resourcelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.refusal.Refusal;

/** Lists that come with a request, from whoever sends one (RFC 5367, RFC 4826). */
final class RecipientListReaderTest {
    private static final String GOOD = """
        <?xml version="1.0" encoding="UTF-8"?>
        <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists" xmlns:x="urn:example:extension">
          <list name="friends" x:colour="red">
            <display-name>Friends</display-name>
            <entry uri="sip:alice@example.com"><display-name>Alice</display-name><x:note>!</x:note></entry>
            <list><entry uri="sips:bob@example.com;transport=tls"/></list>
            <entry uri="pres:alice@example.com"/>
          </list>
        </resource-lists>
        """;

    private static List<ResourceList.Entry> read(String body) {
        return RecipientListReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String listOf(String entries) {
        return "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>" + entries
                + "</list></resource-lists>";
    }

    @Test
    void listsInListsAreOneListAndNobodyStandsTwice() {
        assertThat(read(GOOD))
                .containsExactly(
                        new ResourceList.Entry(AddressOfRecord.parse("alice@example.com"), Optional.of("Alice")),
                        new ResourceList.Entry(AddressOfRecord.parse("bob@example.com"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<resource-lists/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><resource-lists>&b;</resource-lists>",
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list><entry/></list></resource-lists>",
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list><entry"
                        + " uri='secret'/></list></resource-lists>",
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list><external"
                        + " anchor='http://example.com'/></list></resource-lists>"
            })
    void aHostileBodyIsRefusedAndNotRepeated(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("passwd");
    }

    @Test
    void tooManyEntriesAndTooDeepListsAndTooLongBodiesAreRefused() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= ResourceList.MAX_ENTRIES; i++) {
            many.append("<entry uri=\"sip:user").append(i).append("@example.com\"/>");
        }

        assertThatThrownBy(() -> read(listOf(many.toString()))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> read(listOf("<list>".repeat(100) + "</list>".repeat(100))))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> read(listOf(" ".repeat(RecipientListReader.MAX_BYTES))))
                .isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void noMutationOfAGoodBodyDoesMoreThanBeRefused() {
        Random random = new Random(4826);
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                read += RecipientListReader.read(bad).size() <= ResourceList.MAX_ENTRIES ? 1 : 0;
            } catch (Refusal.Invalid refused) {
                assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
            }
        }

        assertThat(read).isPositive();
    }
}
