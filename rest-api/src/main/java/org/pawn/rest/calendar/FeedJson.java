package org.pawn.rest.calendar;

import java.util.Optional;
import org.pawn.freebusy.FeedCredentials;
import org.pawn.freebusy.FeedRequest;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;

/** A feed as it is put. It is never shown again, and never logged. */
record FeedJson(String url, Optional<String> effect, Optional<String> user, Optional<String> password) {
    FeedRequest request() {
        return new FeedRequest(url, credentials(), effect.map(CalendarJson::effect));
    }

    private Optional<FeedCredentials> credentials() {
        if (user.isPresent() != password.isPresent()) {
            throw new Refusal.Invalid("user", "Give a user name and a password, or neither.");
        }
        return user.map(name -> Input.value("user", () -> new FeedCredentials(name, password.orElse(""))));
    }

    @Override
    public String toString() {
        return "FeedJson[***]";
    }
}
