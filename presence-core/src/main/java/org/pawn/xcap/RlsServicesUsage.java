package org.pawn.xcap;

import static org.pawn.xcap.DocumentSchema.Slot.many;
import static org.pawn.xcap.DocumentSchema.Slot.one;
import static org.pawn.xcap.DocumentSchema.Slot.optional;
import static org.pawn.xcap.DocumentSchema.Slot.others;
import static org.pawn.xcap.Namespaces.RESOURCE_LISTS;
import static org.pawn.xcap.Namespaces.RLS_SERVICES;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.xml.MarkupElement;

/**
 * {@code rls-services}: addresses that stand for lists (RFC 4826 section 4). Each is of our domain, nobody's own, and
 * stands once on the server.
 */
public final class RlsServicesUsage implements ApplicationUsage {
    private static final DocumentSchema SCHEMA = new DocumentSchema(RLS_SERVICES, "rls-services")
            .element("rls-services", List.of(), many("service"), others())
            .element("service", List.of("uri"), one("resource-list", "list"), optional("packages"), others())
            .element("packages", List.of(), many("package"), others())
            .element("list", List.of("name?"), others()) // of the type of a resource list, which is checked apart
            .text("resource-list", List.of(), text -> !text.isEmpty())
            .text("package", List.of(), text -> text.matches("[A-Za-z0-9!%*_+`'~.-]{1,64}"));

    private static final int MAX_SERVICES = 100;

    private final Lanes diskLanes;
    private final String domain;
    private final Predicate<AddressOfRecord> isTaken;
    private final Map<String, AddressOfRecord> owners = new ConcurrentHashMap<>(); // by address of a service

    /**
     * @param diskLanes lanes on which writes of the store may wait
     * @param isTaken whether an address is a person's, or of a list elsewhere
     */
    public RlsServicesUsage(Lanes diskLanes, String domain, Predicate<AddressOfRecord> isTaken) {
        this.diskLanes = diskLanes;
        this.domain = domain;
        this.isTaken = isTaken;
    }

    /** Learns whose each address is. */
    @Override
    public void start(AddressOfRecord owner, MarkupElement kept) {
        services(kept).forEach(service -> owners.put(service, owner));
    }

    @Override
    public void forget(AddressOfRecord owner) {
        owners.values().removeIf(owner::equals);
    }

    @Override
    public String auid() {
        return "rls-services";
    }

    @Override
    public List<Name> names() {
        return List.of(new Name(auid(), "index", RLS_SERVICES));
    }

    @Override
    public String contentType() {
        return "application/rls-services+xml";
    }

    @Override
    public List<String> namespaces() {
        return List.of(RLS_SERVICES, RESOURCE_LISTS);
    }

    @Override
    public Scope scope() {
        return Scope.CONTACTS;
    }

    @Override
    public void check(AddressOfRecord owner, MarkupElement root) {
        SCHEMA.check(root);
        if (root.elements(RLS_SERVICES, "service").size() > MAX_SERVICES) {
            throw new DocumentConflict(
                    Condition.CONSTRAINT_FAILURE, "A person has at most " + MAX_SERVICES + " services.");
        }
        Set<String> seen = ConcurrentHashMap.newKeySet();
        for (MarkupElement service : root.elements(RLS_SERVICES, "service")) {
            String written = service.attribute("uri").orElse("");
            String place = "rls-services/service[@uri=\"" + written + "\"]";
            AddressOfRecord address = address(written);
            AddressOfRecord holder =
                    owners.putIfAbsent(address.toString(), owner); // given back where nothing comes of it
            boolean taken = isTaken.test(address) || holder != null && !holder.equals(owner);
            if (taken || !seen.add(address.toString())) {
                throw new DocumentConflict(Condition.UNIQUENESS_FAILURE, "This address is taken.", place + "/@uri");
            }
            service.first(RLS_SERVICES, "resource-list").ifPresent(RlsServicesUsage::requireHttp);
            service.first(RLS_SERVICES, "list").ifPresent(list -> {
                MarkupElement asList =
                        new MarkupElement(RESOURCE_LISTS, "", "list", List.of(), list.attributes(), list.children());
                MarkupElement document =
                        MarkupElement.of(RESOURCE_LISTS, "resource-lists").with(asList);
                ResourceListsUsage.SCHEMA.check(document);
                ResourceListsUsage.checkUnique(document, place);
            });
        }
    }

    private AddressOfRecord address(String uri) {
        try {
            AddressOfRecord address = AddressOfRecord.parse(uri);
            if (uri.matches("(?i)sips?:.*") && address.domain().equals(domain)) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // refused below, like one of elsewhere
        }
        throw new DocumentConflict(
                Condition.CONSTRAINT_FAILURE, "A service has a SIP address of the domain " + domain + ".");
    }

    private static void requireHttp(MarkupElement reference) {
        try {
            String scheme =
                    URI.create(reference.text().replaceAll("[\\[\\]\"]", "_")).getScheme();
            if ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) {
                return;
            }
        } catch (IllegalArgumentException noReference) {
            // refused below, like one of another scheme
        }
        throw new DocumentConflict(
                Condition.CONSTRAINT_FAILURE, "A resource-list is the absolute HTTP address of a list.");
    }

    @Override
    public boolean allowsContent(MarkupElement element) {
        return SCHEMA.allowsContent(element);
    }

    @Override
    public CompletableFuture<Void> edit(
            AddressOfRecord owner,
            Supplier<Optional<MarkupElement>> kept,
            UnaryOperator<Optional<MarkupElement>> turn) {
        return diskLanes.run(owner, () -> {
            Optional<MarkupElement> now = kept.get();
            Set<String> holds = services(now);
            try {
                holds = services(turn.apply(now));
            } finally {
                Set<String> all = holds;
                owners.entrySet().removeIf(held -> held.getValue().equals(owner) && !all.contains(held.getKey()));
            }
            return null;
        });
    }

    /** Whose service that address is. */
    Optional<AddressOfRecord> owner(AddressOfRecord address) {
        return Optional.ofNullable(owners.get(address.toString()));
    }

    /** The service of that address in a document. */
    static Optional<MarkupElement> service(MarkupElement root, AddressOfRecord address) {
        return root.elements(RLS_SERVICES, "service").stream()
                .filter(service -> service.attribute("uri")
                        .map(AddressOfRecord::parse)
                        .filter(address::equals)
                        .isPresent())
                .findFirst();
    }

    private static Set<String> services(Optional<MarkupElement> root) {
        return root.map(RlsServicesUsage::services).orElse(Set.of());
    }

    private static Set<String> services(MarkupElement root) {
        return root.elements(RLS_SERVICES, "service").stream()
                .flatMap(service -> service.attribute("uri").stream())
                .map(uri -> AddressOfRecord.parse(uri).toString())
                .collect(Collectors.toSet());
    }
}
