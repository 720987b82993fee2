package org.pawn.server.sip;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.pawn.dialoginfo.DialogCalls;
import org.pawn.dialoginfo.DialogInfo;
import org.pawn.dialoginfo.DialogInfoReader;
import org.pawn.pidf.PidfDiff;
import org.pawn.pidf.PidfDocument;
import org.pawn.pidf.PidfReader;
import org.pawn.pidf.PresencePidf;
import org.pawn.presence.Source;
import org.pawn.refusal.Refusal;
import org.pawn.reginfo.RegInfoWriter;
import org.pawn.server.sip.event.DialogStates;
import org.pawn.server.sip.event.EventPackage;
import org.pawn.server.sip.event.EventPackage.Publishing;
import org.pawn.server.sip.event.EventPackage.Watching;
import org.pawn.server.sip.event.MessageSummaryStates;
import org.pawn.server.sip.event.PartialPresenceStates;
import org.pawn.server.sip.event.PidfBodies;
import org.pawn.server.sip.event.PresenceStates;
import org.pawn.server.sip.event.RegistrationStates;
import org.pawn.server.sip.event.WatcherInfoStates;
import org.pawn.server.sip.event.XcapDiffStates;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.time.Moment;
import org.pawn.watcherinfo.WatcherInfoWriter;
import org.pawn.xcapdiff.XcapDiffWriter;

/** The event packages that are served, each one row; handlers look here and know no package by name. */
final class EventPackages {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<EventPackage> all;

    /** @param dialogs where calls are told of */
    EventPackages(SipServices services, DialogStates dialogs) {
        PidfBodies pidf = new PidfBodies(services.directory(), services.time());
        this.all = List.of(
                new EventPackage( // RFC 3856
                        "presence",
                        Optional.of(new Watching(
                                List.of(PidfDocument.CONTENT_TYPE, PidfDiff.CONTENT_TYPE),
                                HOUR,
                                Duration.ZERO,
                                true,
                                new PartialPresenceStates(new PresenceStates(services.subscriptions(), pidf)))),
                        Optional.of(new Publishing(
                                Source.DEVICE,
                                List.of(PidfDocument.CONTENT_TYPE, PidfDiff.CONTENT_TYPE),
                                EventPackages::presence))),
                new EventPackage( // RFC 3857
                        "presence.winfo",
                        Optional.of(new Watching(
                                List.of(WatcherInfoWriter.CONTENT_TYPE),
                                HOUR,
                                SECOND,
                                false,
                                new WatcherInfoStates(
                                        services.subscriptions(), services.directory(), services.time()))),
                        Optional.empty()),
                new EventPackage( // RFC 3680
                        "reg",
                        Optional.of(new Watching(
                                List.of(RegInfoWriter.CONTENT_TYPE),
                                Duration.ofSeconds(3761), // section 4.4
                                SECOND,
                                false,
                                new RegistrationStates(services.registrations(), services.time()))),
                        Optional.empty()),
                new EventPackage( // RFC 3842
                        "message-summary",
                        Optional.of(new Watching(
                                List.of(MessageSummaryStates.CONTENT_TYPE),
                                HOUR,
                                SECOND,
                                false,
                                new MessageSummaryStates(services.messages()))),
                        Optional.empty()),
                new EventPackage( // RFC 4235
                        "dialog",
                        Optional.of(new Watching(List.of(DialogInfo.CONTENT_TYPE), HOUR, SECOND, false, dialogs)),
                        Optional.of(
                                new Publishing(Source.CALL, List.of(DialogInfo.CONTENT_TYPE), EventPackages::dialogs))),
                new EventPackage( // RFC 5875
                        "xcap-diff",
                        Optional.of(new Watching(
                                List.of(XcapDiffWriter.CONTENT_TYPE),
                                HOUR,
                                SECOND,
                                false,
                                new XcapDiffStates(services.documents(), services.directory(), services.xcapRoot()))),
                        Optional.empty()));
    }

    /** @throws Refusal.UnsupportedEvent if the request is about one that is not watched here, or none */
    EventPackage watched(SipRequest request) {
        return named(request, one -> one.watching().isPresent());
    }

    /** @throws Refusal.UnsupportedEvent if the request is about one that is not published here, or none */
    Publishing published(SipRequest request) {
        return named(request, one -> one.publishing().isPresent()).publishing().orElseThrow();
    }

    /** What SUBSCRIBE is served for, as Allow-Events has it. */
    List<String> watched() {
        return names(one -> one.watching().isPresent());
    }

    private EventPackage named(SipRequest request, Predicate<EventPackage> served) {
        String name =
                request.header("event").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(one -> one.name().equals(name) && served.test(one))
                .findFirst()
                .orElseThrow(() -> new Refusal.UnsupportedEvent(names(served)));
    }

    private List<String> names(Predicate<EventPackage> served) {
        return all.stream().filter(served).map(EventPackage::name).toList();
    }

    private static EventPackage.Body presence(byte[] bytes, Moment now) {
        PidfDocument document = PidfReader.read(bytes);
        return new EventPackage.Body(document.entity(), PresencePidf.timeline(document, now));
    }

    private static EventPackage.Body dialogs(byte[] bytes, Moment now) {
        DialogInfo document = DialogInfoReader.read(bytes);
        return new EventPackage.Body(document.entity(), DialogCalls.of(document));
    }
}
