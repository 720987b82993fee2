package org.pawn.server.sip;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.pawn.access.AccessService;
import org.pawn.calling.CallAdmission;
import org.pawn.concurrent.Lanes;
import org.pawn.contacts.ResourceLists;
import org.pawn.directory.Credentials;
import org.pawn.directory.Directory;
import org.pawn.messaging.MessageService;
import org.pawn.policy.PolicyService;
import org.pawn.presence.PresenceService;
import org.pawn.registration.RegistrationService;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.watching.SubscriptionService;
import org.pawn.xcap.XcapService;

/**
 * The domain's services as the SIP edge uses them.
 *
 * @param xcapRoot the address below which people's documents are
 * @param dialogKey seals the routes of dialogs; they outlive a restart if it does
 * @param gruuKey seals URIs of devices that do not tell whose they are; they outlive a restart if it does
 */
public record SipServices(
        Lanes lanes,
        PolicyService policy,
        Directory directory,
        Credentials credentials,
        AccessService access,
        PresenceService presence,
        RegistrationService registrations,
        SubscriptionService subscriptions,
        MessageService messages,
        ResourceLists lists,
        XcapService documents,
        String xcapRoot,
        CallAdmission calls,
        SecretKey dialogKey,
        SecretKey gruuKey,
        TimeSource time,
        Timers timers,
        SecureRandom random) {}
