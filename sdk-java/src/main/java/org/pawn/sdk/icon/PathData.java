package org.pawn.sdk.icon;

import java.awt.geom.Path2D;
import java.util.Locale;
import java.util.Scanner;

/** The part of SVG's path language that the drawing uses: absolute {@code M L C Z}, blanks between all words. */
final class PathData {
    private PathData() {}

    static Path2D shape(String data) {
        Path2D path = new Path2D.Double();
        try (Scanner words = new Scanner(data).useLocale(Locale.ROOT)) {
            while (words.hasNext()) {
                append(path, words.next(), words);
            }
        }
        return path;
    }

    private static void append(Path2D path, String command, Scanner words) {
        switch (command) {
            case "M" -> path.moveTo(words.nextDouble(), words.nextDouble());
            case "L" -> path.lineTo(words.nextDouble(), words.nextDouble());
            case "C" ->
                path.curveTo(
                        words.nextDouble(),
                        words.nextDouble(),
                        words.nextDouble(),
                        words.nextDouble(),
                        words.nextDouble(),
                        words.nextDouble());
            case "Z" -> path.closePath();
            default -> throw new IllegalArgumentException("not a path command of the drawing: " + command);
        }
    }
}
