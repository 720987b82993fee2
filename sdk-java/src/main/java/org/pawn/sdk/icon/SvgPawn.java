package org.pawn.sdk.icon;

import java.math.BigDecimal;

/** Writes a drawing as one line of SVG; the server and the web component use the very same bytes. */
final class SvgPawn {
    private SvgPawn() {}

    /** Without a size, a label or an id: it takes the size of the place that it is put in. */
    static String bare(PawnDrawing drawing) {
        return start() + paint(drawing) + paths(drawing) + "</svg>\n";
    }

    static String labelled(PawnDrawing drawing, int sizePixels, String label) {
        String text = escape(label);
        return start()
                + " width=\"" + sizePixels + "\" height=\"" + sizePixels + "\" role=\"img\" aria-label=\"" + text + "\""
                + paint(drawing)
                + "<title>" + text + "</title>"
                + paths(drawing)
                + "</svg>\n";
    }

    private static String start() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + PawnDrawing.GRID + " " + PawnDrawing.GRID
                + "\"";
    }

    private static String paint(PawnDrawing drawing) {
        return " stroke=\"" + drawing.ink + "\" stroke-width=\"" + number(PawnDrawing.OUTLINE_WIDTH)
                + "\" stroke-linecap=\"round\" stroke-linejoin=\"round\" fill=\"none\">";
    }

    private static String paths(PawnDrawing drawing) {
        return "<path fill=\"" + drawing.headFill() + "\" d=\"" + PawnDrawing.HEAD + "\"/>"
                + "<path fill=\"" + drawing.bodyFill() + "\" d=\"" + PawnDrawing.BODY + "\"/>"
                + "<path stroke=\"" + drawing.markInk() + "\" stroke-width=\"" + number(drawing.markWidth) + "\" d=\""
                + drawing.mark + "\"/>";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
