package org.pawn.sdk;

import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.internal.ApiCall;
import org.pawn.sdk.internal.ApiClient;
import org.pawn.sdk.internal.PeopleJson;

/** The directory and contact lists; from {@link PresenceClient#people()}. Thread-safe. */
public final class People {
    private final ApiClient api;

    People(ApiClient api) {
        this.api = api;
    }

    /** The first page of those with a word of name, address, e-mail or title that starts like this; all, for "". */
    public Page<Person> search(String words) {
        return ApiClient.await(searchAsync(words));
    }

    /** The page after {@link Page#nextCursor()}. */
    public Page<Person> search(String words, String cursor) {
        return ApiClient.await(searchAsync(words, cursor));
    }

    /** Twin of {@link #search(String)}. */
    public CompletableFuture<Page<Person>> searchAsync(String words) {
        return api.send(searching(words), PeopleJson::people);
    }

    /** Twin of {@link #search(String, String)}. */
    public CompletableFuture<Page<Person>> searchAsync(String words, String cursor) {
        return api.send(searching(words).query("cursor", cursor), PeopleJson::people);
    }

    /** A person's card, with the ways to reach them now, best first. */
    public Card card(String address) {
        return ApiClient.await(cardAsync(address));
    }

    /** Twin of {@link #card}. */
    public CompletableFuture<Card> cardAsync(String address) {
        return api.send(ApiCall.get("v1", "people", address), PeopleJson::card);
    }

    /** Changes what you name: time zone and phone of your own, everything as an administrator. */
    public Person change(String address, PersonDetails details) {
        return ApiClient.await(changeAsync(address, details));
    }

    /** Twin of {@link #change}. */
    public CompletableFuture<Person> changeAsync(String address, PersonDetails details) {
        return api.send(ApiCall.patch("v1", "people", address).json(PeopleJson.write(details)), PeopleJson::person);
    }

    /** A person's contact list. */
    public ContactList contacts(String address) {
        return ApiClient.await(contactsAsync(address));
    }

    /** Twin of {@link #contacts}. */
    public CompletableFuture<ContactList> contactsAsync(String address) {
        return api.send(ApiCall.get("v1", "people", address, "contacts"), PeopleJson::contacts);
    }

    /**
     * Replaces the whole list of {@link ContactList#owner()}. It fails with {@code stale-version}, and nothing is written,
     * when somebody changed the list since {@link ContactList#version()}; with an empty version the last write wins.
     */
    public ContactList putContacts(ContactList list) {
        return ApiClient.await(putContactsAsync(list));
    }

    /** Twin of {@link #putContacts}. */
    public CompletableFuture<ContactList> putContactsAsync(ContactList list) {
        ApiCall call = ApiCall.put("v1", "people", list.owner(), "contacts")
                .ifMatch(list.version())
                .json(PeopleJson.write(list));
        return api.send(call, PeopleJson::contacts);
    }

    /** The first page of the directory's groups. */
    public Page<Group> groups() {
        return ApiClient.await(groupsAsync());
    }

    /** Twin of {@link #groups}. */
    public CompletableFuture<Page<Group>> groupsAsync() {
        return api.send(ApiCall.get("v1", "groups"), PeopleJson::groups);
    }

    /** The first page of a group's people. */
    public Page<Person> members(String group) {
        return ApiClient.await(membersAsync(group));
    }

    /** The page after {@link Page#nextCursor()}. */
    public Page<Person> members(String group, String cursor) {
        return ApiClient.await(membersAsync(group, cursor));
    }

    /** Twin of {@link #members(String)}. */
    public CompletableFuture<Page<Person>> membersAsync(String group) {
        return api.send(ApiCall.get("v1", "groups", group, "members"), PeopleJson::people);
    }

    /** Twin of {@link #members(String, String)}. */
    public CompletableFuture<Page<Person>> membersAsync(String group, String cursor) {
        return api.send(ApiCall.get("v1", "groups", group, "members").query("cursor", cursor), PeopleJson::people);
    }

    private static ApiCall searching(String words) {
        ApiCall call = ApiCall.get("v1", "people");
        return words.isBlank() ? call : call.query("q", words);
    }
}
