package org.pawn.rest;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pawn.access.AccessService;
import org.pawn.access.Caller;
import org.pawn.access.InMemoryTokenStore;
import org.pawn.access.IssuedToken;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.TokenRequest;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.InMemoryLookStore;
import org.pawn.audit.LookService;
import org.pawn.concurrent.Lanes;
import org.pawn.contacts.ContactListService;
import org.pawn.contacts.InMemoryContactListStore;
import org.pawn.directory.Competence;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.InMemoryCredentials;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.CalendarOwners;
import org.pawn.freebusy.CalendarService;
import org.pawn.freebusy.ExpandedCalendars;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.InMemoryCalendarStore;
import org.pawn.freebusy.InMemoryWorkingHoursStore;
import org.pawn.freebusy.WorkingHours;
import org.pawn.freebusy.WorkingHoursService;
import org.pawn.messaging.InMemoryOfflineMessageStore;
import org.pawn.messaging.MessageService;
import org.pawn.notification.InMemoryNotificationStore;
import org.pawn.notification.NotificationService;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.query.Pacing;
import org.pawn.query.QueryService;
import org.pawn.rest.health.Readiness;
import org.pawn.rest.websocket.GuestEndpoint;
import org.pawn.time.SettableTime;
import org.pawn.watching.SubscriptionService;
import org.pawn.xcap.InMemoryDocumentStore;
import org.pawn.xcap.PidfManipulationUsage;
import org.pawn.xcap.PresRulesUsage;
import org.pawn.xcap.ResourceListsUsage;
import org.pawn.xcap.RlsServicesUsage;
import org.pawn.xcap.XcapService;

/**
 * The REST edge on a free port over real services and in-memory stores, at noon of 4 March 2030. Alice, Bob and Carol
 * are colleagues; Alice and Bob are one team; a stranger is of another domain.
 */
