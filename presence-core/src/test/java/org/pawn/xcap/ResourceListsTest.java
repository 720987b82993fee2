package org.pawn.xcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.Contact;
import org.pawn.contacts.ContactGroup;
import org.pawn.contacts.ContactList;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupReader;
import org.pawn.xml.MarkupWriter;

final class ResourceListsTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final ContactList NONE = ContactList.empty(ALICE);

    private final ResourceLists lists = new ResourceLists(new Directory(new InMemoryPersonStore()));

    private static MarkupElement tree(String text) {
        try {
            return MarkupReader.document(text);
        } catch (XMLStreamException broken) {
            throw new AssertionError(broken);
        }
    }

    static MarkupElement golden(String name) {
        try (var in = ResourceListsTest.class.getResourceAsStream("/xcap/" + name)) {
            return tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static AddressOfRecord person(int number) {
        return AddressOfRecord.parse("person" + number + "@example.com");
    }

    @Test
    void theExampleOfTheStandardIsTwoGroups() {
        ContactList list = lists.meaning(golden("rfc4826-3.3.xml"), NONE);

        assertThat(list.groups()).extracting(ContactGroup::name).containsExactly("friends", "Close Friends");
        assertThat(list.contacts())
                .extracting(contact ->
                        contact.address().user() + " " + contact.name().orElse(""))
                .containsExactly("bill Bill Doe", "joe Joe Smith", "nancy Nancy Gross");
    }

    @Test
    void aDocumentThatMeansTheListStaysAsItWasWritten() {
        MarkupElement kept = golden("rfc4826-3.3.xml");

        MarkupElement again =
                lists.document(Optional.of(kept), lists.meaning(kept, NONE)).orElseThrow();

        assertThat(MarkupWriter.document(again)).isEqualTo(MarkupWriter.document(kept));
    }

    @Test
    void oneMoreContactIsOneMoreEntryAndNothingElse() {
        MarkupElement kept = golden("rfc4826-3.3.xml");
        ContactList list = lists.meaning(kept, NONE);
        List<Contact> more = new ArrayList<>(list.contacts());
        more.add(new Contact(person(1), Optional.of("One"), Optional.of("Met at the fair"), List.of("friends")));

        String text =
                MarkupWriter.document(lists.document(Optional.of(kept), new ContactList(ALICE, 2, list.groups(), more))
                        .orElseThrow());

        String entry = "<entry uri=\"sip:person1@example.com\"><display-name>One</display-name>"
                + "<pawn:note xmlns:pawn=\"urn:pawn:xcap\">Met at the fair</pawn:note></entry>";
        assertThat(text).contains(entry, "<external ", "<entry-ref ");
        assertThat(text.replace(entry, "")).isEqualTo(MarkupWriter.document(kept));
    }

    @Test
    void extensionsOfAContactSurviveAnEditInAnotherView() {
        MarkupElement kept = tree("<r:resource-lists xmlns:r=\"" + Namespaces.RESOURCE_LISTS + "\" xmlns:x=\"urn:x\">"
                + "<r:list name=\"work\" x:colour=\"red\"><r:entry uri=\"sip:person1@example.com\" x:ring=\"loud\">"
                + "<x:photo>here</x:photo></r:entry><r:entry uri=\"tel:+49301234567\"/></r:list></r:resource-lists>");
        ContactList list = lists.meaning(kept, NONE);

        ContactList renamed = new ContactList(
                ALICE,
                2,
                List.of(new ContactGroup("work", "At work")),
                List.of(new Contact(person(1), Optional.of("One"), Optional.empty(), List.of("work"))));
        String text =
                MarkupWriter.document(lists.document(Optional.of(kept), renamed).orElseThrow());

        assertThat(list.contacts()).hasSize(1);
        assertThat(text)
                .contains(
                        "<r:list name=\"work\" x:colour=\"red\"><r:display-name>At work</r:display-name>",
                        "x:ring=\"loud\"><r:display-name>One</r:display-name><x:photo>here</x:photo></r:entry>",
                        "<r:entry uri=\"tel:+49301234567\"/>");
    }

    @Test
    void whateverIsKeptTheDocumentMeansTheListAndIsValid() {
        Random random = new Random(4826);
        for (int round = 0; round < 1_000; round++) {
            Optional<MarkupElement> kept = random.nextInt(5) == 0 ? Optional.empty() : Optional.of(document(random));
            ContactList list = list(random, kept.map(root -> lists.meaning(root, NONE)));

            Optional<MarkupElement> document = lists.document(kept, list);

            if (document.isEmpty()) {
                assertThat(list.contacts()).isEmpty();
                continue;
            }
            String text = MarkupWriter.document(document.get());
            ResourceListsUsage.SCHEMA.check(tree(text));
            ContactList said = lists.meaning(tree(text), list);
            assertThat(Set.copyOf(said.groups())).as("%s", text).isEqualTo(Set.copyOf(list.groups()));
            assertThat(words(said)).as("%s", text).isEqualTo(words(list));
            assertThat(lists.document(Optional.of(tree(text)), list).map(MarkupWriter::document))
                    .contains(text);
        }
    }

    private static Set<String> words(ContactList list) {
        return list.contacts().stream()
                .map(contact -> contact.address() + " " + contact.name() + " " + contact.note() + " "
                        + new TreeSet<>(contact.groups()))
                .collect(Collectors.toSet());
    }

    /** Half of what the document says, and other things. */
    private static ContactList list(Random random, Optional<ContactList> said) {
        List<ContactGroup> groups = new ArrayList<>();
        said.ifPresent(list -> list.groups().stream()
                .filter(group -> random.nextBoolean())
                .map(group -> random.nextBoolean() ? group : new ContactGroup(group.id(), "Renamed"))
                .forEach(groups::add));
        if (random.nextBoolean()
                && groups.stream().noneMatch(group -> group.id().equals("new"))) {
            groups.add(new ContactGroup("new", "A new one"));
        }
        List<Contact> contacts = IntStream.range(0, 6)
                .filter(i -> random.nextBoolean())
                .mapToObj(i -> new Contact(
                        person(i),
                        random.nextBoolean() ? Optional.of("Name " + random.nextInt(2)) : Optional.empty(),
                        random.nextInt(3) == 0 ? Optional.of("Note " + random.nextInt(2)) : Optional.empty(),
                        groups.stream()
                                .filter(group -> random.nextInt(3) == 0)
                                .map(ContactGroup::id)
                                .toList()))
                .toList();
        return new ContactList(ALICE, 7, groups, contacts);
    }

    private static MarkupElement document(Random random) {
        StringBuilder text = new StringBuilder("<resource-lists xmlns=\"" + Namespaces.RESOURCE_LISTS + "\">");
        lists(text, random, 0);
        return tree(text.append("</resource-lists>").toString());
    }

    private static void lists(StringBuilder text, Random random, int depth) {
        List<String> names = new ArrayList<>(List.of("a", "b b", "~", "ü", ""));
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = names.remove(random.nextInt(names.size()));
            text.append(name.isEmpty() ? "<list>" : "<list name=\"" + name + "\">");
            if (random.nextBoolean()) {
                text.append("<display-name>Title ").append(random.nextInt(3)).append("</display-name>");
            }
            for (int entries = random.nextInt(4); entries > 0; entries--) {
                text.append("<entry uri=\"sip:person").append(entries).append("@example.com\"/>\n");
            }
            if (depth < 3) {
                lists(text, random, depth + 1);
            }
            text.append(random.nextBoolean() ? "<x xmlns=\"urn:x\"/></list>" : "</list>");
        }
    }
}
