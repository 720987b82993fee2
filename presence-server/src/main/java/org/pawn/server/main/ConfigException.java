package org.pawn.server.main;

import java.util.List;

/** The configuration cannot be; every line names a key, its value and what is allowed. */
final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
