package org.pawn.server.main;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.AccessService;
import org.pawn.access.TokenStore;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.LookService;
import org.pawn.audit.LookStore;
import org.pawn.concurrent.Lanes;
import org.pawn.contacts.ContactListService;
import org.pawn.contacts.ContactListStore;
import org.pawn.contacts.ContactResourceLists;
import org.pawn.contacts.ResourceLists;
import org.pawn.directory.Credentials;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.directory.PersonStore;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.WorkingHoursService;
import org.pawn.freebusy.WorkingHoursStore;
import org.pawn.messaging.MessageService;
import org.pawn.messaging.OfflineMessageStore;
import org.pawn.notification.NotificationService;
import org.pawn.notification.NotificationStore;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyService;
import org.pawn.policy.PrivacyStore;
import org.pawn.presence.ManualStateStore;
import org.pawn.presence.PresenceService;
import org.pawn.presence.PublicationStore;
import org.pawn.query.Pacing;
import org.pawn.query.QueryService;
import org.pawn.registration.BindingStore;
import org.pawn.registration.RegistrationService;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.watching.SubscriptionService;
import org.pawn.xcap.DocumentStore;
import org.pawn.xcap.PidfManipulationUsage;
import org.pawn.xcap.PresRulesUsage;
import org.pawn.xcap.ResourceListsUsage;
import org.pawn.xcap.RlsServicesUsage;
import org.pawn.xcap.ServiceLists;
import org.pawn.xcap.XcapService;

/** The domain's services, wired to each other; the edges and stores come from outside. */
final class CoreServices implements AutoCloseable {
    /** The stores under the services. */
    record Ports(
            PersonStore people,
            Credentials credentials,
            TokenStore tokens,
            ContactListStore contacts,
            ManualStateStore manualStates,
            PrivacyStore privacy,
            WorkingHoursStore workingHours,
            NotificationStore notifications,
            OfflineMessageStore messages,
            LookStore looks,
            PublicationStore publications,
            BindingStore bindings,
            DocumentStore documents) {}

    private static final int PRESENCE_LANES = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int DISK_LANES = 16; // each may wait for the disk; a flush serves them all

    final SecureRandom random = new SecureRandom();
    final Credentials credentials;
    final Directory directory;
    final AccessService access;
    final PresenceService presence;
    final WorkingHoursService workingHours;
    final PrivacyService privacy;
    final PolicyService policy;
    final SubscriptionService watching;
    final LookService looks;
    final QueryService queries;
    final RegistrationService registrations;
    final NotificationService notifications;
    final MessageService messages;
    final ContactListService contacts;
    final XcapService documents;
    final ResourceLists watchedLists;
    final Lanes lanes = new Lanes("lane", PRESENCE_LANES);
    private final Lanes diskLanes = new Lanes("disk", DISK_LANES);

    CoreServices(ServerConfig config, Ports ports, TimeSource time, Timers timers) {
        credentials = ports.credentials();
        directory = new Directory(ports.people(), task -> diskLanes.execute("directory", task));
        access = new AccessService(ports.tokens(), time, random);
        presence = new PresenceService(
                lanes,
                time,
                timers,
                ports.publications(),
                ports.manualStates(),
                random,
                config.presence().composition());
        workingHours = new WorkingHoursService(ports.workingHours(), diskLanes);
        privacy = new PrivacyService(ports.privacy(), diskLanes, time, timers);
        policy = new PolicyService(
                directory,
                privacy,
                config.timeZone(),
                time,
                config.sip().authentication()
                        ? directory::exists
                        : person -> person.domain().equals(config.domain()));
        watching = new SubscriptionService(
                presence, policy, lanes, time, timers, config.presence().notifyInterval());
        looks = new LookService(
                policy,
                ports.looks(),
                diskLanes,
                time,
                timers,
                config.presence().looksKept());
        queries = new QueryService(
                directory,
                presence,
                policy,
                new Pacing(lanes, time, timers, config.presence().notifyInterval()));
        registrations = new RegistrationService(
                lanes, time, timers, presence, ports.bindings(), config.sip().maxBindings());
        notifications = new NotificationService(ports.notifications(), policy::zone, diskLanes, time, timers);
        messages = new MessageService(policy, presence, notifications, ports.messages(), diskLanes);
        contacts = new ContactListService(ports.contacts(), diskLanes);
        ResourceListsUsage lists = new ResourceListsUsage(contacts, directory);
        PresRulesUsage rules = new PresRulesUsage(privacy, directory, time);
        RlsServicesUsage services = new RlsServicesUsage(
                diskLanes,
                config.domain(),
                address -> directory.exists(address) || ContactResourceLists.isReserved(address, directory::exists));
        documents = new XcapService(
                ports.documents(),
                List.of(lists, rules, services, new PidfManipulationUsage(diskLanes, presence, time)));
        watchedLists = new ServiceLists(
                services,
                lists,
                documents,
                directory,
                policy::exists,
                new ContactResourceLists(contacts, policy::exists));
        contacts.onChange(list -> documents.changedElsewhere(list.owner(), lists));
        presence.addListener(watching);
        presence.addListener(queries);
        presence.addListener(messages);
        watching.onWatcherChange(looks);
        watching.onRecheck(queries::recheck);
        directory.onGroupChange(queries::changed);
        privacy.onChange(watching::recheck);
        privacy.onChange(person -> documents.changedElsewhere(person, rules));
        directory.onChange(this::personChanged);
        directory.onGroupChange(change -> {
            change.teamMates().forEach(watching::recheck);
            privacy.naming(change.id()).forEach(watching::recheck);
        });
    }

    /** Brings back what the stores hold; before the edges open. */
    void start() {
        privacy.start();
        notifications.start();
        presence.start();
        registrations.start();
        documents.start();
        looks.start();
    }

    /** What reading a person's calendar needs to know of them. */
    CalendarOwner calendarOwner(AddressOfRecord person) {
        Set<String> addresses =
                directory.person(person).map(Person::emails).map(Set::copyOf).orElse(Set.of());
        return new CalendarOwner(person, policy.zone(person), addresses, workingHours.of(person), false);
    }

    private void personChanged(AddressOfRecord person) {
        if (!directory.exists(person)) {
            watching.forget(person);
            CompletableFuture.allOf(
                            registrations.forget(person),
                            presence.forget(person),
                            contacts.remove(person),
                            documents.forget(person),
                            messages.forget(person),
                            privacy.remove(person),
                            workingHours.forget(person),
                            notifications.forget(person),
                            credentials.remove(person),
                            access.revokeAll(person))
                    .join();
            looks.forget(person).join(); // last: nobody speaks for them any more
        }
        watching.recheck(person);
        notifications.zoneChanged(person);
    }

    @Override
    public void close() {
        lanes.close();
        diskLanes.close();
        registrations.close();
        presence.close();
        looks.close();
    }
}
