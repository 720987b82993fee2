package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MultistatusReaderTest {
    private static final int MAX_TEXT = 10_000;

    private final List<DavResponse> responses = new ArrayList<>();

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MultistatusReaderTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private Optional<String> read(byte[] bytes) throws MalformedAnswer, IOException {
        return MultistatusReader.read(new ByteArrayInputStream(bytes), MAX_TEXT, responses::add);
    }

    private Optional<String> read(String text) throws MalformedAnswer, IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatRadicaleSaysOfAHomeIsUnderstood() throws Exception {
        read(golden("radicale-home.xml"));

        assertThat(responses)
                .extracting(DavResponse::href, DavResponse::isCalendar)
                .containsExactly(tuple("/alice/", false), tuple("/alice/work/", true));
        assertThat(responses.get(0).hrefs(DavNames.CALENDAR_HOME_SET)).containsExactly("/alice/");
        assertThat(responses.get(0).text(DavNames.SYNC_TOKEN)).isEmpty();
        assertThat(responses.get(1).tag(DavNames.SYNC_TOKEN).orElseThrow()).startsWith("http://radicale.org/ns/sync/");
    }

    @Test
    void changesGoneEntriesAndATruncatedListAreToldApart() throws Exception {
        Optional<String> token = read(golden("changes.xml"));

        assertThat(token).contains("http://calendars.example.com/sync/1234");
        assertThat(responses).extracting(DavResponse::status).containsExactly(200, 404, 507);
        assertThat(responses.get(0).tag(DavNames.ENTITY_TAG)).contains("\"00001-abcd1\"");
        assertThat(responses.get(0).text(DavNames.CALENDAR_DATA))
                .contains("BEGIN:VCALENDAR\nSUMMARY:Board & <budget>\nEND:VCALENDAR");
    }

    @Test
    void aTextLongerThanIsTakenIsNone() throws Exception {
        String long10k = "x".repeat(MAX_TEXT + 1);

        read("<multistatus xmlns='DAV:'><response><href>/a</href><propstat><prop><getetag>" + long10k
                + "</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>");

        assertThat(responses.get(0).text(DavNames.ENTITY_TAG)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "/a\nb", "a b"})
    void anAddressThatCannotBeKeptIsNoResource(String href) throws Exception {
        String written = href.replace("\u0000", "");

        read("<multistatus xmlns='DAV:'><response><href>" + written
                + "</href><status>HTTP/1.1 200 OK</status></response></multistatus>");

        assertThat(responses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "not xml",
                "<html xmlns='DAV:'/>",
                "<multistatus/>",
                "<multistatus xmlns='DAV:'>",
                "<multistatus xmlns='DAV:'></multistatus><more/>",
                "<multistatus xmlns='DAV:'><response><href>/a</href><status>fine</status></response></multistatus>",
                "<!DOCTYPE multistatus><multistatus xmlns='DAV:'/>",
                "<!DOCTYPE m [<!ENTITY x 'y'>]><multistatus xmlns='DAV:'><response><href>&x;</href></response></multistatus>",
                "<multistatus xmlns='DAV:'><response><href>&undefined;</href></response></multistatus>"
            })
    void whatIsNoMultistatusIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void cutAnywhereItIsRefused() throws Exception {
        byte[] whole = golden("changes.xml");
        int end = new String(whole, StandardCharsets.UTF_8).indexOf("</D:multistatus>") + "</D:multistatus>".length();

        for (int length = 0; length < end; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedAnswer.class);
        }
    }

    @Test
    void changedAnywhereItIsReadOrRefusedAndNothingElse() throws Exception {
        Random random = new Random(4791);
        for (String name : List.of("changes.xml", "radicale-home.xml")) {
            byte[] whole = golden(name);
            for (int round = 0; round < 3_000; round++) {
                byte[] changed = whole.clone();
                for (int i = 0; i < 1 + random.nextInt(4); i++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                try {
                    read(changed);
                } catch (MalformedAnswer refused) {
                    assertThat(refused).hasMessageNotContaining("alice");
                }
            }
        }
        assertThat(responses).isNotEmpty();
    }
}
