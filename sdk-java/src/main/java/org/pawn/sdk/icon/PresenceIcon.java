package org.pawn.sdk.icon;

import java.util.Locale;
import java.util.ResourceBundle;
import javax.swing.Icon;
import org.pawn.sdk.Availability;

/**
 * The pawn of one state as a picture and as words. The pictures differ in shape as well as in colour, and are made for
 * 12, 16, 24 and 48 pixels, though any size from 1 works. Immutable; needs no display, and no server.
 */
public final class PresenceIcon {
    private final PawnDrawing drawing;

    private PresenceIcon(PawnDrawing drawing) {
        this.drawing = drawing;
    }

    /** The icon of a state; {@code idle} changes only Available and Busy. */
    public static PresenceIcon of(Availability availability, boolean idle) {
        return new PresenceIcon(PawnDrawing.of(availability, idle));
    }

    /** One line of SVG with a square view box, no size, no script and no id; hidden from a reader unless you label it. */
    public String svg() {
        return SvgPawn.bare(drawing);
    }

    /**
     * SVG of that size which tells {@code label} to screen readers and as a tool tip; any text may be given.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public String svg(int sizePixels, String label) {
        return SvgPawn.labelled(drawing, checked(sizePixels), label);
    }

    /**
     * A square PNG with a transparent ground.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public byte[] png(int sizePixels) {
        return PaintedPawn.png(drawing, checked(sizePixels));
    }

    /**
     * For {@code JLabel.setIcon} and its like; sharp on scaled screens. Swing tells its text in the default locale to
     * assistive technology.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public Icon swing(int sizePixels) {
        return new SwingPawn(drawing, checked(sizePixels), text(Locale.getDefault()));
    }

    /** What the picture says, "Available, idle"; English where the language is not among ours (English, German). */
    public String text(Locale locale) {
        ResourceBundle.Control noDetour =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("org.pawn.sdk.icon.texts", locale, noDetour)
                .getString(drawing.fileName());
    }

    /** The same state's file name on the server and in the web component, {@code available-idle}. */
    public String name() {
        return drawing.fileName();
    }

    private static int checked(int sizePixels) {
        if (sizePixels < 1) {
            throw new IllegalArgumentException("a picture has at least 1 pixel, not " + sizePixels);
        }
        return sizePixels;
    }
}
