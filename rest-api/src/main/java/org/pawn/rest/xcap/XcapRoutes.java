package org.pawn.rest.xcap;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.ProblemException;
import org.pawn.rest.http.ProblemType;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.xcap.ApplicationUsage;
import org.pawn.xcap.DocumentPath;
import org.pawn.xcap.NodeSelector;
import org.pawn.xcap.Preconditions;
import org.pawn.xcap.XcapCapabilities;
import org.pawn.xcap.XcapDocument;
import org.pawn.xcap.XcapService;

/** {@code /xcap-root}: a person's own documents, whole or by element and attribute (RFC 4825). */
public final class XcapRoutes implements Routes {
    private static final String ELEMENT = "application/xcap-el+xml";
    private static final String ATTRIBUTE = "application/xcap-att+xml";
    private static final String NAMESPACES = "application/xcap-ns+xml";
    private static final String INDEX = "index";

    private final Directory directory;
    private final XcapService documents;
    private final XcapDocument capabilities;

    public XcapRoutes(Directory directory, XcapService documents) {
        this.directory = directory;
        this.documents = documents;
        this.capabilities = XcapCapabilities.document(documents.usages());
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.exception(DocumentConflict.class, XcapErrors::answer);
        String global = "/xcap-root/{auid}/global/{document}";
        String own = "/xcap-root/{auid}/users/{xui}/{document}";
        for (String node : List.of("", "/~~/<node>")) {
            routes.get(global + node, this::global, RouteAccess.DIGEST);
            routes.get(own + node, this::read, RouteAccess.DIGEST);
            routes.put(own + node, this::put, RouteAccess.DIGEST);
            routes.delete(own + node, this::remove, RouteAccess.DIGEST);
        }
    }

    private void global(Context ctx) {
        if (!isCapabilities(ctx)) {
            throw notFound();
        }
        answer(ctx, capabilities, XcapCapabilities.NAMESPACE, XcapCapabilities.CONTENT_TYPE);
    }

    private void read(Context ctx) {
        AddressOfRecord owner = owner(ctx);
        if (isCapabilities(ctx)) {
            answer(ctx, capabilities, XcapCapabilities.NAMESPACE, XcapCapabilities.CONTENT_TYPE);
            return;
        }
        ApplicationUsage usage = usage(ctx);
        XcapDocument document = Await.result(documents.read(path(ctx, owner))).orElseThrow(XcapRoutes::notFound);
        answer(ctx, document, namespace(ctx), usage.contentType());
    }

    private void put(Context ctx) {
        AddressOfRecord owner = owner(ctx);
        requireWritable(ctx);
        ApplicationUsage usage = usage(ctx);
        Optional<NodeSelector> selector = selector(ctx, namespace(ctx));
        selector.ifPresent(wanted -> requireWritable(ctx, wanted));
        String type = selector.map(wanted -> wanted.isOfElement() ? ELEMENT : ATTRIBUTE)
                .orElse(usage.contentType());
        String text = XcapBody.text(ctx, type);
        DocumentPath path = path(ctx, owner);
        XcapService.Changed changed = Await.result(
                selector.isPresent()
                        ? documents.put(path, selector.get(), text, preconditions(ctx))
                        : documents.put(path, text, preconditions(ctx)));
        answer(ctx, changed);
        ctx.status(changed.created() ? 201 : 200);
    }

    private void remove(Context ctx) {
        AddressOfRecord owner = owner(ctx);
        requireWritable(ctx);
        Optional<NodeSelector> selector = selector(ctx, namespace(ctx));
        selector.ifPresent(wanted -> requireWritable(ctx, wanted));
        DocumentPath path = path(ctx, owner);
        answer(
                ctx,
                Await.result(
                        selector.isPresent()
                                ? documents.remove(path, selector.get(), preconditions(ctx))
                                : documents.remove(path, preconditions(ctx))));
    }

