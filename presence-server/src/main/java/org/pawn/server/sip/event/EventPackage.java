package org.pawn.server.sip.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pawn.presence.PublishedState;
import org.pawn.presence.Source;
import org.pawn.time.Moment;

/**
 * An event package and what is done with it here: registered data (RFC 6665 section 7.2).
 *
 * @param name as in the Event header, in lower case
 * @param watching how SUBSCRIBE is served; empty where it is not
 * @param publishing what a PUBLISH of it is; empty where none is taken
 */
public record EventPackage(String name, Optional<Watching> watching, Optional<Publishing> publishing) {
    /**
     * What a subscription is (RFC 6665 section 5.4). All else, dialogs, NOTIFYs and their order, is the same for all.
     *
     * @param contentTypes what NOTIFY bodies can be, in lower case; the first where the subscriber does not say
     * @param usualLife where the subscriber does not ask for one
     * @param pace the least time between two NOTIFYs; zero where the states are paced already
     * @param isWhole whether each body is a whole state in XML, so that lists and filters are served (RFC 4662, 4660)
     * @param states where states come from and who may have them
     */
    public record Watching(
            List<String> contentTypes, Duration usualLife, Duration pace, boolean isWhole, EventStates states) {
        public Watching {
            contentTypes = List.copyOf(contentTypes);
        }
    }

    /**
     * What a publication is (RFC 3903 section 6).
     *
     * @param source whose records it makes
     * @param contentTypes what its body may be, in lower case
     * @param bodies how a body becomes what it says
     */
    public record Publishing(Source source, List<String> contentTypes, Bodies bodies) {
        public Publishing {
            contentTypes = List.copyOf(contentTypes);
        }
    }

    /** Reads bodies of a package; refuses, as invalid or too large, what is none. */
    @FunctionalInterface
    public interface Bodies {
        Body read(byte[] bytes, Moment now);
    }

    /** @param entity whom the body says it is about, a URI as written */
    public record Body(String entity, PublishedState said) {}
}
