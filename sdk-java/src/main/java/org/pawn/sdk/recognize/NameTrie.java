package org.pawn.sdk.recognize;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names by their words. Immutable once built. */
final class NameTrie {
    /** What was found at a place; no words for nothing. */
    record Match(int words, List<String> addresses) {}

    private static final Match NONE = new Match(0, List.of());
    private static final String JOINTS = " \u00a0\t\n\r-\u2010\u2011'\u2019.";
    private static final int LONGEST_GAP = 3;

    private final Map<String, NameTrie> next = new HashMap<>();
    private final List<String> addresses = new ArrayList<>(0);

    private NameTrie() {}

    static NameTrie of(Collection<NameRecognizer.Name> names) {
        NameTrie root = new NameTrie();
        for (NameRecognizer.Name name : names) {
            NameTrie node = root;
            for (Word word : Word.of(name.name())) {
                node = node.next.computeIfAbsent(word.folded(), first -> new NameTrie());
            }
            if (node != root && !node.addresses.contains(name.address())) {
                node.addresses.add(name.address());
            }
        }
        return root;
    }

    /** The longest name whose first word is that one. */
    Match longest(String text, List<Word> words, int first) {
        Match longest = NONE;
        NameTrie node = this;
        for (int at = first; at < words.size(); at++) {
            Word word = words.get(at);
            if (at > first && !joined(text, words.get(at - 1), word)) {
                break;
            }
            node = node.next.get(word.folded());
            if (node == null) {
                break;
            }
            if (!node.addresses.isEmpty()) {
                longest = new Match(at - first + 1, node.addresses);
            }
        }
        return longest;
    }

    /** Whether two words can belong to one name, by what stands between them. */
    private static boolean joined(String text, Word before, Word after) {
        int gap = after.start() - before.end();
        if (gap == 0) {
            return before.isLetterOfItsOwn() && after.isLetterOfItsOwn();
        }
        if (gap > LONGEST_GAP) {
            return false;
        }
        int lineBreaks = 0;
        for (int at = before.end(); at < after.start(); at++) {
            if (JOINTS.indexOf(text.charAt(at)) < 0) {
                return false;
            }
            lineBreaks += text.charAt(at) == '\n' ? 1 : 0;
        }
        return lineBreaks <= 1; // an empty line ends a paragraph, and so a name
    }
}
