package org.pawn.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.contacts.ContactListService;
import org.pawn.contacts.ContactResourceLists;
import org.pawn.contacts.InMemoryContactListStore;
import org.pawn.contacts.ResourceList;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.refusal.Refusal;

/** Lists that Alice defines as services (RFC 4826 sections 4.1 and 4.5). */
final class ServiceListsTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("sip:alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("sip:bob@example.com");
    private static final AddressOfRecord FRIENDS = AddressOfRecord.parse("sip:friends@example.com");
    private static final DocumentPath LISTS = new DocumentPath("resource-lists", ALICE, "index");
    private static final DocumentPath SERVICES = new DocumentPath("rls-services", ALICE, "index");
    private static final String AT =
            "http://xcap.example.com/xcap-root/resource-lists/users/sip:alice@example.com/index/~~/";

    private final Lanes lanes = new Lanes(1);
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final ContactListService contacts = new ContactListService(new InMemoryContactListStore(), lanes);
    private final ResourceListsUsage usage = new ResourceListsUsage(contacts, directory);
    private final RlsServicesUsage services = new RlsServicesUsage(
            lanes,
            "example.com",
            address -> directory.exists(address) || ContactResourceLists.isReserved(address, directory::exists));
    private final DocumentStore store = new InMemoryDocumentStore();
    private final XcapService documents = new XcapService(store, List.of(usage, services));
    private final ServiceLists lists = new ServiceLists(
            services,
            usage,
            documents,
            directory,
            directory::exists,
            new ContactResourceLists(contacts, directory::exists));

    @AfterEach
    void stop() {
        lanes.close();
    }

    private void lists(String content) {
        documents
                .put(
                        LISTS,
                        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">" + content
                                + "</resource-lists>",
                        Preconditions.NONE)
                .join();
    }

    private void service(String content) {
        documents
                .put(
                        SERVICES,
                        "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\""
                                + " xmlns:rl=\"urn:ietf:params:xml:ns:resource-lists\">"
                                + "<service uri=\"sip:friends@example.com\">" + content + "</service></rls-services>",
                        Preconditions.NONE)
                .join();
    }

    private static String refersTo(String selector) {
        return "<resource-list>" + AT + selector + "</resource-list>";
    }

    private ResourceList watched() {
        return lists.list(Caller.of(ALICE), FRIENDS, "presence").join();
    }

    private List<String> names() {
        return watched().entries().stream().map(entry -> entry.address().user()).toList();
    }

    @Test
    void aListWithinTheServiceIsFlat() {
        service("<list name=\"l\"><rl:display-name>Friends</rl:display-name><rl:entry uri=\"sip:bob@example.com\">"
                + "<rl:display-name>Bobby</rl:display-name></rl:entry><rl:list><rl:entry uri=\"sip:carol@example.com\"/>"
                + "<rl:entry uri=\"sip:bob@example.com\"/></rl:list><rl:entry uri=\"tel:+49301234567\"/></list>");

        ResourceList list = watched();

        assertThat(lists.isList(FRIENDS)).isTrue();
        assertThat(lists.owner(FRIENDS)).isEqualTo(ALICE);
        assertThat(list.uri()).isEqualTo("sip:friends@example.com");
        assertThat(list.name()).contains("Friends");
        assertThat(names()).containsExactly("bob", "carol");
        assertThat(list.entries().get(0).name()).contains("Bobby");
    }

    @Test
    void aListElsewhereInHerTreeIsFollowedWithWhatItRefersTo() {
        String other = AT + "resource-lists/list%5b@name=%22other%22%5d";
        String entry = AT.substring(AT.indexOf("resource-lists/users"))
                + "resource-lists/list%5b@name=%22other%22%5d/entry%5b2%5d";
        lists(
                "<list name=\"l\"><entry uri=\"sip:bob@example.com\"/><entry-ref ref=\"" + entry + "\"/></list>"
                        + "<list name=\"m\"><external anchor=\"" + other + "\"/></list>"
                        + "<list name=\"other\"><entry uri=\"sip:carol@example.com\"/><entry uri=\"sip:dave@example.com\"/></list>");

        service(refersTo("resource-lists/list[@name=\"l\"]"));
        assertThat(names()).containsExactly("bob", "dave");

        service(refersTo("resource-lists/list%5b@name=%22m%22%5d"));
        assertThat(names()).containsExactly("carol", "dave");
    }

    @Test
    void listsThatReferToEachOtherEnd() {
        lists("<list name=\"a\"><entry uri=\"sip:bob@example.com\"/><external anchor=\"" + AT
                + "resource-lists/list%5b2%5d\"/></list><list name=\"b\"><external anchor=\"" + AT
                + "resource-lists/list%5b1%5d\"/><entry uri=\"sip:carol@example.com\"/></list>");

        service(refersTo("resource-lists/list[1]"));

        assertThat(names()).containsExactly("bob", "carol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://xcap.example.com/xcap-root/resource-lists/users/sip:bob@example.com/index/~~/resource-lists/list",
                "http://xcap.example.com/resource-lists/users/sip:alice@example.com/index/~~/resource-lists/list",
                "http://xcap.example.com/xcap-root/resource-lists/users/sip:alice@example.com/index",
                AT + "resource-lists",
                AT + "resource-lists/list/entry",
                AT + "resource-lists/list/@name",
                AT + "resource-lists/list%5b",
                AT + "resource-lists/list%5b9%5d"
            })
    void whatRefersToNoListOfHersIsEmpty(String address) {
        lists("<list name=\"a\"><entry uri=\"sip:bob@example.com\"/></list>");

        service("<resource-list>" + address + "</resource-list>");

        assertThat(watched().entries()).isEmpty();
    }

    @Test
    void whatIsTooLongOrRefersTooOftenIsRefused() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= ResourceList.MAX_ENTRIES; i++) {
            many.append("<rl:entry uri=\"sip:person").append(i).append("@example.com\"/>");
        }
        StringBuilder references = new StringBuilder();
        for (int i = 0; i <= 200; i++) {
            references.append("<rl:entry-ref ref=\"x").append(i).append("\"/>");
        }
        for (String content : List.of(many.toString(), references.toString())) {
            service("<list>" + content + "</list>");

            assertThatThrownBy(this::watched)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(Refusal.LimitExceeded.class);
        }
    }

    @Test
    void aServiceThatNamesPackagesIsForTheseAlone() {
        service("<list/><packages><package>dialog</package></packages>");

        assertThatThrownBy(this::watched).hasCauseInstanceOf(Refusal.UnsupportedEvent.class);
        assertThat(lists.list(Caller.of(ALICE), FRIENDS, "dialog").join().entries())
                .isEmpty();
    }

    @Test
    void nobodyElseReadsItAndAPersonOfThatAddressGoesBeforeIt() {
        service("<list/>");

        assertThatThrownBy(() -> lists.list(Caller.of(BOB), FRIENDS, "presence"))
                .isInstanceOf(Refusal.Forbidden.class);

        directory.save(Person.of(FRIENDS)).join();
        assertThat(lists.isList(FRIENDS)).isFalse();
    }

    @Test
    void aRestartForgetsNoService() {
        service("<list/>");
        RlsServicesUsage afterwards = new RlsServicesUsage(lanes, "example.com", directory::exists);

        new XcapService(store, List.of(afterwards)).start();

        assertThat(afterwards.owner(FRIENDS)).contains(ALICE);
    }

    @Test
    void theAddressesOfPeoplesContactListsAreTaken() {
        directory.save(Person.of(BOB)).join();
        for (String address : List.of("bob-list", "bob-list.team", "bob")) {
            String document = "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\"><service uri=\"sip:"
                    + address + "@example.com\"><list/></service></rls-services>";

            assertThatThrownBy(() -> documents
                            .put(SERVICES, document, Preconditions.NONE)
                            .join())
                    .hasCauseInstanceOf(Refusal.DocumentConflict.class);
        }
    }

    @Test
    void whoeverFollowsAListIsToldOfBothDocuments() {
        service("<list/>");
        lists("");
        watched();
        List<AddressOfRecord> told = new ArrayList<>();
        lists.onChange(told::add);

        service(refersTo("resource-lists/list[1]"));
        lists("<list name=\"a\"/>");

        assertThat(told).isNotEmpty().containsOnly(ALICE);
        documents.remove(SERVICES, Preconditions.NONE).join();
        assertThat(lists.isList(FRIENDS)).isFalse();
        assertThat(services.owner(FRIENDS)).isEqualTo(Optional.empty());
    }
}
