package org.pawn.pidf;

import java.util.List;

/**
 * What a service can do (RFC 5196 section 3.2), as written; what is not said is not known.
 *
 * @param flags the elements that are true or false, in document order
 * @param sets the elements that list what is supported and what is not, in document order
 */
public record ServiceCapabilities(List<Flag> flags, List<Listed> sets) {
    /** {@code <caps:audio>true</caps:audio>}. */
    public record Flag(String name, boolean can) {
        public Flag {
            requireName(name);
        }
    }

    /**
     * {@code <caps:methods><caps:supported><caps:MESSAGE/></caps:supported></caps:methods>}.
     *
     * @param supported element names; of schemes and languages what the elements say
     */
    public record Listed(String name, List<String> supported, List<String> notSupported) {
        public Listed {
            requireName(name);
            if (!isSpelledOut(name)) {
                supported.forEach(ServiceCapabilities::requireName);
                notSupported.forEach(ServiceCapabilities::requireName);
            }
            supported = List.copyOf(supported);
            notSupported = List.copyOf(notSupported);
        }
    }

    /** Whether the words of a set are what its elements say ({@code <s>sip</s>}), and not their names. */
    static boolean isSpelledOut(String set) {
        return set.equals("schemes") || set.equals("languages");
    }

    private static void requireName(String name) {
        if (!RpidElement.Word.isName(name)) {
            throw new IllegalArgumentException("a capability is an element's plain name");
        }
    }

    public ServiceCapabilities {
        flags = List.copyOf(flags);
        sets = List.copyOf(sets);
    }
}
