package org.pawn.server.sip.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pawn.address.AddressOfRecord;

/** The states of one package that somebody is subscribed to, by whom they are about. Thread-safe. */
final class OpenStates<E> {
    private final Function<E, String> names;
    private final Map<AddressOfRecord, List<PartialState<E>>> open = new ConcurrentHashMap<>(); // values immutable

    /** @param names what tells the parts of a state apart */
    OpenStates(Function<E, String> names) {
        this.names = names;
    }

    /** One more, until it is closed. */
    PartialState<E> open(
            AddressOfRecord resource, Outlet outlet, PartialState.Form<E> form, Consumer<PartialState<E>> asks) {
        PartialState<E> state = new PartialState<>(outlet, names, form, asks, closed -> remove(resource, closed));
        open.merge(resource, List.of(state), (known, more) -> {
            List<PartialState<E>> all = new ArrayList<>(known);
            all.addAll(more);
            return List.copyOf(all);
        });
        return state;
    }

    boolean isWatched(AddressOfRecord resource) {
        return open.containsKey(resource);
    }

    void changed(AddressOfRecord resource, E part) {
        open.getOrDefault(resource, List.of()).forEach(state -> state.changed(part));
    }

    private void remove(AddressOfRecord resource, PartialState<E> closed) {
        open.computeIfPresent(resource, (about, known) -> {
            List<PartialState<E>> left =
                    known.stream().filter(state -> state != closed).toList();
            return left.isEmpty() ? null : left;
        });
    }
}
