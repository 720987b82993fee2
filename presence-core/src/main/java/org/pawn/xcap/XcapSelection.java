package org.pawn.xcap;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.xml.MarkupWriter;

/**
 * Which of one person's documents, and which parts of them, somebody wants to hear of (RFC 5875 section 4.4). What a
 * selection names of somebody else, or of no kind that there is, is not in it, and nothing says so.
 *
 * @param documents by what they are called to whoever selected them
 */
public record XcapSelection(Map<DocumentPath, String> documents, List<Part> parts) {
    private static final int MAX_LENGTH = 4096;
    private static final String NODE = "/~~/";
    private static final Set<String> RESERVED =
            Set.of("http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/");

    /**
     * An element or attribute of a document.
     *
     * @param written what it is called, as it was selected
     * @param prefixes what its prefixes are bound to
     */
    public record Part(DocumentPath document, String written, Map<String, String> prefixes, NodeSelector selector) {
        public Part {
            prefixes = Map.copyOf(prefixes);
        }

        /** The element, well-formed by itself where that is the default namespace, or the attribute's value. */
        public Optional<String> in(XcapDocument whole, String defaultNamespace) {
            return selector.find(whole.root())
                    .map(path -> path.in(whole.root()))
                    .flatMap(element -> {
                        if (selector.target() instanceof NodeSelector.Target.Attribute attribute) {
                            return element.attribute(attribute.namespace(), attribute.name());
                        }
                        return Optional.of(MarkupWriter.element(element, Map.of("", defaultNamespace)));
                    });
        }
    }

    public XcapSelection {
        documents = Map.copyOf(documents);
        parts = List.copyOf(parts);
    }

    /** All documents that have something to do with it. */
    public Set<DocumentPath> paths() {
        Set<DocumentPath> paths = new LinkedHashSet<>(documents.keySet());
        parts.forEach(part -> paths.add(part.document()));
        return paths;
    }

    /** Reads selections of one person's documents. */
    public static final class Reader {
        private final AddressOfRecord owner;
        private final List<ApplicationUsage.Name> names;
        private final Function<String, AddressOfRecord> resolve;

        /**
         * @param usages which kinds can be selected
         * @param resolve how people are written in a path; refuses what names nobody by an illegal argument
         */
        public Reader(AddressOfRecord owner, List<ApplicationUsage> usages, Function<String, AddressOfRecord> resolve) {
            this.owner = owner;
            this.names =
                    usages.stream().flatMap(usage -> usage.names().stream()).toList();
            this.resolve = resolve;
        }

        /** All that the person has and will have. */
        public XcapSelection all() {
            Map<DocumentPath, String> all = new HashMap<>();
            names.forEach(name -> all.put(path(name), path(name).toString()));
            return new XcapSelection(all, List.of());
        }

        /**
         * @param uris relative to the root, as RFC 4825 section 6 has them; what ends in a slash stands for all in it
         * @throws Refusal.Invalid if one is no such URI
         */
        public XcapSelection read(List<String> uris) {
            Map<DocumentPath, String> documents = new LinkedHashMap<>();
            Map<String, Part> parts = new LinkedHashMap<>();
            for (String uri : uris) {
                int query = uri.indexOf('?');
                String path = query < 0 ? uri : uri.substring(0, query);
                int node = path.indexOf(NODE);
                if (uri.length() > MAX_LENGTH || uri.isEmpty() || uri.startsWith("/") || uri.matches("[^/]*:.*")) {
                    throw broken();
                } else if (node >= 0) {
                    String prefixes = query < 0 ? "" : decoded(uri.substring(query + 1));
                    part(path, node, prefixes).ifPresent(part -> parts.putIfAbsent(path, part));
                } else {
                    matching(path)
                            .forEach(name -> documents.merge(
                                    path(name),
                                    path.endsWith("/") ? path(name).toString() : path,
                                    (first, more) -> first));
                }
            }
            return new XcapSelection(documents, new ArrayList<>(parts.values()));
        }

        private Optional<Part> part(String path, int node, String query) {
            String text = decoded(path.substring(node + NODE.length()));
            List<ApplicationUsage.Name> found = matching(path.substring(0, node));
            String namespace = found.isEmpty() ? "" : found.get(0).namespace();
            NodeSelector selector = NodeSelectorParser.parse(text, namespace, query);
            if (selector.isOfNamespaces()) {
                throw new Refusal.Invalid("uri", "Elements and attributes are watched, and not namespaces.");
            }
            Map<String, String> prefixes = new HashMap<>(NodeSelectorParser.prefixes(query));
            prefixes.entrySet().removeIf(bound -> !canBeDeclared(bound.getKey(), bound.getValue()));
            return found.stream().findFirst().map(name -> new Part(path(name), path, prefixes, selector));
        }

        private static boolean canBeDeclared(String prefix, String namespace) {
            return prefix.matches("[A-Za-z_][A-Za-z0-9_.-]*")
                    && !prefix.startsWith("xml")
                    && !namespace.isEmpty()
                    && !RESERVED.contains(namespace);
        }

        /** The kinds of document that a path below the root leads to. */
        private List<ApplicationUsage.Name> matching(String path) {
            boolean isCollection = path.endsWith("/");
            List<String> steps =
                    List.of(path.split("/", -1)).stream().map(Reader::decoded).toList();
            List<String> given = isCollection ? steps.subList(0, steps.size() - 1) : steps;
            List<Predicate<ApplicationUsage.Name>> wanted = List.of(
                    name -> name.auid().equals(given.get(0)),
                    name -> given.get(1).equals("users"),
                    name -> isOwner(given.get(2)),
                    name -> name.document().equals(given.get(3)));
            if (isCollection ? given.size() >= wanted.size() : given.size() != wanted.size()) {
                return List.of();
            }
            return names.stream()
                    .filter(name -> wanted.subList(0, given.size()).stream().allMatch(step -> step.test(name)))
                    .toList();
        }

        private boolean isOwner(String xui) {
            try {
                return resolve.apply(xui).equals(owner);
            } catch (IllegalArgumentException nobody) {
                return false;
            }
        }

        private DocumentPath path(ApplicationUsage.Name name) {
            return new DocumentPath(name.auid(), owner, name.document());
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException badEscape) {
                throw broken();
            }
        }

        private static Refusal broken() {
            return new Refusal.Invalid("uri", "What is selected is named by its path below the XCAP root.");
        }
    }
}
