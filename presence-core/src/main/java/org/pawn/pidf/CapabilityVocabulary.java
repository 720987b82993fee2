package org.pawn.pidf;

import java.util.List;
import java.util.stream.Stream;
import org.pawn.vocabulary.Capability;
import org.pawn.vocabulary.Vocabulary;

/** Our names for what services can do and those of RFC 5196, both ways, by the table of {@link Vocabulary}. Pure. */
final class CapabilityVocabulary {
    private CapabilityVocabulary() {}

    /** Our names for what any of the tuples can do, in the table's order. */
    static List<String> names(List<PidfTuple> tuples) {
        List<String> words = tuples.stream()
                .flatMap(tuple -> tuple.extensions().capabilities().stream())
                .flatMap(CapabilityVocabulary::words)
                .toList();
        return Vocabulary.capabilities().stream()
                .filter(known -> words.contains(known.caps()))
                .flatMap(known -> known.capability().stream())
                .distinct()
                .toList();
    }

    /** How we say those of our names that RFC 5196 has a flag for. */
    static ServiceCapabilities written(List<String> names) {
        List<ServiceCapabilities.Flag> flags = Vocabulary.capabilities().stream()
                .filter(known -> known.form() == Capability.Form.FLAG)
                .filter(known -> known.capability().filter(names::contains).isPresent())
                .map(known -> new ServiceCapabilities.Flag(known.caps(), true))
                .toList();
        return new ServiceCapabilities(flags, List.of());
    }

    private static Stream<String> words(ServiceCapabilities capabilities) {
        return Stream.concat(
                capabilities.flags().stream()
                        .filter(ServiceCapabilities.Flag::can)
                        .map(ServiceCapabilities.Flag::name),
                capabilities.sets().stream()
                        .flatMap(set -> set.supported().stream().map(word -> set.name() + "/" + word)));
    }
}
