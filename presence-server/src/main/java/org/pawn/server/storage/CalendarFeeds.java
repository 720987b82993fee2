package org.pawn.server.storage;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.FeedCredentials;
import org.pawn.freebusy.StoredCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds as they are kept: the address sealed, for it may hold a secret, and the credentials, which are one. */
final class CalendarFeeds {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarFeeds.class);

    private final SecretBox box;

    CalendarFeeds(SecretBox box) {
        this.box = box;
    }

    Optional<byte[]> sealedAddress(StoredCalendar calendar) {
        return calendar.feed()
                .map(feed -> box.seal(feed.address().toString(), about(calendar.person(), calendar.id())));
    }

    Optional<byte[]> sealedCredentials(StoredCalendar calendar) {
        return calendar.feed()
                .flatMap(CalendarOrigin.Feed::credentials)
                .map(credentials -> box.seal(
                        credentials.user() + ":" + credentials.password(),
                        aboutCredentials(calendar.person(), calendar.id())));
    }

    /** Empty where there is none, or it was sealed with another key. */
    Optional<CalendarOrigin.Feed> open(
            AddressOfRecord person, String id, byte @Nullable [] address, byte @Nullable [] credentials) {
        if (address == null) {
            return Optional.empty();
        }
        Optional<String> opened = box.open(address, about(person, id));
        if (opened.isEmpty()) {
            LOG.error("the address of calendar {} of {} was sealed with another secret.key; set it anew", id, person);
        }
        Optional<FeedCredentials> user = credentials == null
                ? Optional.empty()
                : box.open(credentials, aboutCredentials(person, id)).map(CalendarFeeds::credentials);
        return opened.map(URI::create).map(written -> feed(written, user));
    }

    /** Addresses of earlier versions hold their credentials themselves. */
    private static CalendarOrigin.Feed feed(URI written, Optional<FeedCredentials> beside) {
        String userInfo = written.getUserInfo();
        if (userInfo == null) {
            return new CalendarOrigin.Feed(written, beside);
        }
        String text = written.toString();
        int from = text.indexOf("//") + 2;
        URI address = URI.create(text.substring(0, from) + text.substring(text.indexOf('@', from) + 1));
        return new CalendarOrigin.Feed(address, beside.or(() -> userInfoCredentials(userInfo)));
    }

    private static Optional<FeedCredentials> userInfoCredentials(String userInfo) {
        try {
            return Optional.of(credentials(userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo));
        } catch (IllegalArgumentException notTaken) { // any more; the server will ask for them
            return Optional.empty();
        }
    }

    private static FeedCredentials credentials(String text) {
        int colon = text.indexOf(':');
        return new FeedCredentials(text.substring(0, colon), text.substring(colon + 1));
    }

    private static String about(AddressOfRecord person, String id) {
        return person + " " + id;
    }

    private static String aboutCredentials(AddressOfRecord person, String id) {
        return person + " " + id + " credentials";
    }
}
