package org.pawn.xcap;

import static org.pawn.xcap.DocumentSchema.Slot.many;
import static org.pawn.xcap.DocumentSchema.Slot.one;
import static org.pawn.xcap.DocumentSchema.Slot.optional;
import static org.pawn.xcap.DocumentSchema.Slot.others;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.pidf.PidfDocument;
import org.pawn.pidf.PidfReader;
import org.pawn.pidf.PresencePidf;
import org.pawn.presence.DeviceTimeline;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.time.TimeSource;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupWriter;

/** {@code pidf-manipulation}: what a person says of themself until they take it back (RFC 4827). */
public final class PidfManipulationUsage implements ApplicationUsage {
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    private static final DocumentSchema SCHEMA = new DocumentSchema(Namespaces.PIDF, "presence")
            .element("presence", List.of("entity"), many("tuple"), many("note"), others())
            .element(
                    "tuple",
                    List.of("id"),
                    one("status"),
                    others(),
                    optional("contact"),
                    many("note"),
                    optional("timestamp"))
            .element("status", List.of(), optional("basic"), others())
            .text("basic", List.of(), text -> text.equals("open") || text.equals("closed"))
            .text("contact", List.of("priority?"), text -> !text.isEmpty())
            .text("note", List.of(), text -> true)
            .text("timestamp", List.of(), text -> PresRulesReader.instant(text).isPresent());

    private final Lanes diskLanes;
    private final PresenceService presence;
    private final TimeSource time;

    /** @param diskLanes lanes on which writes of the store may wait */
    public PidfManipulationUsage(Lanes diskLanes, PresenceService presence, TimeSource time) {
        this.diskLanes = diskLanes;
        this.presence = presence;
        this.time = time;
    }

    /** Says again what was kept. */
    @Override
    public void start(AddressOfRecord owner, MarkupElement kept) {
        say(owner, Optional.of(kept));
    }

    @Override
    public String auid() {
        return "pidf-manipulation";
    }

    @Override
    public List<Name> names() {
        return List.of(new Name(auid(), "index", Namespaces.PIDF));
    }

    @Override
    public String contentType() {
        return "application/pidf+xml";
    }

    @Override
    public List<String> namespaces() {
        return List.of(Namespaces.PIDF);
    }

    @Override
    public Scope scope() {
        return Scope.PRESENCE_WRITE;
    }

    @Override
    public void check(AddressOfRecord owner, MarkupElement root) {
        SCHEMA.check(root);
        try {
            if (!AddressOfRecord.parse(root.attribute("entity").orElse("")).equals(owner)) {
                throw new DocumentConflict(Condition.CONSTRAINT_FAILURE, "The document's entity is someone else.");
            }
            timeline(root);
        } catch (IllegalArgumentException | Refusal.Invalid | Refusal.TooLarge broken) {
            throw new DocumentConflict(Condition.CONSTRAINT_FAILURE, String.valueOf(broken.getMessage()));
        }
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
        return diskLanes
                .run(owner, () -> {
                    Optional<MarkupElement> now = kept.get();
                    Optional<MarkupElement> next = turn.apply(now);
                    CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);
                    return next.equals(now) ? nothing : say(owner, next); // handed over in order, waited for outside
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Void> say(AddressOfRecord owner, Optional<MarkupElement> root) {
        return presence.stand(owner, auid(), root.map(this::timeline), FOR_GOOD);
    }

    private DeviceTimeline timeline(MarkupElement root) {
        PidfDocument document = PidfReader.read(MarkupWriter.document(root).getBytes(StandardCharsets.UTF_8));
        return PresencePidf.timeline(document, time.moment());
    }
}
