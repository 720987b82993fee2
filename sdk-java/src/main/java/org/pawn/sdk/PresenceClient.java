package org.pawn.sdk;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.pawn.sdk.internal.ApiCall;
import org.pawn.sdk.internal.ApiClient;
import org.pawn.sdk.internal.FeedEngine;
import org.pawn.sdk.internal.LookJson;
import org.pawn.sdk.internal.PresenceJson;
import org.pawn.sdk.internal.QueryJson;
import org.pawn.sdk.internal.RequestJson;

/**
 * A client of one Pawn server. Thread-safe; make one and keep it.
 *
 * <p>Each call exists twice: one that waits and throws {@link PresenceClientException}, and its {@code …Async} twin whose
 * future fails with it and cancels the call when cancelled. Futures are completed on the client's own threads: do
 * nothing long there, use {@code thenApplyAsync}. Addresses may be given as {@code alice@example.com}, as {@code sip:} or
 * {@code mailto:} URI or as an e-mail alias; answers use the bare form.
 *
 * <p>A call that may be repeated (reads, replacements, removals, messages) is tried again after a lost connection, 429 or
 * 503, four times in all unless the builder says otherwise, waiting as long as the server asks (up to 30 seconds) or else
 * a random time that grows. Each try takes at most the call timeout, 30 seconds.
 */
public final class PresenceClient implements AutoCloseable {
    /** The most that one request may ask for; longer lists are asked for in several. */
    private static final int LARGEST_BATCH = 10_000;

    private static final int LARGEST_QUERY = 50;
    private static final String LARGEST_PAGE = "1000";

    private final ApiClient api;

    PresenceClient(ApiClient api) {
        this.api = api;
    }

    /** Starts to build a client of the server at that address, {@code https://pawn.example.com}. */
    public static PresenceClientBuilder at(String server) {
        return new PresenceClientBuilder(server);
    }

    /** The server's address, as the client was given it. */
    public URI server() {
        return api.settings().server();
    }

    /** Whether the server serves: {@code ready}, {@code starting}, {@code stopping}; open. Needs no token. */
    public String serverState() {
        return ApiClient.await(serverStateAsync());
    }

    /** Twin of {@link #serverState}. */
    public CompletableFuture<String> serverStateAsync() {
        return api.state();
    }

    /** Who the token speaks for. */
    public Me me() {
        return ApiClient.await(meAsync());
    }

    /** Twin of {@link #me}. */
    public CompletableFuture<Me> meAsync() {
        return access().meAsync();
    }

    /** One's own presence, with {@link Presence#appearsAs()}. */
    public Presence myPresence() {
        return ApiClient.await(myPresenceAsync());
    }

    /** Twin of {@link #myPresence}. */
    public CompletableFuture<Presence> myPresenceAsync() {
        return api.send(ApiCall.get("v1", "me", "presence"), PresenceJson::presence);
    }

    /** One person, as you may see them. */
    public Presence presence(String address) {
        return ApiClient.await(presenceAsync(address));
    }

    /** Twin of {@link #presence(String)}. */
    public CompletableFuture<Presence> presenceAsync(String address) {
        return api.send(ApiCall.get("v1", "presence", address), PresenceJson::presence);
    }

    /**
     * Many people at once, in the order asked; a person who cannot be told is an item with a problem. More than 10,000
     * are asked for in several requests, one after the other.
     */
    public List<PresenceItem> presences(Collection<String> addresses) {
        return ApiClient.await(presencesAsync(addresses));
    }

    /** Twin of {@link #presences}. */
    public CompletableFuture<List<PresenceItem>> presencesAsync(Collection<String> addresses) {
        List<String> asked = List.copyOf(addresses);
        if (asked.size() <= LARGEST_BATCH) {
            return batch(asked);
        }
        return batch(asked.subList(0, LARGEST_BATCH))
                .thenCompose(first -> presencesAsync(asked.subList(LARGEST_BATCH, asked.size()))
                        .thenApply(rest ->
                                Stream.concat(first.stream(), rest.stream()).toList()));
    }

    /** Those who are as asked for at this moment, in the order asked for, as far as you may see them. */
    public List<Presence> query(PresenceQuery query) {
        return ApiClient.await(queryAsync(query));
    }

    /** Twin of {@link #query}. */
    public CompletableFuture<List<Presence>> queryAsync(PresenceQuery query) {
        return api.send(
                ApiCall.post("v1", "presence:query")
                        .json(QueryJson.write(query))
                        .repeatable(),
                QueryJson::found);
    }

