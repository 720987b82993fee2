package org.pawn.freebusy;

import java.net.URI;
import java.util.Optional;

/** Where a calendar comes from. */
public sealed interface CalendarOrigin {
    /** Put by its owner, and only they change it. */
    record Upload() implements CalendarOrigin {}

    /**
     * Read again and again from an address: a file there, or a calendar server.
     *
     * @param address without a user name or password
     */
    record Feed(URI address, Optional<FeedCredentials> credentials) implements CalendarOrigin {
        public Feed {
            if (address.getRawUserInfo() != null) {
                throw new IllegalArgumentException("credentials stand beside a feed's address, not in it");
            }
        }

        public static Feed of(URI address) {
            return new Feed(address, Optional.empty());
        }

        /** Whether what was read from the other can have come from here: by the same user, whatever the password. */
        boolean isWhere(Feed other) {
            return address.equals(other.address)
                    && credentials.map(FeedCredentials::user).equals(other.credentials.map(FeedCredentials::user));
        }

        /** Its host alone: the rest of the address may be a secret. */
        @Override
        public String toString() {
            return "Feed[" + address.getHost() + "]";
        }
    }

    /** A file of the watched folder: it comes and goes with the file. */
    record FolderFile() implements CalendarOrigin {}
}
