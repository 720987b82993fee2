package org.pawn.server.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.pawn.access.AccessService;
import org.pawn.access.InMemoryTokenStore;
import org.pawn.address.AddressOfRecord;
import org.pawn.calling.CallAdmission;
import org.pawn.concurrent.Lanes;
import org.pawn.contacts.ContactListService;
import org.pawn.contacts.ContactResourceLists;
import org.pawn.contacts.InMemoryContactListStore;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryCredentials;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.messaging.InMemoryOfflineMessageStore;
import org.pawn.messaging.MessageService;
import org.pawn.notification.InMemoryNotificationStore;
import org.pawn.notification.NotificationService;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceService;
import org.pawn.registration.InMemoryBindingStore;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.wire.TlsKeys;
import org.pawn.time.SettableTime;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.time.WheelTimers;
import org.pawn.watching.SubscriptionService;
import org.pawn.xcap.InMemoryDocumentStore;
import org.pawn.xcap.PidfManipulationUsage;
import org.pawn.xcap.PresRulesUsage;
import org.pawn.xcap.ResourceListsUsage;
import org.pawn.xcap.RlsServicesUsage;
import org.pawn.xcap.ServiceLists;
import org.pawn.xcap.XcapService;

/** The real SIP edge over the real core, in memory and on a free loopback port; the domain is example.com. */
public final class SipServer implements AutoCloseable {
    public static final String PASSWORD = "open-sesame";
    private static final String DOMAIN = "example.com";

    /** Who may register longest and shortest. */
    static final Duration MIN_EXPIRES = Duration.ofSeconds(2);

    final SecureRandom random = new SecureRandom();
    final TimeSource time;
    final Timers timers;
    private final Optional<WheelTimers> wheel;
    final Lanes lanes = new Lanes("lane", 2);
    final Lanes diskLanes = new Lanes("disk", 2);
    final InMemoryCredentials credentials = new InMemoryCredentials();
    final Directory directory = new Directory(new InMemoryPersonStore());
    final AccessService access;
    final PresenceService presence;
    final PrivacyService privacy;
    final PolicyService policy;
    final SubscriptionService subscriptions;
    final RegistrationService registrations;
    final MessageService messages;
    final ContactListService contacts = new ContactListService(new InMemoryContactListStore(), diskLanes);
    final XcapService documents;
    final SipEndpoint sip;

    private record RealTime() implements TimeSource {
        @Override
        public Instant now() {
            return Instant.ofEpochMilli(System.currentTimeMillis());
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }

    public SipServer(DigestAlgorithm... algorithms) {
        this(true, Optional.empty(), algorithms);
    }

    SipServer(boolean authentication, Optional<TlsKeys> keys, DigestAlgorithm... algorithms) {
        this(new WheelTimers(new RealTime()), authentication, keys, algorithms);
    }

    /** On a clock that the test sets; timers run on the thread that advances it. */
    SipServer(SettableTime time) {
        this(time, time, Optional.empty(), true, Optional.empty(), Set.of(), Set.of("loopback"));
    }

    /** On a clock that the test sets, and with limits that this machine's own addresses are not exempt from. */
    SipServer(SettableTime time, Set<String> trusted) {
        this(time, time, Optional.empty(), true, Optional.empty(), trusted, Set.of());
    }

    private SipServer(
            WheelTimers wheel, boolean authentication, Optional<TlsKeys> keys, DigestAlgorithm... algorithms) {
        this(new RealTime(), wheel, Optional.of(wheel), authentication, keys, Set.of(), Set.of("loopback"), algorithms);
    }

    private SipServer(
            TimeSource time,
            Timers timers,
            Optional<WheelTimers> wheel,
            boolean authentication,
            Optional<TlsKeys> keys,
            Set<String> trusted,
            Set<String> exempt,
            DigestAlgorithm... algorithms) {
        this.time = time;
        this.timers = timers;
        this.wheel = wheel;
        access = new AccessService(new InMemoryTokenStore(), time, random);
        presence = new PresenceService(
                lanes, time, timers, new InMemoryPublicationStore(), new InMemoryManualStateStore(), random);
        privacy = new PrivacyService(new InMemoryPrivacyStore(), diskLanes, time, timers);
        registrations = new RegistrationService(lanes, time, timers, presence, new InMemoryBindingStore(), 8);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        policy = new PolicyService(
                directory,
                privacy,
                ZoneOffset.UTC,
                time,
                authentication ? directory::exists : person -> person.domain().equals(DOMAIN));
        subscriptions = new SubscriptionService(presence, policy, lanes, time, timers, Duration.ZERO);
        messages = new MessageService(
                policy,
                presence,
                new NotificationService(new InMemoryNotificationStore(), policy::zone, diskLanes, time, timers),
                new InMemoryOfflineMessageStore(),
                diskLanes);
        ResourceListsUsage lists = new ResourceListsUsage(contacts, directory);
        PresRulesUsage rules = new PresRulesUsage(privacy, directory, time);
        RlsServicesUsage services = new RlsServicesUsage(
                diskLanes,
                DOMAIN,
                address -> directory.exists(address) || ContactResourceLists.isReserved(address, directory::exists));
        documents = new XcapService(
                new InMemoryDocumentStore(),
                List.of(lists, rules, services, new PidfManipulationUsage(diskLanes, presence, time)));
        contacts.onChange(list -> documents.changedElsewhere(list.owner(), lists));
        privacy.onChange(person -> documents.changedElsewhere(person, rules));
        presence.addListener(subscriptions);
        privacy.onChange(subscriptions::recheck);
        presence.addListener(messages);
        SipConfig config = new SipConfig(
                DOMAIN,
                Optional.of(anyPort),
                keys.map(given -> anyPort),
                keys,
                authentication,
                algorithms.length == 0 ? List.of(DigestAlgorithm.MD5) : List.of(algorithms),
                MIN_EXPIRES,
                Duration.ofHours(1),
                8,
                1000,
                trusted,
                20,
                exempt);
        sip = new SipEndpoint(
                config,
                new SipServices(
                        lanes,
                        policy,
                        directory,
                        credentials,
                        access,
                        presence,
                        registrations,
                        subscriptions,
                        messages,
                        new ServiceLists(
                                services,
                                lists,
                                documents,
                                directory,
                                policy::exists,
                                new ContactResourceLists(contacts, policy::exists)),
                        documents,
                        "https://xcap.example.com/xcap-root/",
                        new CallAdmission(policy, presence, registrations),
                        new SecretKeySpec(random.generateSeed(16), "AES"),
                        new SecretKeySpec(random.generateSeed(16), "AES"),
                        time,
                        timers,
                        random));
        messages.addRoute(sip.messageRoute());
        List.of("alice", "bob", "carol").forEach(this::add);
        wheel.ifPresent(WheelTimers::start);
        presence.start();
        registrations.start();
        try {
            sip.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void add(String user) {
        AddressOfRecord address = address(user);
        directory.save(Person.of(address)).join();
        credentials.setPassword(address, PASSWORD).join();
    }

    public static AddressOfRecord address(String user) {
        return new AddressOfRecord(user, DOMAIN);
    }

    public InetSocketAddress plain() {
        return sip.plain().orElseThrow();
    }

    @Override
    public void close() {
        sip.close();
        lanes.close();
        diskLanes.close();
        registrations.close();
        presence.close();
        wheel.ifPresent(WheelTimers::close);
    }

    /** For runs by hand against real clients: serves until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        try (SipServer server = new SipServer()) {
            System.out.println("port " + server.plain().getPort());
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }
}
