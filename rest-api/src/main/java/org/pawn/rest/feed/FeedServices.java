package org.pawn.rest.feed;

import java.security.SecureRandom;
import org.pawn.access.AccessService;
import org.pawn.contacts.ContactListService;
import org.pawn.directory.Directory;
import org.pawn.messaging.MessageService;
import org.pawn.policy.PolicyService;
import org.pawn.presence.PresenceService;
import org.pawn.query.QueryService;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.watching.SubscriptionService;

/** What the feed calls. */
public record FeedServices(
        AccessService access,
        Directory directory,
        PresenceService presence,
        PolicyService policy,
        SubscriptionService watching,
        QueryService queries,
        MessageService messages,
        ContactListService contacts,
        TimeSource time,
        Timers timers,
        SecureRandom random) {}