    private static void answer(Context ctx, XcapDocument document, String namespace, String contentType) {
        Optional<NodeSelector> selector = selector(ctx, namespace);
        String text = selector.map(wanted -> XcapService.read(document, wanted)
                        .orElseThrow(XcapRoutes::notFound)
                        .text())
                .orElse(document.text());
        if (!Versions.answeredNotModified(ctx, document.tag())) {
            ctx.contentType(selector.map(XcapRoutes::type).orElse(contentType))
                    .result(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static void answer(Context ctx, XcapService.Changed changed) {
        changed.tag().ifPresent(tag -> ctx.header("ETag", '"' + tag + '"'));
        ctx.header("Cache-Control", "no-store").status(200);
    }

    private static String type(NodeSelector selector) {
        if (selector.isOfNamespaces()) {
            return NAMESPACES;
        }
        return selector.isOfElement() ? ELEMENT : ATTRIBUTE;
    }

    private static Optional<NodeSelector> selector(Context ctx, String namespace) {
        return XcapPath.node(ctx).map(text -> XcapService.selector(namespace, text, XcapPath.query(ctx)));
    }

    private static Preconditions preconditions(Context ctx) {
        return new Preconditions(tags(ctx.header("If-Match"), false), tags(ctx.header("If-None-Match"), true));
    }

    /** @param weakly whether a weak tag stands for the strong one (RFC 9110 section 8.8.3.2) */
    private static List<String> tags(@org.jspecify.annotations.Nullable String header, boolean weakly) {
        if (header == null) {
            return List.of();
        }
        return Stream.of(header.split(",", 64))
                .map(String::strip)
                .map(tag -> weakly && tag.startsWith("W/") ? tag.substring(2) : tag)
                .map(tag -> tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
                        ? tag.substring(1, tag.length() - 1)
                        : tag.equals("*") ? tag : "?" + tag) // no tag of ours
                .toList();
    }

    private static boolean isCapabilities(Context ctx) {
        return ctx.pathParam("auid").equals(XcapCapabilities.AUID)
                && ctx.pathParam("document").equals(INDEX);
    }

    private ApplicationUsage usage(Context ctx) {
        return documents.usage(ctx.pathParam("auid")).orElseThrow(XcapRoutes::notFound);
    }

    /** Of names without a prefix. */
    private String namespace(Context ctx) {
        return documents
                .name(ctx.pathParam("auid"))
                .map(ApplicationUsage.Name::namespace)
                .orElseThrow(XcapRoutes::notFound);
    }

    private static void requireWritable(Context ctx) {
        if (isCapabilities(ctx)) {
            throw readOnly(ctx);
        }
    }

    private static void requireWritable(Context ctx, NodeSelector selector) {
        if (selector.isOfNamespaces()) {
            throw readOnly(ctx);
        }
    }

    private static ProblemException readOnly(Context ctx) {
        ctx.header("Allow", "GET, HEAD");
        return new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "This can only be read.");
    }

    /**
     * The person in the path.
     *
     * @throws Refusal.Forbidden for everybody but them and administrators, whether there is such a person or not
     */
    private AddressOfRecord owner(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        documents.usage(ctx.pathParam("auid")).ifPresent(usage -> caller.require(usage.scope()));
        AddressOfRecord owner = address(ctx.pathParam("xui"));
        if (!caller.is(owner) && !caller.isAdministrator()) {
            throw notYours();
        }
        if (!directory.exists(owner)) {
            throw notFound();
        }
        return owner;
    }

    private AddressOfRecord address(String xui) {
        try {
            return directory.resolve(xui);
        } catch (IllegalArgumentException nobody) {
            throw notYours();
        }
    }

    private static DocumentPath path(Context ctx, AddressOfRecord owner) {
        return new DocumentPath(ctx.pathParam("auid"), owner, ctx.pathParam("document"));
    }

    private static Refusal notYours() {
        return new Refusal.Forbidden("This belongs to someone else.");
    }

    private static Refusal notFound() {
        return new Refusal.NotFound("There is no such document, or nothing of it that this selects.");
    }
}