    /** Says, or renews, what a person is doing in this application; {@code sessionId} is your own name for it. */
    public SessionAnswer publish(String address, String sessionId, SessionState state) {
        return ApiClient.await(publishAsync(address, sessionId, state));
    }

    /** Twin of {@link #publish}. */
    public CompletableFuture<SessionAnswer> publishAsync(String address, String sessionId, SessionState state) {
        return api.send(
                session(ApiCall::put, address, sessionId).json(PresenceJson.write(state)), PresenceJson::session);
    }

    /** What this application says about the person; fails with {@code not-found} when it says nothing. */
    public SessionAnswer session(String address, String sessionId) {
        return ApiClient.await(sessionAsync(address, sessionId));
    }

    /** Twin of {@link #session}. */
    public CompletableFuture<SessionAnswer> sessionAsync(String address, String sessionId) {
        return api.send(session(ApiCall::get, address, sessionId), PresenceJson::session);
    }

    /** Ends a session now. */
    public void endSession(String address, String sessionId) {
        ApiClient.await(endSessionAsync(address, sessionId));
    }

    /** Twin of {@link #endSession}. */
    public CompletableFuture<Void> endSessionAsync(String address, String sessionId) {
        return api.send(session(ApiCall::delete, address, sessionId), RequestJson::nothing);
    }

    /** What the person set by hand. */
    public ManualAnswer manual(String address) {
        return ApiClient.await(manualAsync(address));
    }

    /** Twin of {@link #manual}. */
    public CompletableFuture<ManualAnswer> manualAsync(String address) {
        return api.send(ApiCall.get("v1", "presence", address, "manual"), PresenceJson::manual);
    }

    /** Sets a state by hand; {@link ManualAnswer#why()} tells when it does not show. */
    public ManualAnswer setManual(String address, ManualState state) {
        return ApiClient.await(setManualAsync(address, state));
    }

    /** Twin of {@link #setManual}. */
    public CompletableFuture<ManualAnswer> setManualAsync(String address, ManualState state) {
        return api.send(
                ApiCall.put("v1", "presence", address, "manual").json(PresenceJson.write(state)), PresenceJson::manual);
    }

    /** Clears it, as if it had never been set. */
    public ManualAnswer clearManual(String address) {
        return ApiClient.await(clearManualAsync(address));
    }

    /** Twin of {@link #clearManual}. */
    public CompletableFuture<ManualAnswer> clearManualAsync(String address) {
        return api.send(ApiCall.delete("v1", "presence", address, "manual"), PresenceJson::manual);
    }

    /** The person's own note. */
    public NoteAnswer note(String address) {
        return ApiClient.await(noteAsync(address));
    }

    /** Twin of {@link #note}. */
    public CompletableFuture<NoteAnswer> noteAsync(String address) {
        return api.send(ApiCall.get("v1", "presence", address, "note"), PresenceJson::noteAnswer);
    }

    /** Sets the note, until its end or for good. */
    public NoteAnswer setNote(String address, Note note) {
        return ApiClient.await(setNoteAsync(address, note));
    }

    /** Twin of {@link #setNote}. */
    public CompletableFuture<NoteAnswer> setNoteAsync(String address, Note note) {
        return api.send(
                ApiCall.put("v1", "presence", address, "note").json(PresenceJson.write(note)),
                PresenceJson::noteAnswer);
    }

    /** Clears the note. */
    public NoteAnswer clearNote(String address) {
        return ApiClient.await(clearNoteAsync(address));
    }

    /** Twin of {@link #clearNote}. */
    public CompletableFuture<NoteAnswer> clearNoteAsync(String address) {
        return api.send(ApiCall.delete("v1", "presence", address, "note"), PresenceJson::noteAnswer);
    }

    /**
     * The first page of those who watch the person now or wait to be let in, whom to decide on first; for the person and
     * for administrators.
     */
    public Page<Watcher> watchers(String address) {
        return ApiClient.await(watchersAsync(address));
    }

    /** Twin of {@link #watchers(String)}. */
    public CompletableFuture<Page<Watcher>> watchersAsync(String address) {
        return api.send(listOf(address, "watchers"), LookJson::watchers);
    }

    /** The page after {@link Page#nextCursor()}. */
    public Page<Watcher> watchers(String address, String cursor) {
        return ApiClient.await(watchersAsync(address, cursor));
    }

