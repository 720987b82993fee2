package org.pawn.server.main;

import java.util.Optional;

/** What this build calls itself. */
final class Version {
    private Version() {}

    /** As the jar's manifest has it; {@code dev} when run from classes. */
    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
