package org.pawn.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressOfRecordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.com",
                " alice@EXAMPLE.com ",
                "sip:alice@example.com",
                "SIPS:alice@example.com;transport=tcp",
                "sip:alice@example.com:5060",
                "pres:alice@example.com",
                "im:alice@example.com",
                "mailto:alice@example.com?subject=Hello",
                "sip:%61lice@example.com"
            })
    void everyAcceptedFormNamesTheSamePerson(String text) {
        assertThat(AddressOfRecord.parse(text)).isEqualTo(new AddressOfRecord("alice", "example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@example.com",
                "alice@",
                "alice@exa mple.com",
                "sip:alice@example.com\r\nFrom: bob",
                "a%0d%0aRoute: x@example.com",
                "alice%@example.com",
                "<alice@example.com>",
                "alice@bob@example.com"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> AddressOfRecord.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void usersCompareExactlyAndDomainsWithoutCase() {
        assertThat(AddressOfRecord.parse("Alice@example.com")).isNotEqualTo(AddressOfRecord.parse("alice@example.com"));
        assertThat(AddressOfRecord.parse("alice@Example.COM")).isEqualTo(AddressOfRecord.parse("alice@example.com"));
    }

    @Test
    void itsUrisEscapeWhatAUriCannotHold() {
        assertThat(AddressOfRecord.parse("alice#1@example.com").sipUri()).isEqualTo("sip:alice%231@example.com");
    }
}