    /** Twin of {@link #watchers(String, String)}. */
    public CompletableFuture<Page<Watcher>> watchersAsync(String address, String cursor) {
        return api.send(listOf(address, "watchers").query("cursor", cursor), LookJson::watchers);
    }

    /** The first page of who looked at the person, the newest first; for the person and for administrators. */
    public Page<Look> looks(String address) {
        return ApiClient.await(looksAsync(address));
    }

    /** Twin of {@link #looks(String)}. */
    public CompletableFuture<Page<Look>> looksAsync(String address) {
        return api.send(listOf(address, "looks"), LookJson::looks);
    }

    /** The page after {@link Page#nextCursor()}. */
    public Page<Look> looks(String address, String cursor) {
        return ApiClient.await(looksAsync(address, cursor));
    }

    /** Twin of {@link #looks(String, String)}. */
    public CompletableFuture<Page<Look>> looksAsync(String address, String cursor) {
        return api.send(listOf(address, "looks").query("cursor", cursor), LookJson::looks);
    }

    /** Makes a signed link to a person's pawn, for pages without script. */
    public IconLink createIconLink(String address, Duration life) {
        return ApiClient.await(createIconLinkAsync(address, life));
    }

    /** Twin of {@link #createIconLink}. */
    public CompletableFuture<IconLink> createIconLinkAsync(String address, Duration life) {
        return api.send(
                ApiCall.post("v1", "icon-links").json(RequestJson.iconLink(address, life)), PresenceJson::iconLink);
    }

    /** Ends a link. */
    public void revokeIconLink(String id) {
        ApiClient.await(revokeIconLinkAsync(id));
    }

    /** Twin of {@link #revokeIconLink}. */
    public CompletableFuture<Void> revokeIconLinkAsync(String id) {
        return api.send(ApiCall.delete("v1", "icon-links", id), RequestJson::nothing);
    }

    /** People, groups and phone numbers in a text of at most 262,144 characters, in order and never overlapping. */
    public List<RecognizedSpan> recognize(String text) {
        return ApiClient.await(recognizeAsync(text));
    }

    /** Twin of {@link #recognize}. */
    public CompletableFuture<List<RecognizedSpan>> recognizeAsync(String text) {
        return api.send(
                ApiCall.post("v1", "recognize")
                        .json(RequestJson.object("text", text))
                        .repeatable(),
                PresenceJson::spans);
    }

    /** Opens a live feed for watching people. It connects by itself, now and after each cut. */
    public PresenceFeed openFeed() {
        return openFeed(new FeedListener() {});
    }

    /** Opens a live feed, with a listener for messages and for the feed itself. */
    public PresenceFeed openFeed(FeedListener listener) {
        FeedEngine engine = new FeedEngine(api, listener);
        engine.start();
        return new PresenceFeed(engine, messages());
    }

    /** Calendars and free time. */
    public Calendars calendars() {
        return new Calendars(api);
    }

    /** Quiet hours, and what comes to a person though they want to be left alone. */
    public Notifications notifications() {
        return new Notifications(api);
    }

    /** The directory and contact lists. */
    public People people() {
        return new People(api);
    }

    /** Messages. */
    public Messages messages() {
        return new Messages(api);
    }

    /** Signing in, and tokens. */
    public Access access() {
        return new Access(api);
    }

    /** What only an administrator may do. */
    public Administration administration() {
        return new Administration(api);
    }

    /** Ends its feeds, threads and connections, and fails the calls that still wait. Doing it again does nothing. */
    @Override
    public void close() {
        api.close();
    }

    private CompletableFuture<List<PresenceItem>> batch(List<String> addresses) {
        if (addresses.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (addresses.size() > LARGEST_QUERY) {
            ApiCall call = ApiCall.post("v1", "presence:batch").json(RequestJson.addresses(addresses));
            return api.send(call.repeatable(), PresenceJson::items);
        }
        ApiCall call = ApiCall.get("v1", "presence");
        for (String address : addresses) {
            call = call.query("address", address);
        }
        return api.send(call, PresenceJson::items);
    }

    private static ApiCall listOf(String address, String what) {
        return ApiCall.get("v1", "people", address, what).query("limit", LARGEST_PAGE);
    }

    private static ApiCall session(PathCall method, String address, String sessionId) {
        return method.to("v1", "presence", address, "sessions", sessionId);
    }

    private interface PathCall {
        ApiCall to(String... path);
    }
}
