package org.pawn.server.sip.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A state that is made of named parts: all of them first and when asked for, then those that changed, in documents that
 * are counted. Who feeds it calls {@link #whole} and {@link #changed} in the order in which they came true. Thread-safe.
 */
final class PartialState<E> implements EventState {
    private static final int MAX_UNTOLD = 500;

    /** How parts become a body. */
    interface Form<E> {
        EventBody write(long version, boolean full, List<E> parts);
    }

    private final Outlet outlet;
    private final Function<E, String> names;
    private final Form<E> form;
    private final Consumer<PartialState<E>> asks;
    private final Consumer<PartialState<E>> closes;
    private @Nullable Supplier<List<E>> whole; // guarded by this: not told yet
    private final Map<String, E> untold = new LinkedHashMap<>(); // guarded by this: what changed after that
    private boolean begun; // guarded by this
    private boolean tooMany; // guarded by this: the whole was asked for, since too much changed
    private long version; // guarded by this

    /**
     * @param names what tells the parts apart
     * @param form called without a lock
     * @param asks has {@link #whole} called, at once or later
     * @param closes told when the subscription is over
     */
    PartialState(
            Outlet outlet,
            Function<E, String> names,
            Form<E> form,
            Consumer<PartialState<E>> asks,
            Consumer<PartialState<E>> closes) {
        this.outlet = outlet;
        this.names = names;
        this.form = form;
        this.asks = asks;
        this.closes = closes;
    }

    /** These are all parts; taken only when it is their turn to be told. */
    void whole(Supplier<List<E>> parts) {
        synchronized (this) {
            whole = parts;
            untold.clear();
            begun = true;
            tooMany = false;
        }
        outlet.changed();
    }

    /** One part is new, other than before, or over. */
    void changed(E part) {
        boolean ask;
        synchronized (this) {
            if (!begun || tooMany) {
                return; // in the whole that is to come
            }
            untold.remove(names.apply(part));
            untold.put(names.apply(part), part);
            ask = untold.size() > MAX_UNTOLD;
            if (ask) {
                tooMany = true;
                untold.clear();
            }
        }
        if (ask) {
            asks.accept(this);
        } else {
            outlet.changed();
        }
    }

    @Override
    public Optional<EventBody> next() {
        Supplier<List<E>> all;
        Map<String, E> parts;
        long count;
        synchronized (this) {
            if (whole == null && untold.isEmpty()) {
                return Optional.empty();
            }
            all = whole;
            parts = new LinkedHashMap<>(untold);
            whole = null;
            untold.clear();
            count = version++;
        }
        if (all == null) {
            return Optional.of(form.write(count, false, List.copyOf(parts.values())));
        }
        Map<String, E> merged = new LinkedHashMap<>();
        all.get().forEach(part -> merged.put(names.apply(part), part));
        merged.putAll(parts);
        return Optional.of(form.write(count, true, List.copyOf(merged.values())));
    }

    @Override
    public void refresh() {
        asks.accept(this);
    }

    @Override
    public void close() {
        closes.accept(this);
    }
}
