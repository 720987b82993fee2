package org.pawn.xcap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.contacts.ResourceLists;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.xml.MarkupElement;

/**
 * The lists that people define by their rls-services documents (RFC 4826 section 4), and behind them the others. A person
 * who has such an address goes before the list. Thread-safe.
 */
public final class ServiceLists implements ResourceLists {
    private final RlsServicesUsage services;
    private final ResourceListsUsage lists;
    private final XcapService documents;
    private final Directory directory;
    private final Predicate<AddressOfRecord> isPerson;
    private final ResourceLists others;

    /** @param others lists whose addresses are no service's */
    public ServiceLists(
            RlsServicesUsage services,
            ResourceListsUsage lists,
            XcapService documents,
            Directory directory,
            Predicate<AddressOfRecord> isPerson,
            ResourceLists others) {
        this.services = services;
        this.lists = lists;
        this.documents = documents;
        this.directory = directory;
        this.isPerson = isPerson;
        this.others = others;
    }

    @Override
    public boolean isList(AddressOfRecord address) {
        return services.owner(address).isPresent() && !isPerson.test(address) || others.isList(address);
    }

    @Override
    public AddressOfRecord owner(AddressOfRecord address) {
        return services.owner(address).orElseGet(() -> others.owner(address));
    }

    @Override
    public CompletableFuture<ResourceList> list(Caller caller, AddressOfRecord address, String event) {
        Optional<AddressOfRecord> owner = services.owner(address);
        if (owner.isEmpty()) {
            return others.list(caller, address, event);
        }
        caller.requireOwnerOf(owner.get(), Scope.CONTACTS);
        return documents
                .read(path(owner.get(), services))
                .thenCombine(documents.read(path(owner.get(), lists)), (defined, kept) -> {
                    MarkupElement service = defined.flatMap(
                                    document -> RlsServicesUsage.service(document.root(), address))
                            .orElseThrow(() -> new Refusal.NotFound("There is no such list."));
                    requirePackage(service, event);
                    return list(owner.get(), address, service, kept.map(XcapDocument::root));
                });
    }

    private static DocumentPath path(AddressOfRecord owner, ApplicationUsage usage) {
        ApplicationUsage.Name name = usage.names().get(0);
        return new DocumentPath(name.auid(), owner, name.document());
    }

    /** A service that names packages is of these alone (RFC 4826 section 4.1). */
    private static void requirePackage(MarkupElement service, String event) {
        List<String> packages = service.elements(Namespaces.RLS_SERVICES, "packages").stream()
                .flatMap(named -> named.elements(Namespaces.RLS_SERVICES, "package").stream())
                .map(MarkupElement::text)
                .toList();
        if (service.first(Namespaces.RLS_SERVICES, "packages").isPresent() && !packages.contains(event)) {
            throw new Refusal.UnsupportedEvent(packages);
        }
    }

    private ResourceList list(
            AddressOfRecord owner, AddressOfRecord address, MarkupElement service, Optional<MarkupElement> kept) {
        XcapSelection.Reader reader = new XcapSelection.Reader(owner, List.of(lists), directory::resolve);
        FlatList flat = new FlatList(kept, reader, directory::resolve);
        Optional<MarkupElement> list = service.first(Namespaces.RLS_SERVICES, "list")
                .or(() -> service.first(Namespaces.RLS_SERVICES, "resource-list")
                        .flatMap(reference -> flat.at(reference.text())));
        return new ResourceList(
                address.sipUri(),
                list.flatMap(org.pawn.xcap.ResourceLists::displayName),
                list.map(flat::entries).orElse(List.of()));
    }

    @Override
    public void onChange(Consumer<AddressOfRecord> listener) {
        others.onChange(listener);
        documents.onChange((path, before, after) -> {
            if (path.auid().equals(services.auid()) || path.auid().equals(lists.auid())) {
                listener.accept(path.owner());
            }
        });
    }
}
