package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
import org.pawn.presence.PublishedState;
import org.pawn.presence.Source;
import org.pawn.time.Moment;

/**
 * An event package and what is done with it here: registered data (RFC 6665 section 7.2).
 *
 * @param name as in the Event header, in lower case
 * @param isWatched whether SUBSCRIBE is served
 * @param publishing what a PUBLISH of it is; empty where none is taken
 */
record EventPackage(String name, boolean isWatched, Optional<Publishing> publishing) {
    /**
     * What a publication is (RFC 3903 section 6).
     *
     * @param source whose records it makes
     * @param contentTypes what its body may be, in lower case
     * @param bodies how a body becomes what it says
     */
    record Publishing(Source source, List<String> contentTypes, Bodies bodies) {
        Publishing {
            contentTypes = List.copyOf(contentTypes);
        }
    }

    /** Reads bodies of a package; refuses, as invalid or too large, what is none. */
    @FunctionalInterface
    interface Bodies {
        Body read(byte[] bytes, Moment now);
    }

    /** @param entity whom the body says it is about, a URI as written */
    record Body(String entity, PublishedState said) {}
}
