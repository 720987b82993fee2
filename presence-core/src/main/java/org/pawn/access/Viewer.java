package org.pawn.access;

/**
 * Who looks, as the person who is looked at may know it: a name, and nothing of what they may do.
 *
 * @param name an address of record, or what an application, a guest or an administrator's token is called
 */
public record Viewer(Kind kind, String name) {
    private static final int MAX_NAME = 320;

    /** What speaks for the viewer; the label is the wire name. */
    public enum Kind {
        PERSON("person"),
        APPLICATION("application"),
        GUEST("guest"),
        ADMINISTRATOR("administrator");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Names are other people's making: they are cut, and what no encoding can hold is replaced. */
    public Viewer {
        name = isPlain(name) ? name : cleaned(name);
    }

    private static boolean isPlain(String name) {
        boolean plain = name.length() <= MAX_NAME;
        for (int i = 0; plain && i < name.length(); i++) {
            plain = !Character.isSurrogate(name.charAt(i)) && !Character.isISOControl(name.charAt(i));
        }
        return plain;
    }

    private static String cleaned(String name) {
        return name.codePoints()
                .limit(MAX_NAME / 2) // a code point is two characters at most
                .map(point -> Character.getType(point) == Character.SURROGATE || Character.isISOControl(point)
                        ? 0xFFFD
                        : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
