package org.pawn.samples.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.samples.document.Mention.Offer;
import org.pawn.sdk.Person;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.recognize.Action;
import org.pawn.sdk.recognize.EmailRecognizer;
import org.pawn.sdk.recognize.PersonAction;
import org.pawn.sdk.recognize.RecognizerSet;
import org.pawn.sdk.recognize.SipAddressRecognizer;
import org.pawn.sdk.recognize.Span;

/** What a paragraph mentions: people by address or name, whatever the plug-ins know, and what can be done about each. */
final class People {
    private final Directory directory;
    private final RecognizerSet recognizers;

    /** With a client the server's names are known; without, only addresses are people. */
    People(Optional<PresenceClient> client) {
        directory = new Directory(client);
        recognizers = RecognizerSet.of(
                        List.of(new SipAddressRecognizer(), new EmailRecognizer(), directory),
                        List.of(PersonAction.MAIL, PersonAction.MESSAGE))
                .withPlugIns(People.class.getClassLoader());
    }

    /** In order and apart from each other. */
    List<Mention> in(String paragraph) {
        return recognizers.recognize(paragraph).stream()
                .map(span -> mention(span, span.in(paragraph)))
                .toList();
    }

    private Mention mention(Span span, String words) {
        return switch (span.kind()) {
            case Span.PERSON -> person(span);
            case Span.PEOPLE -> new Mention(span.start(), span.end(), Optional.empty(), words, oneOf(span));
            default -> new Mention(span.start(), span.end(), Optional.empty(), words, links(span));
        };
    }

    private Mention person(Span span) {
        Optional<Person> person = directory.person(span.value());
        String address = person.map(Person::address).orElse(span.value());
        List<Offer> offers = new ArrayList<>(links(new Span(span.start(), span.end(), Span.PERSON, address)));
        offers.add(
                Math.min(1, offers.size()),
                new Offer("schedule", "Schedule a meeting", Optional.empty(), Optional.empty()));
        person.flatMap(Person::title)
                .ifPresent(title ->
                        offers.add(new Offer("title", "Insert job title", Optional.empty(), Optional.of(title))));
        return new Mention(
                span.start(),
                span.end(),
                Optional.of(address),
                person.map(Person::name).orElse(address),
                offers);
    }

    private List<Offer> links(Span span) {
        return recognizers.actions(span).stream()
                .map(action -> link(action, span, action.label(span)))
                .toList();
    }

    /** Several people bear the name: the reader says who is meant. */
    private List<Offer> oneOf(Span span) {
        List<Offer> offers = new ArrayList<>();
        for (String address : span.value().split(" ")) {
            Span one = new Span(span.start(), span.end(), Span.PERSON, address);
            offers.add(link(PersonAction.MAIL, one, "Send mail to " + address));
        }
        return offers;
    }

    private static Offer link(Action action, Span span, String label) {
        String id =
                action instanceof PersonAction known ? known.name().toLowerCase(java.util.Locale.ROOT) : span.kind();
        return new Offer(id, label, Optional.of(action.target(span).toString()), Optional.empty());
    }
}