public final class RestFixture implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2030-03-04T12:00:00Z");
    public static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    public static final AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    public static final AddressOfRecord CAROL = new AddressOfRecord("carol", "example.com");
    public static final AddressOfRecord STRANGER = new AddressOfRecord("stranger", "example.org");

    public final SettableTime time = new SettableTime(NOON);
    public final Lanes lanes = new Lanes(2);
    public final Lanes diskLanes = new Lanes(1);
    public final AccessService access;
    public final Directory directory = new Directory(new InMemoryPersonStore());
    public final InMemoryCredentials credentials = new InMemoryCredentials();
    public final PresenceService presence;
    public final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), diskLanes, time, time);
    public final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);
    public final SubscriptionService watching;
    public final LookService looks;
    public final NotificationService notifications =
            new NotificationService(new InMemoryNotificationStore(), policy::zone, diskLanes, time, time);
    public final QueryService queries;
    public final MessageService messages;
    public final GuestEndpoint guest = new GuestEndpoint();
    public final ContactListService contacts;
    public final InMemoryDocumentStore documentStore = new InMemoryDocumentStore();
    public final XcapService documents;
    public final RestApi api;

    public RestFixture() {
        this(UnaryOperator.identity());
    }

    public RestFixture(UnaryOperator<RestConfig> configure) {
        SecureRandom random = new SecureRandom();
        access = new AccessService(new InMemoryTokenStore(), time, random);
        presence = new PresenceService(
                lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), random);
        watching = new SubscriptionService(presence, policy, lanes, time, time, Duration.ofSeconds(1));
        looks = new LookService(policy, new InMemoryLookStore(), diskLanes, time, time, Duration.ofDays(30));
        presence.addListener(watching);
        watching.onWatcherChange(looks);
        queries = new QueryService(directory, presence, policy, new Pacing(lanes, time, time, Duration.ofSeconds(1)));
        presence.addListener(queries);
        watching.onRecheck(queries::recheck);
        directory.onGroupChange(queries::changed);
        privacy.onChange(watching::recheck);
        directory.onChange(watching::recheck);
        directory.onGroupChange(change -> change.teamMates().forEach(watching::recheck));
        messages = new MessageService(policy, presence, notifications, new InMemoryOfflineMessageStore(), diskLanes);
        contacts = new ContactListService(new InMemoryContactListStore(), diskLanes);
        ResourceListsUsage lists = new ResourceListsUsage(contacts, directory);
        PresRulesUsage rules = new PresRulesUsage(privacy, directory, time);
        documents = new XcapService(
                documentStore,
                List.of(
                        lists,
                        rules,
                        new RlsServicesUsage(diskLanes, "example.com", directory::exists),
                        new PidfManipulationUsage(diskLanes, presence, time)));
        privacy.onChange(person -> documents.changedElsewhere(person, rules));
        contacts.onChange(list -> documents.changedElsewhere(list.owner(), lists));
        InMemoryCalendarStore calendarStore = new InMemoryCalendarStore();
        CalendarOwners owners =
                person -> new CalendarOwner(person, policy.zone(person), Set.of(), WorkingHours.UNKNOWN, false);
        ExpandedCalendars expanded = new ExpandedCalendars(calendarStore, new UtcEvents(), owners);
        CalendarService calendars = new CalendarService(calendarStore, new UtcEvents(), owners, new NoFeeds(), time);
        calendars.addListener(expanded::changed);
        for (AddressOfRecord person : List.of(ALICE, BOB, CAROL)) {
            directory.save(person(person)).join();
            credentials.setPassword(person, "secret of " + person.user()).join();
        }
        directory.save(new Group("team", "The team", true, List.of(ALICE, BOB))).join();
        presence.start();
        looks.start();
        api = new RestApi(
                configure.apply(RestConfig.loopback("example.com")),
                new RestServices(
                        access,
                        credentials,
                        directory,
                        presence,
                        policy,
                        privacy,
                        watching,
                        looks,
                        queries,
                        messages,
                        contacts,
                        calendars,
                        new FreeBusyService(expanded, time),
                        new PlainRequests(),
                        new WorkingHoursService(new InMemoryWorkingHoursStore(), diskLanes),
                        notifications,
                        documents,
                        time,
                        time,
                        random),
                List.of(guest));
        api.start();
        api.readiness().set(Readiness.State.READY);
    }

    private static Person person(AddressOfRecord address) {
        String name = address.user().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + address.user().substring(1) + " Example";
        return new Person(
                address,
                name,
                Optional.of("Engineer"),
                Optional.of("Bridges"),
                List.of(address.user() + ".example@mail.example.com"),
                List.of("+49301234567"),
                List.of("+49170123456"),
                Optional.empty(),
                new Competence(List.of("Supervisor"), List.of("Bridges", "French")));
    }

    public String url(String path) {
        var address = api.http().orElseThrow();
        return "http://" + address.getHostString() + ":" + address.getPort() + path;
    }

    /** A token of somebody who signed in. */
    public String token(AddressOfRecord person) {
        return token(person, Caller.ownScopes());
    }

    public String token(AddressOfRecord person, Set<Scope> scopes) {
        return issue(new TokenRequest(
                        person.toString(), Optional.of(person), Level.COMPANY, scopes, Set.of(), Duration.ofHours(1)))
                .secret();
    }

    /** A token of an application. */
    public String applicationToken(Level level, Scope... scopes) {
        return issue(new TokenRequest("wiki", Optional.empty(), level, Set.of(scopes), Set.of(), Duration.ofDays(1)))
                .secret();
    }

    public String adminToken() {
        return applicationToken(Level.PERSONAL, Scope.values());
    }

    public IssuedToken issue(TokenRequest request) {
        return access.issue(request).join();
    }

    /** A device of that person shows that, for an hour. */
    public void shows(AddressOfRecord person, Availability availability) {
        presence.put(
                        person,
                        PresenceRecord.of(
                                Source.DEVICE,
                                "desk",
                                availability,
                                time.moment(),
                                time.moment().deadline(Duration.ofHours(1))))
                .join();
    }

    @Override
    public void close() {
        api.close();
        presence.close();
        lanes.close();
        diskLanes.close();
        looks.close();
    }
}
