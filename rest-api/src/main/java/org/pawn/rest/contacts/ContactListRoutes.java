package org.pawn.rest.contacts;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.Contact;
import org.pawn.contacts.ContactGroup;
import org.pawn.contacts.ContactList;
import org.pawn.contacts.ContactListService;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;

/** {@code /v1/people/ADDRESS/contacts}: the roaming contact list, whole or entry by entry. */
public final class ContactListRoutes implements Routes {
    private record GroupJson(String id, String name) {}

    private record ContactJson(String address, Optional<String> name, Optional<String> note, List<String> groups) {}

    private record ListJson(String owner, String version, List<GroupJson> groups, List<ContactJson> contacts) {}

    private record ListRequest(List<GroupJson> groups, List<ContactJson> contacts) {}

    private record ContactRequest(Optional<String> name, Optional<String> note, Optional<List<String>> groups) {}

    private record GroupRequest(String name) {}

    private final Directory directory;
    private final ContactListService contacts;

    public ContactListRoutes(Directory directory, ContactListService contacts) {
        this.directory = directory;
        this.contacts = contacts;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess own = RouteAccess.scope(Scope.CONTACTS);
        String list = "/v1/people/{address}/contacts";
        routes.get(list, ctx -> answer(ctx, Await.result(contacts.read(owner(ctx)))), own);
        routes.put(list, this::replace, own);
        routes.put(list + "/{contact}", this::putContact, own);
        routes.delete(list + "/{contact}", this::removeContact, own);
        routes.put(list + "/groups/{id}", this::putGroup, own);
        routes.delete(list + "/groups/{id}", this::removeGroup, own);
    }

    private void replace(Context ctx) {
        ListRequest asked = RequestBody.json(ctx, ListRequest.class);
        List<ContactGroup> groups = asked.groups().stream()
                .map(group -> Input.value("groups", () -> new ContactGroup(group.id(), group.name())))
                .toList();
        List<Contact> people = asked.contacts().stream()
                .map(contact -> contact(
                        Input.address(directory, "contacts", contact.address()),
                        contact.name(),
                        contact.note(),
                        contact.groups()))
                .toList();
        edit(ctx, list -> new ContactList(list.owner(), list.version(), groups, people));
    }

    private void putContact(Context ctx) {
        AddressOfRecord address = Input.address(directory, "contact", ctx.pathParam("contact"));
        ContactRequest asked = RequestBody.json(ctx, ContactRequest.class);
        Contact contact =
                contact(address, asked.name(), asked.note(), asked.groups().orElse(List.of()));
        edit(ctx, list -> {
            List<Contact> people = new ArrayList<>(list.contacts());
            int at = people.stream().map(Contact::address).toList().indexOf(address);
            if (at < 0) {
                people.add(contact);
            } else {
                people.set(at, contact);
            }
            return new ContactList(list.owner(), list.version(), list.groups(), people);
        });
    }

    private void removeContact(Context ctx) {
        AddressOfRecord address = Input.address(directory, "contact", ctx.pathParam("contact"));
        edit(ctx, list -> {
            List<Contact> people = new ArrayList<>(list.contacts());
            if (!people.removeIf(contact -> contact.address().equals(address))) {
                throw new Refusal.NotFound("This contact is not in the list.");
            }
            return new ContactList(list.owner(), list.version(), list.groups(), people);
        });
    }

    private void putGroup(Context ctx) {
        GroupRequest asked = RequestBody.json(ctx, GroupRequest.class);
        ContactGroup group = Input.value("id", () -> new ContactGroup(ctx.pathParam("id"), asked.name()));
        edit(ctx, list -> {
            List<ContactGroup> groups = new ArrayList<>(list.groups());
            int at = groups.stream().map(ContactGroup::id).toList().indexOf(group.id());
            if (at < 0) {
                groups.add(group);
            } else {
                groups.set(at, group);
            }
            return new ContactList(list.owner(), list.version(), groups, list.contacts());
        });
    }

    private void removeGroup(Context ctx) {
        String id = ctx.pathParam("id");
        edit(ctx, list -> {
            List<ContactGroup> groups = new ArrayList<>(list.groups());
            if (!groups.removeIf(group -> group.id().equals(id))) {
                throw new Refusal.NotFound("This group is not in the list.");
            }
            List<Contact> people = list.contacts().stream()
                    .map(contact -> without(contact, id))
                    .toList();
            return new ContactList(list.owner(), list.version(), groups, people);
        });
    }

    private void edit(Context ctx, UnaryOperator<ContactList> edit) {
        AddressOfRecord owner = owner(ctx);
        Optional<Long> expected =
                Versions.ifMatch(ctx).filter(tag -> !tag.equals("*")).map(ContactListRoutes::version);
        UnaryOperator<ContactList> checked = list -> Input.value("contacts", () -> edit.apply(list));
        answer(ctx, Await.result(contacts.edit(owner, expected, checked)));
    }

    private AddressOfRecord owner(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord owner = Input.address(directory, ctx);
        caller.requireOwnerOf(owner, Scope.CONTACTS);
        if (!directory.exists(owner)) {
            throw new Refusal.NotFound("There is nobody with this address.");
        }
        return owner;
    }

    private static Long version(String tag) {
        if (!tag.matches("[0-9]{1,18}")) {
            throw new Refusal.StaleVersion();
        }
        return Long.parseLong(tag);
    }

    private static Contact contact(
            AddressOfRecord address, Optional<String> name, Optional<String> note, List<String> groups) {
        return Input.value("contact", () -> new Contact(address, name, note, groups));
    }

    private static Contact without(Contact contact, String group) {
        List<String> groups =
                contact.groups().stream().filter(id -> !id.equals(group)).toList();
        return new Contact(contact.address(), contact.name(), contact.note(), groups);
    }

    private static void answer(Context ctx, ContactList list) {
        String version = String.valueOf(list.version());
        ListJson body = new ListJson(
                list.owner().toString(),
                version,
                list.groups().stream()
                        .map(group -> new GroupJson(group.id(), group.name()))
                        .toList(),
                list.contacts().stream()
                        .map(contact -> new ContactJson(
                                contact.address().toString(), contact.name(), contact.note(), contact.groups()))
                        .toList());
        Versions.json(ctx, version, body);
    }
}
