package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.pawn.sdk.Card;
import org.pawn.sdk.ContactList;
import org.pawn.sdk.Group;
import org.pawn.sdk.Message;
import org.pawn.sdk.Page;
import org.pawn.sdk.Person;
import org.pawn.sdk.PersonDetails;
import org.pawn.sdk.SentMessage;

/** People, contact lists, groups and messages: wire to values and back. */
public final class PeopleJson {
    private PeopleJson() {}

    /** One person. */
    public static Person person(JsonNode node) {
        return new Person(
                Json.required(node, "address"),
                Json.text(node, "name").orElse(""),
                Json.text(node, "email"),
                Json.texts(node, "aliases"),
                Json.text(node, "title"),
                Json.text(node, "department"),
                Json.text(node, "phone"),
                Json.text(node, "timeZone"),
                Json.texts(node, "roles"),
                Json.texts(node, "skills"));
    }

    /** A page of people. */
    public static Page<Person> people(JsonNode node) {
        return page(node, PeopleJson::person);
    }

    /** A page of groups. */
    public static Page<Group> groups(JsonNode node) {
        return page(node, PeopleJson::group);
    }

    /** A contact card. */
    public static Card card(JsonNode node) {
        return new Card(
                person(node.path("person")),
                Json.object(node, "presence", PresenceJson::read),
                Json.list(
                        node,
                        "ways",
                        each -> new Card.Way(
                                Json.required(each, "kind"),
                                Json.required(each, "uri"),
                                Json.text(each, "label"),
                                Json.flag(each, "works"),
                                Json.text(each, "reason").orElse(""),
                                Json.text(each, "code").orElse(""))));
    }

    /** A contact list. */
    public static ContactList contacts(JsonNode node) {
        return new ContactList(
                Json.required(node, "owner"),
                Json.text(node, "version").orElse(""),
                Json.list(
                        node,
                        "groups",
                        each -> new ContactList.ContactGroup(Json.required(each, "id"), Json.required(each, "name"))),
                Json.list(
                        node,
                        "contacts",
                        each -> new ContactList.Contact(
                                Json.required(each, "address"), Json.text(each, "name"), Json.texts(each, "groups"))));
    }

    /** A message that was received. */
    public static Message message(JsonNode node) {
        return new Message(
                Json.required(node, "id"),
                Json.required(node, "from"),
                Json.text(node, "to").orElse(""),
                Json.text(node, "text").orElse(""),
                Json.requiredInstant(node, "sentAt"),
                node.path("alert").asBoolean(true));
    }

    /** {@code items} in their order. */
    public static List<Message> messages(JsonNode node) {
        return Json.list(node, "items", PeopleJson::message);
    }

    /** A message that was taken over. */
    public static SentMessage sent(JsonNode node) {
        return new SentMessage(
                Json.required(node, "id"),
                Json.required(node, "to"),
                Json.text(node, "state").orElse("accepted"),
                Json.requiredInstant(node, "sentAt"));
    }

    /** The whole list, to be put. */
    public static JsonNode write(ContactList list) {
        ObjectNode body = Json.object();
        ArrayNode groups = body.putArray("groups");
        list.groups().forEach(group -> groups.addObject().put("id", group.id()).put("name", group.name()));
        ArrayNode contacts = body.putArray("contacts");
        list.contacts().forEach(contact -> {
            ObjectNode entry = contacts.addObject().put("address", contact.address());
            contact.name().ifPresent(name -> entry.put("name", name));
            ArrayNode memberships = entry.putArray("groups");
            contact.groups().forEach(memberships::add);
        });
        return body;
    }

    /** A merge patch, or the body of a new person. */
    public static ObjectNode write(PersonDetails details) {
        ObjectNode body = Json.object();
        details.changes()
                .forEach((field, value) ->
                        value.ifPresentOrElse(text -> body.put(field, text), () -> body.putNull(field)));
        details.lists().forEach((field, values) -> values.forEach(body.putArray(field)::add));
        return body;
    }

    /** One group. */
    public static Group group(JsonNode node) {
        return new Group(
                Json.required(node, "id"),
                Json.text(node, "name").orElse(""),
                node.path("members").asInt());
    }

    static <T> Page<T> page(JsonNode node, Function<JsonNode, T> reader) {
        return new Page<>(Json.list(node, "items", reader), Json.text(node, "nextCursor"));
    }
}
