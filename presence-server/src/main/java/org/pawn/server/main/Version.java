package org.pawn.server.main;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What this build calls itself. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Pawn Presence " + current()};
    }

    /** As the jar's manifest has it; {@code dev} when run from classes. */
    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
