package org.pawn.server.cli;

/** Text of other people's making, as a terminal may get it. */
final class Printable {
    private Printable() {}

    /** Without control characters and the marks that turn the direction of writing. */
    static String of(String text) {
        return text.codePoints()
                .map(each -> each == '\n' || each == '\t' ? ' ' : each)
                .filter(each -> Character.getType(each) != Character.CONTROL
                        && Character.getType(each) != Character.FORMAT
                        && Character.getType(each) != Character.LINE_SEPARATOR
                        && Character.getType(each) != Character.PARAGRAPH_SEPARATOR)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
