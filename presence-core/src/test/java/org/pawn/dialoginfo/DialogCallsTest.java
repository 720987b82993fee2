package org.pawn.dialoginfo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.presence.Call;
import org.pawn.presence.PublishedCalls;

final class DialogCallsTest {
    @ParameterizedTest
    @CsvSource({
        "rfc4235-section-4.2.xml, 123456, UNKNOWN, CONFIRMED, true",
        "rfc4235-forked-1-trying.xml, as7d900as8, CALLER, BEGUN, false",
        "rfc4235-forked-2-early.xml, as7d900as8, CALLER, RINGING, false",
        "kamailio-pua-dialoginfo.xml, yUbi2TtJmJ7HTKQ, CALLER, CONFIRMED, false",
        "freeswitch-terminated.xml, fb67ef49-dfeb-4b1d-8b98-6d332da583be, CALLEE, ENDED, false",
        "shared-line-phone-held.xml, id3d4f9c83, CALLEE, CONFIRMED, false",
        "call-with-a-conference.xml, c1, CALLER, CONFIRMED, true"
    })
    void eachDialogIsACall(String file, String id, Call.Role role, Call.Phase phase, boolean conference) {
        PublishedCalls said = DialogCalls.of(DialogInfoReader.read(DialogInfoReaderTest.file("good/" + file)));

        assertThat(said.calls()).containsExactly(new Call(id, role, phase, conference));
    }

    @Test
    void versionAndCompletenessGoAlong() {
        PublishedCalls said = DialogCalls.of(
                DialogInfoReader.read(DialogInfoReaderTest.file("good/rfc4235-forked-4-one-answers.xml")));

        assertThat(said.version()).isEqualTo(4);
        assertThat(said.full()).isFalse();
        assertThat(said.calls()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"isfocus, true, true", "+isfocus, '', true", "IsFocus, 1, true", "isfocus, false, false", "x, y, false"
    })
    void aFocusIsAFocusHoweverItsParameterIsWritten(String name, String value, boolean focus) {
        String body = "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\" state=\"full\""
                + " entity=\"sip:alice@example.com\"><dialog id=\"d\"><state>confirmed</state><remote>"
                + "<target uri=\"sip:mixer.example.com\"><param pname=\"" + name + "\" pval=\"" + value
                + "\"/></target>"
                + "</remote></dialog></dialog-info>";

        DialogInfo document = DialogInfoReader.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(DialogCalls.of(document).calls().get(0).conference()).isEqualTo(focus);
    }
}
