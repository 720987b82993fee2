package org.pawn.samples.document;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pawn.samples.document.Mention.Offer;

/** Writes a document as a page: its people underlined, each with a pawn and a menu. Nothing inline, all text escaped. */
final class HtmlPage {
    private static final Pattern LINK = Pattern.compile("(?i)(mailto|sips?|im|tel|xmpp|https?):.*");

    private final Function<String, List<Mention>> recognizers;
    private final StringBuilder html = new StringBuilder();

    /** Where the page gets its pawns from, and who gives it a token. */
    record Presence(String pawn, String tokenUrl) {}

    /** @param recognizers gives the mentions of a paragraph, in order and apart from each other */
    HtmlPage(Function<String, List<Mention>> recognizers) {
        this.recognizers = recognizers;
    }

    /** The whole page; without {@code presence} its people have menus and no pawns. */
    String write(String title, List<Block> blocks, Optional<Presence> presence) {
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<link rel=\"stylesheet\" href=\"document.css\">\n");
        presence.ifPresent(from -> html.append("<script type=\"module\" src=\"")
                .append(escape(from.pawn()))
                .append("/embed/v1/pawn.js\" data-token-url=\"")
                .append(escape(from.tokenUrl()))
                .append("\"></script>\n"));
        html.append("<script type=\"module\" src=\"document.js\"></script>\n</head>\n<body>\n<main class=\"sheet\">\n");
        boolean inList = false;
        for (Block block : blocks) {
            boolean item = block.kind() == Block.Kind.ITEM;
            html.append(item && !inList ? "<ul>\n" : !item && inList ? "</ul>\n" : "");
            inList = item;
            write(block, presence.isPresent());
        }
        html.append(inList ? "</ul>\n" : "").append("</main>\n</body>\n</html>\n");
        return html.toString();
    }

    private void write(Block block, boolean alive) {
        String tag = switch (block.kind()) {
            case TITLE -> "h1";
            case HEADING -> "h2";
            case PARAGRAPH -> "p";
            case ITEM -> "li";
        };
        html.append('<').append(tag).append('>');
        int at = 0;
        for (Mention mention : recognizers.apply(block.text())) {
            html.append(lines(block.text().substring(at, mention.start())));
            write(block.text().substring(mention.start(), mention.end()), mention, alive);
            at = mention.end();
        }
        html.append(lines(block.text().substring(at))).append("</").append(tag).append(">\n");
    }

    private void write(String words, Mention mention, boolean alive) {
        html.append("<span class=\"mention\">");
        if (alive) {
            mention.address()
                    .ifPresent(address -> html.append("<presence-pawn address=\"")
                            .append(escape(address))
                            .append("\" label=\"")
                            .append(escape(mention.name()))
                            .append("\"></presence-pawn>"));
        }
        html.append("<button type=\"button\" class=\"name\" aria-haspopup=\"menu\" aria-expanded=\"false\">")
                .append(escape(words))
                .append("</button><span class=\"inserted\"></span><span class=\"menu\" role=\"menu\" aria-label=\"")
                .append(escape(mention.name()))
                .append("\" hidden>");
        mention.offers().forEach(this::write);
        html.append("</span></span>");
    }

    private void write(Offer offer) {
        Optional<String> uri = offer.uri().filter(link -> LINK.matcher(link).matches());
        html.append(uri.isPresent() ? "<a" : "<button type=\"button\"")
                .append(" role=\"menuitem\" tabindex=\"-1\" data-action=\"")
                .append(escape(offer.id()))
                .append('"');
        uri.ifPresent(link -> html.append(" href=\"").append(escape(link)).append('"'));
        offer.insert()
                .ifPresent(text ->
                        html.append(" data-insert=\"").append(escape(text)).append('"'));
        html.append('>').append(escape(offer.label())).append(uri.isPresent() ? "</a>" : "</button>");
    }

    private static String lines(String text) {
        return escape(text).replace("\n", "<br>\n");
    }

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (char letter : text.toCharArray()) {
            switch (letter) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(letter);
            }
        }
        return safe.toString();
    }
}
