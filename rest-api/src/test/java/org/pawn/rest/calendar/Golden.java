package org.pawn.rest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that say what goes over the wire, byte for byte; iCalendar's ends of line are CRLF there too. */
final class Golden {
    private Golden() {}

    static void assertIs(String file, byte[] actual) {
        assertThat(new String(actual, StandardCharsets.UTF_8)).isEqualTo(read(file));
    }

    private static String read(String file) {
        try (InputStream bytes = Golden.class.getResourceAsStream("/calendar/" + file)) {
            if (bytes == null) {
                throw new AssertionError(file + " is missing");
            }
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return file.endsWith(".svg") ? text : text.replace("\r\n", "\n").replace("\n", "\r\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
