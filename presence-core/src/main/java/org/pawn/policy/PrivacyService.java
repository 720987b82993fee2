package org.pawn.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/**
 * Keeps people's privacy rules, compiled, and says when they change: by an edit, or because a rule that holds for a
 * time begins or ends. An edit is durable before it is answered. Thread-safe.
 */
public final class PrivacyService {
    private record Kept(PrivacyRules rules, RuleDocument document) {}

    private final PrivacyStore store;
    private final Lanes diskLanes;
    private final TimeSource time;
    private final Timers timers;
    private final List<Consumer<AddressOfRecord>> listeners = new CopyOnWriteArrayList<>();
    private final Map<AddressOfRecord, Kept> kept = new ConcurrentHashMap<>();

    /**
     * @param diskLanes lanes on which writes of the store may wait
     */
    public PrivacyService(PrivacyStore store, Lanes diskLanes, TimeSource time, Timers timers) {
        this.store = store;
        this.diskLanes = diskLanes;
        this.time = time;
        this.timers = timers;
    }

    /** Told of everyone whose rules are no longer what they were. */
    public void onChange(Consumer<AddressOfRecord> listener) {
        listeners.add(listener);
    }

    /** Brings back what the store holds; call once, before the edges open. */
    public void start() {
        store.all().forEach(this::keep);
    }

    /** Whose rules speak of that group: its members have changed. */
    public List<AddressOfRecord> naming(String group) {
        Matcher members = new Matcher.Members(group);
        return kept.values().stream()
                .map(Kept::rules)
                .filter(rules -> rules.names(members))
                .map(PrivacyRules::owner)
                .toList();
    }

    public PrivacyRules rules(AddressOfRecord owner) {
        Kept known = kept.get(owner);
        return known == null ? PrivacyRules.none(owner) : known.rules();
    }

    /**
     * Changes the rules by {@code edit}, which sees them as they are now. In force everywhere when the future completes.
     *
     * @throws Refusal.StaleVersion (in the future) if they no longer have {@code expectedVersion}
     */
    public CompletableFuture<PrivacyRules> edit(
            AddressOfRecord owner, Optional<Long> expectedVersion, UnaryOperator<PrivacyRules> edit) {
        return diskLanes.run(owner, () -> {
            PrivacyRules before = rules(owner);
            if (expectedVersion.isPresent() && expectedVersion.get() != before.version()) {
                throw new Refusal.StaleVersion();
            }
            PrivacyRules next = edit.apply(before).withVersion(before.version()).keepingSince(before);
            return next.equals(before) ? before : write(next.withVersion(before.version() + 1));
        });
    }

    /** Forgets the rules of a person who is no more. */
    public CompletableFuture<Void> remove(AddressOfRecord owner) {
        kept.remove(owner);
        return store.remove(owner);
    }

    /** What the person's own rules grant, if any has a say. */
    Optional<Grant> grant(Asker asker) {
        Kept known = kept.get(asker.presentity());
        return known == null ? Optional.empty() : known.document().evaluate(asker);
    }

    private PrivacyRules write(PrivacyRules next) {
        store.write(next).join();
        keep(next);
        listeners.forEach(listener -> listener.accept(next.owner()));
        return next;
    }

    private void keep(PrivacyRules rules) {
        Instant now = time.now();
        kept.put(rules.owner(), new Kept(rules, rules.compile(now)));
        rules.nextEdge(now)
                .ifPresent(edge -> timers.after(
                        Duration.between(now, edge),
                        () -> diskLanes.execute(rules.owner(), () -> compileAgain(rules))));
    }

    private void compileAgain(PrivacyRules rules) {
        Kept known = kept.get(rules.owner());
        if (known != null && known.rules().version() == rules.version()) {
            keep(rules);
            listeners.forEach(listener -> listener.accept(rules.owner()));
        }
    }
}
