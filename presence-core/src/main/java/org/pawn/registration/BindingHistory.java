package org.pawn.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.registration.BindingInfo.Event;
import org.pawn.time.Moment;

/** What became of a person's bindings from one moment to the next. Pure. */
final class BindingHistory {
    private BindingHistory() {}

    /** The live bindings, each with what became of it last. */
    static List<BindingInfo> live(List<BindingInfo> before, List<Binding> after, Moment now) {
        List<BindingInfo> infos = new ArrayList<>(after.size());
        for (Binding binding : after) {
            infos.add(next(before, binding, now));
        }
        return List.copyOf(infos);
    }

    /**
     * Those that are gone, then those that are new or other than before.
     *
     * @param end why those that are gone went, unless their time was over
     */
    static List<BindingInfo> changes(List<BindingInfo> before, List<BindingInfo> after, Event end, Moment now) {
        List<BindingInfo> changes = new ArrayList<>();
        for (BindingInfo known : before) {
            if (of(after, known.binding()).isEmpty()) {
                Event event = now.isPast(known.binding().deadlineNanos()) ? Event.EXPIRED : end;
                changes.add(new BindingInfo(known.binding(), event, known.since()));
            }
        }
        for (BindingInfo info : after) {
            if (!before.contains(info)) {
                changes.add(info);
            }
        }
        return changes;
    }

    private static BindingInfo next(List<BindingInfo> before, Binding binding, Moment now) {
        Optional<BindingInfo> known = of(before, binding);
        if (known.isEmpty()) {
            return new BindingInfo(binding, Event.REGISTERED, now.wall());
        }
        BindingInfo last = known.get();
        if (last.binding().equals(binding)) {
            return last;
        }
        boolean shorter = binding.deadlineNanos() - last.binding().deadlineNanos() < 0;
        return new BindingInfo(binding, shorter ? Event.SHORTENED : Event.REFRESHED, last.since());
    }

    private static Optional<BindingInfo> of(List<BindingInfo> infos, Binding binding) {
        for (BindingInfo info : infos) { // a loop: each refresh comes by
            if (info.binding().contact().equals(binding.contact())
                    && info.binding().flowNumber().equals(binding.flowNumber())) {
                return Optional.of(info);
            }
        }
        return Optional.empty();
    }
}
