package org.pawn.rest;

import java.security.SecureRandom;
import org.pawn.access.AccessService;
import org.pawn.audit.LookService;
import org.pawn.contacts.ContactListService;
import org.pawn.directory.Credentials;
import org.pawn.directory.Directory;
import org.pawn.freebusy.CalendarService;
import org.pawn.freebusy.FreeBusyRequestReader;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.WorkingHoursService;
import org.pawn.messaging.MessageService;
import org.pawn.notification.NotificationService;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.PresenceService;
import org.pawn.query.QueryService;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.watching.SubscriptionService;
import org.pawn.xcap.XcapService;

/** What the REST edge calls; built by the composition root. */
public record RestServices(
        AccessService access,
        Credentials credentials,
        Directory directory,
        PresenceService presence,
        PolicyService policy,
        PrivacyService privacy,
        SubscriptionService watching,
        LookService looks,
        QueryService queries,
        MessageService messages,
        ContactListService contacts,
        CalendarService calendars,
        FreeBusyService freeBusy,
        FreeBusyRequestReader freeBusyRequests,
        WorkingHoursService workingHours,
        NotificationService notifications,
        XcapService documents,
        TimeSource time,
        Timers timers,
        SecureRandom random) {}
