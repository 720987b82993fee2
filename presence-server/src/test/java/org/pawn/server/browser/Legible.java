package org.pawn.server.browser;

/** What somebody who sees little, or hears a page read, would miss in an element; each is run on it and finds nothing. */
final class Legible {
    /** Controls without a name (WCAG 2.2, 4.1.2). */
    static final String NAMELESS = """
            root => [...root.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea, summary')]
              .filter(each => !(each.getAttribute('aria-label') || each.textContent.trim() && each.tagName !== 'SELECT'
                || each.labels?.[0]?.textContent.trim()))
              .map(each => each.outerHTML)""";

    /** Texts whose contrast with what is behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3). */
    static final String TOO_FAINT = """
            card => {
              const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const rgb = (colour) => { pixel.clearRect(0, 0, 1, 1); pixel.fillStyle = colour; pixel.fillRect(0, 0, 1, 1); return [...pixel.getImageData(0, 0, 1, 1).data]; };
              const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
              const behind = (each) => { for (let at = each; at; at = at.parentElement) { const c = rgb(getComputedStyle(at).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255]; };
              return [...card.querySelectorAll('*')]
                .filter(each => each.checkVisibility() && [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
                .map(each => { const [a, b] = [light(rgb(getComputedStyle(each).color)), light(behind(each))].sort((x, y) => y - x);
                  return [(a + .05) / (b + .05), each.textContent]; })
                .filter(([contrast]) => contrast < 4.5).map(([contrast, text]) => contrast.toFixed(2) + ' ' + text);
            }""";

    private Legible() {}
}
