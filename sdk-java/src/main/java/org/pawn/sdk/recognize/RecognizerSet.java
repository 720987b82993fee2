package org.pawn.sdk.recognize;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several recognizers as one, and the actions for what they find. Where two lay claim to the same words, the longer span
 * wins, then the recognizer that was named first. One that throws finds nothing, and the others still do. Immutable, and
 * thread-safe as far as its parts are.
 */
public final class RecognizerSet implements Recognizer {
    private static final Logger LOG = LoggerFactory.getLogger(RecognizerSet.class);

    private final List<Recognizer> recognizers;
    private final List<Action> actions;

    private RecognizerSet(Collection<? extends Recognizer> recognizers, Collection<? extends Action> actions) {
        this.recognizers = List.copyOf(recognizers);
        this.actions = List.copyOf(actions);
    }

    /** E-mail and SIP addresses, and what can be done about a person. */
    public static RecognizerSet standard() {
        return new RecognizerSet(
                List.of(new SipAddressRecognizer(), new EmailRecognizer()), List.of(PersonAction.values()));
    }

    /** These and no others. */
    public static RecognizerSet of(Collection<? extends Recognizer> recognizers, Collection<? extends Action> actions) {
        return new RecognizerSet(recognizers, actions);
    }

    /** With one more recognizer, behind the others. */
    public RecognizerSet with(Recognizer recognizer) {
        return new RecognizerSet(joined(recognizers, List.of(recognizer)), actions);
    }

    /** With one more action, behind the others. */
    public RecognizerSet with(Action action) {
        return new RecognizerSet(recognizers, joined(actions, List.of(action)));
    }

    /** With every plug-in that the class loader knows; one that cannot be loaded is logged and left out. */
    public RecognizerSet withPlugIns(ClassLoader loader) {
        return new RecognizerSet(
                joined(recognizers, loaded(Recognizer.class, loader)), joined(actions, loaded(Action.class, loader)));
    }

    @Override
    public List<Span> recognize(String text) {
        List<Span> claims = new ArrayList<>();
        recognizers.forEach(recognizer -> claims.addAll(foundBy(recognizer, text)));
        claims.sort(Span.LONGEST_FIRST); // stable: the recognizer named first stays first
        TreeMap<Integer, Span> taken = new TreeMap<>();
        for (Span claim : claims) {
            var before = taken.lowerEntry(claim.end());
            if (before == null || !before.getValue().overlaps(claim)) {
                taken.put(claim.start(), claim);
            }
        }
        return List.copyOf(taken.values());
    }

    /** What can be done about this, in order. */
    public List<Action> actions(Span span) {
        return actions.stream().filter(action -> suits(action, span)).toList();
    }

    private static List<Span> foundBy(Recognizer recognizer, String text) {
        try {
            return recognizer.recognize(text).stream()
                    .filter(span -> span.end() <= text.length())
                    .sorted(Comparator.comparingInt(Span::start))
                    .toList();
        } catch (RuntimeException | StackOverflowError failure) { // a plug-in must not stop the others
            LOG.warn("the recognizer {} failed", recognizer.getClass().getName(), failure);
            return List.of();
        }
    }

    private static boolean suits(Action action, Span span) {
        try {
            return action.suits(span);
        } catch (RuntimeException failure) { // a plug-in must not stop the others
            LOG.warn("the action {} failed", action.getClass().getName(), failure);
            return false;
        }
    }

    private static <T> List<T> loaded(Class<T> type, ClassLoader loader) {
        List<T> found = new ArrayList<>();
        Iterator<T> plugIns = ServiceLoader.load(type, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = plugIns.hasNext();
                if (more) {
                    found.add(plugIns.next());
                }
            } catch (ServiceConfigurationError broken) { // the next call goes on behind it
                LOG.warn("a plug-in cannot be loaded", broken);
            }
        }
        return found;
    }

    private static <T> List<T> joined(List<T> first, List<? extends T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
