package org.pawn.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.contacts.ContactListService;
import org.pawn.contacts.InMemoryContactListStore;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.refusal.Refusal;
import org.pawn.resourcelist.SelectionReader;

/** What of her own documents Alice selects (RFC 5875 section 4.4). */
final class XcapSelectionTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("sip:alice@example.com");
    private static final String INDEX = "resource-lists/users/sip:alice@example.com/index";

    private final Lanes lanes = new Lanes(1);
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final XcapSelection.Reader reader = new XcapSelection.Reader(
            ALICE,
            List.of(
                    new ResourceListsUsage(new ContactListService(new InMemoryContactListStore(), lanes), directory),
                    new RlsServicesUsage(lanes, "example.com", ALICE::equals)),
            directory::resolve);

    private List<String> documents(String... uris) {
        return reader.read(List.of(uris)).documents().values().stream().sorted().collect(Collectors.toList());
    }

    @Test
    void aDocumentIsCalledAsItWasSelected() {
        assertThat(documents(INDEX, "rls-services/users/alice%40example.com/index"))
                .containsExactly(INDEX, "rls-services/users/alice%40example.com/index");
    }

    @Test
    void aCollectionIsAllThatIsInIt() {
        String services = INDEX.replace("resource-lists", "rls-services");

        assertThat(documents("resource-lists/")).containsExactly(INDEX);
        assertThat(documents("resource-lists/users/")).containsExactly(INDEX);
        assertThat(documents("resource-lists/users/sip:alice@example.com/", "rls-services/"))
                .containsExactly(INDEX, services);
        assertThat(reader.all().documents().values()).containsExactlyInAnyOrder(INDEX, services);
    }

    @Test
    void aPartHasItsDocumentItsSelectorAndItsPrefixes() {
        String written = INDEX + "/~~/resource-lists/list%5b@name=%22a/b%22%5d/x:note";

        XcapSelection selection = reader.read(List.of(written + "?xmlns(x=urn:x)"));

        assertThat(selection.documents()).isEmpty();
        assertThat(selection.parts()).hasSize(1);
        assertThat(selection.parts().get(0).written()).isEqualTo(written);
        assertThat(selection.parts().get(0).prefixes()).containsOnlyKeys("x").containsValue("urn:x");
        assertThat(selection.paths()).containsExactly(new DocumentPath("resource-lists", ALICE, "index"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource-lists/users/sip:bob@example.com/index",
                "resource-lists/users/sip:bob@example.com/",
                "resource-lists/users/nobody/index",
                "resource-lists/users/sip:alice@example.com/other",
                "resource-lists/users/sip:alice@example.com/index/",
                "resource-lists/users/sip:alice@example.com/index/more",
                "resource-lists/global/index",
                "resource-lists/users",
                "resource-lists",
                "pidf-manipulation/",
                "resource-lists//",
                "resource-lists/users/sip:bob@example.com/index/~~/resource-lists"
            })
    void whatIsNotHersOrNotThereIsNotInIt(String uri) {
        XcapSelection selection = reader.read(List.of(uri));

        assertThat(selection.paths()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/resource-lists/",
                "https://example.com/xcap-root/resource-lists/",
                "resource-lists/users/%zz/index",
                INDEX + "/~~/",
                INDEX + "/~~/resource-lists/list[",
                INDEX + "/~~/x:list",
                INDEX + "/~~/resource-lists/namespace::*",
                INDEX + "/~~/resource-lists?xmlns("
            })
    void whatIsNoPathBelowTheRootIsRefused(String uri) {
        assertThatThrownBy(() -> reader.read(List.of(uri))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void whoSelectsTooMuchIsRefused() {
        String entries = ("<entry uri=\"" + INDEX + "\"/>").repeat(SelectionReader.MAX_ENTRIES + 1);

        assertThatThrownBy(() -> reader.read(List.of("a/".repeat(3000)))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> SelectionReader.read(("<resource-lists"
                                + " xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>" + entries
                                + "</list></resource-lists>")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(Refusal.Invalid.class);
    }
}
