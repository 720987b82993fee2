package org.pawn.sdk.icon;

import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.swing.ImageIcon;
import org.jspecify.annotations.Nullable;

/** Paints the vectors anew each time, so that it is sharp on any screen; an {@code ImageIcon} so that Swing tells its text. */
@SuppressWarnings("serial") // never written
final class SwingPawn extends ImageIcon {
    private final transient PawnDrawing drawing;
    private final int sizePixels;

    SwingPawn(PawnDrawing drawing, int sizePixels, String text) {
        this.drawing = drawing;
        this.sizePixels = sizePixels;
        setDescription(text);
    }

    @Override
    public void paintIcon(@Nullable Component component, Graphics graphics, int x, int y) {
        Graphics2D own = (Graphics2D) graphics.create();
        own.translate(x, y);
        PaintedPawn.paint(drawing, own, sizePixels);
        own.dispose();
    }

    @Override
    public int getIconWidth() {
        return sizePixels;
    }

    @Override
    public int getIconHeight() {
        return sizePixels;
    }
}
