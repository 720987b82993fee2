package org.pawn.sdk;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.internal.AccessJson;
import org.pawn.sdk.internal.ApiCall;
import org.pawn.sdk.internal.ApiClient;
import org.pawn.sdk.internal.PeopleJson;
import org.pawn.sdk.internal.RequestJson;

/** What only an administrator may do; from {@link PresenceClient#administration()}. Thread-safe. */
public final class Administration {
    private final ApiClient api;

    Administration(ApiClient api) {
        this.api = api;
    }

    /** The first page of everyone. */
    public Page<Person> people() {
        return ApiClient.await(peopleAsync());
    }

    /** The page after {@link Page#nextCursor()}. */
    public Page<Person> people(String cursor) {
        return ApiClient.await(peopleAsync(cursor));
    }

    /** Twin of {@link #people()}. */
    public CompletableFuture<Page<Person>> peopleAsync() {
        return api.send(ApiCall.get("v1", "admin", "people"), PeopleJson::people);
    }

    /** Twin of {@link #people(String)}. */
    public CompletableFuture<Page<Person>> peopleAsync(String cursor) {
        return api.send(ApiCall.get("v1", "admin", "people").query("cursor", cursor), PeopleJson::people);
    }

    /** Adds a person who cannot sign in until they have a password; fails with {@code conflict} if there is one. */
    public Person addPerson(String address, PersonDetails details) {
        return ApiClient.await(addPersonAsync(address, details));
    }

    /** Adds a person with a password. */
    public Person addPerson(String address, PersonDetails details, String password) {
        return ApiClient.await(addPersonAsync(address, details, password));
    }

    /** Twin of {@link #addPerson(String, PersonDetails)}. */
    public CompletableFuture<Person> addPersonAsync(String address, PersonDetails details) {
        return api.send(newPerson().json(RequestJson.person(address, details)), PeopleJson::person);
    }

    /** Twin of {@link #addPerson(String, PersonDetails, String)}. */
    public CompletableFuture<Person> addPersonAsync(String address, PersonDetails details, String password) {
        return api.send(newPerson().json(RequestJson.person(address, details, password)), PeopleJson::person);
    }

    /** Removes a person, with their tokens. */
    public void removePerson(String address) {
        ApiClient.await(removePersonAsync(address));
    }

    /** Twin of {@link #removePerson}. */
    public CompletableFuture<Void> removePersonAsync(String address) {
        return api.send(ApiCall.delete("v1", "admin", "people", address), RequestJson::nothing);
    }

    /** Sets a person's password; whoever is signed in with the old one is signed out. */
    public void setPassword(String address, String password) {
        ApiClient.await(setPasswordAsync(address, password));
    }

    /** Twin of {@link #setPassword}. */
    public CompletableFuture<Void> setPasswordAsync(String address, String password) {
        ApiCall call = ApiCall.put("v1", "admin", "people", address, "password")
                .json(RequestJson.object("password", password));
        return api.send(call, RequestJson::nothing);
    }

    /** Creates or replaces a group of the directory. */
    public Group putGroup(String id, String name, Collection<String> members) {
        return ApiClient.await(putGroupAsync(id, name, members));
    }

    /** Twin of {@link #putGroup}. */
    public CompletableFuture<Group> putGroupAsync(String id, String name, Collection<String> members) {
        return api.send(ApiCall.put("v1", "groups", id).json(RequestJson.group(name, members)), PeopleJson::group);
    }

    /** Removes a group; its people stay. */
    public void removeGroup(String id) {
        ApiClient.await(removeGroupAsync(id));
    }

    /** Twin of {@link #removeGroup}. */
    public CompletableFuture<Void> removeGroupAsync(String id) {
        return api.send(ApiCall.delete("v1", "groups", id), RequestJson::nothing);
    }

    /** Makes a long token for an application, or one that speaks for a person. */
    public MintedToken createToken(TokenRequest request) {
        return ApiClient.await(createTokenAsync(request));
    }

    /** Twin of {@link #createToken}. */
    public CompletableFuture<MintedToken> createTokenAsync(TokenRequest request) {
        return api.send(ApiCall.post("v1", "admin", "tokens").json(AccessJson.writeLong(request)), AccessJson::minted);
    }

    /** All live tokens. */
    public List<IssuedToken> tokens() {
        return ApiClient.await(tokensAsync());
    }

    /** Twin of {@link #tokens}. */
    public CompletableFuture<List<IssuedToken>> tokensAsync() {
        return api.send(ApiCall.get("v1", "admin", "tokens"), AccessJson::tokens);
    }

    /** Ends any token by its id. */
    public void revokeToken(String id) {
        ApiClient.await(revokeTokenAsync(id));
    }

    /** Twin of {@link #revokeToken}. */
    public CompletableFuture<Void> revokeTokenAsync(String id) {
        return api.send(ApiCall.delete("v1", "admin", "tokens", id), RequestJson::nothing);
    }

    private static ApiCall newPerson() {
        return ApiCall.post("v1", "admin", "people");
    }
}
