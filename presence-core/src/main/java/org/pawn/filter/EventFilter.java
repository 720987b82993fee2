package org.pawn.filter;

import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.xml.XmlPath;

/**
 * What of a document is told, and what has to happen for it to be told (RFC 4661 section 3.3). Pure.
 *
 * @param about whose documents; empty for the resource that is subscribed to, whoever that is
 * @param domain of those whom it is about; empty for any
 * @param triggers any of them does; none for every change of what is told
 */
public record EventFilter(
        String id,
        Optional<AddressOfRecord> about,
        Optional<String> domain,
        List<Selection> includes,
        List<Selection> excludes,
        List<Trigger> triggers) {

    /** Elements of a document: those of a path, or all of a namespace. */
    public sealed interface Selection {}

    /** By path. */
    public record ByPath(XmlPath path) implements Selection {}

    /** By namespace. */
    public record ByNamespace(String namespace) implements Selection {}

    public EventFilter {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        triggers = List.copyOf(triggers);
    }

    boolean isAbout(AddressOfRecord resource) {
        return about.map(resource::equals).orElse(true)
                && domain.map(resource.domain()::equalsIgnoreCase).orElse(true);
    }
}
