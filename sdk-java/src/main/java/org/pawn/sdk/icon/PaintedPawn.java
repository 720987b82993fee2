package org.pawn.sdk.icon;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Paints a drawing with Java2D, which needs no display. */
final class PaintedPawn {
    private PaintedPawn() {}

    static byte[] png(PawnDrawing drawing, int sizePixels) {
        BufferedImage image = new BufferedImage(sizePixels, sizePixels, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        paint(drawing, graphics, sizePixels);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** Leaves the transform, stroke, colour and hints of {@code graphics} changed. */
    static void paint(PawnDrawing drawing, Graphics2D graphics, int sizePixels) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale((double) sizePixels / PawnDrawing.GRID, (double) sizePixels / PawnDrawing.GRID);
        graphics.setColor(Color.decode(drawing.ink));
        graphics.setStroke(pen(PawnDrawing.OUTLINE_WIDTH));
        part(graphics, PathData.shape(PawnDrawing.HEAD), drawing.headFilled);
        part(graphics, PathData.shape(PawnDrawing.BODY), drawing.bodyFilled);
        graphics.setColor(Color.decode(drawing.markInk()));
        graphics.setStroke(pen(drawing.markWidth));
        graphics.draw(PathData.shape(drawing.mark));
    }

    private static void part(Graphics2D graphics, Shape shape, boolean filled) {
        if (filled) {
            graphics.fill(shape);
        }
        graphics.draw(shape);
    }

    private static BasicStroke pen(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
}
