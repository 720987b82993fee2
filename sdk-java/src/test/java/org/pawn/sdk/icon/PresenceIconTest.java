package org.pawn.sdk.icon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.swing.Icon;
import javax.swing.JLabel;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.sdk.Availability;

final class PresenceIconTest {
    @Nested
    final class GivenEachOfTheNinePawns {
        @ParameterizedTest
        @EnumSource(PawnDrawing.class)
        void itsSvgIsTheServersFileByteForByte(PawnDrawing drawing) throws IOException {
            try (InputStream file = getClass().getResourceAsStream("/icons/" + drawing.fileName() + ".svg")) {
                assertThat(file).as("the file of %s", drawing).isNotNull();
                assertThat(SvgPawn.bare(drawing)).isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {12, 16, 24, 48})
        void theyDifferInGreyAloneAtEverySize(int size) throws IOException {
            Set<List<Integer>> seen = new HashSet<>();

            for (PawnDrawing drawing : PawnDrawing.values()) {
                seen.add(shapeWithoutColour(PaintedPawn.png(drawing, size)));
            }

            assertThat(seen).hasSize(PawnDrawing.values().length);
        }

        @ParameterizedTest
        @EnumSource(PawnDrawing.class)
        void itsInkStandsOutOnWhiteAndOnNearBlack(PawnDrawing drawing) {
            assertThat(contrast(drawing.ink, "#ffffff")).isGreaterThan(3);
            assertThat(contrast(drawing.ink, "#1e1e1e")).isGreaterThan(2.9);
        }
    }

    @Nested
    final class GivenSomeoneIsBusy {
        private final PresenceIcon busy = PresenceIcon.of(Availability.BUSY, false);

        @Test
        void theTextIsInTheLanguageAskedFor() {
            assertThat(busy.text(Locale.ENGLISH)).isEqualTo("Busy");
            assertThat(busy.text(Locale.GERMANY)).isEqualTo("Beschäftigt");
        }

        @Test
        void theTextIsEnglishWhereWeHaveNoOther() {
            assertThat(busy.text(Locale.JAPANESE)).isEqualTo("Busy");
        }

        @Test
        void aLabelCannotLeaveItsPlaceInTheSvg() {
            String svg = busy.svg(16, "\"><script>alert('1')</script>&");

            assertThat(svg).doesNotContain("<script").contains("&lt;script&gt;", "&amp;", "width=\"16\"");
        }

        @Test
        void thePngHasTheSizeAskedForAndAClearGround() throws IOException {
            BufferedImage image = read(busy.png(24));

            assertThat(image.getWidth()).isEqualTo(24);
            assertThat(image.getRGB(0, 0) >>> 24).isZero();
            assertThat(new Color(image.getRGB(12, 3))).isEqualTo(Color.decode("#d62f45"));
        }

        @Test
        void aPictureWithoutPixelsIsRefused() {
            assertThatThrownBy(() -> busy.png(0)).hasMessageContaining("at least 1 pixel");
        }

        @Test
        void swingPaintsItWhereAskedAndTellsItsText() {
            Icon icon = busy.swing(24);
            BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = image.createGraphics();

            icon.paintIcon(null, graphics, 10, 10);

            assertThat(image.getRGB(22, 13) >>> 24).isEqualTo(255);
            assertThat(image.getRGB(5, 5) >>> 24).isZero();
            assertThat(graphics.getTransform().isIdentity()).isTrue();
            JLabel label = new JLabel(icon);
            assertThat(label.getAccessibleContext().getAccessibleIcon()[0].getAccessibleIconDescription())
                    .isEqualTo(busy.text(Locale.getDefault()));
        }
    }

    @Nested
    final class GivenIdle {
        @Test
        void onlyAvailableAndBusyShowIt() {
            List<Availability> changed = Arrays.stream(Availability.values())
                    .filter(each -> !PresenceIcon.of(each, true)
                            .name()
                            .equals(PresenceIcon.of(each, false).name()))
                    .toList();

            assertThat(changed).containsExactly(Availability.AVAILABLE, Availability.BUSY);
        }
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** Ink or paper or nothing at each pixel: what is left for someone who sees no colour at all. */
    private static List<Integer> shapeWithoutColour(byte[] png) throws IOException {
        BufferedImage image = read(png);
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .map(pixel -> (pixel >>> 24) < 128 ? 0 : new Color(pixel).getBlue() > 190 ? 2 : 1)
                .boxed()
                .toList();
    }

    private static double contrast(String ink, String ground) {
        double one = luminance(Color.decode(ink));
        double other = luminance(Color.decode(ground));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
