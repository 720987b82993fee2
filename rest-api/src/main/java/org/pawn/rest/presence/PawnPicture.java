package org.pawn.rest.presence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.pawn.presence.Availability;
import org.pawn.rest.http.XmlText;

/** The pawn as SVG, with a size and an accessible name; shape and colour both tell the state. */
final class PawnPicture {
    private static final String OPEN = "<svg ";

    private final Map<Availability, String> pictures = new EnumMap<>(Availability.class);
    private final Map<Availability, String> idlePictures = new EnumMap<>(Availability.class);

    PawnPicture() {
        for (Availability availability : Availability.values()) {
            pictures.put(availability, load(name(availability)));
        }
        idlePictures.put(Availability.AVAILABLE, load("available-idle"));
        idlePictures.put(Availability.BUSY, load("busy-idle"));
    }

    /** @param label what the picture is called; text, whatever it holds */
    String svg(Availability availability, boolean idle, int sizePixels, String label) {
        String idlePicture = idle ? idlePictures.get(availability) : null;
        String picture = idlePicture == null ? Objects.requireNonNull(pictures.get(availability)) : idlePicture;
        String name = XmlText.escaped(label);
        int end = picture.indexOf('>') + 1;
        return OPEN + "width=\"" + sizePixels + "\" height=\"" + sizePixels + "\" role=\"img\" aria-label=\"" + name
                + "\" " + picture.substring(OPEN.length(), end) + "<title>" + name + "</title>"
                + picture.substring(end);
    }

    private static String name(Availability availability) {
        return switch (availability) {
            case AVAILABLE -> "available";
            case BUSY -> "busy";
            case DO_NOT_DISTURB -> "do-not-disturb";
            case BE_RIGHT_BACK -> "be-right-back";
            case AWAY -> "away";
            case OFFLINE -> "offline";
            case UNKNOWN -> "unknown";
        };
    }

    private static String load(String name) {
        String resource = "/icons/" + name + ".svg";
        try (InputStream in = PawnPicture.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
