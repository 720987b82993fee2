package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
import org.pawn.filter.FilterReader;
import org.pawn.filter.FilterSet;
import org.pawn.refusal.Refusal;
import org.pawn.resourcelist.ListEntries;
import org.pawn.server.sip.event.EventPackage;
import org.pawn.server.sip.event.EventState;
import org.pawn.server.sip.event.EventStates;
import org.pawn.server.sip.event.FilteredStates;
import org.pawn.server.sip.event.ParsedBodies;
import org.pawn.server.sip.event.SelectableState;
import org.pawn.server.sip.event.SelectableStates;
import org.pawn.server.sip.wire.SipRequest;

/**
 * What the body of a SUBSCRIBE is: a list of resources (RFC 5367), filters (RFC 4660), what its package has subscribers
 * select by (RFC 5875), or nothing.
 */
final class SubscribeBody {
    private final SipRequest request;
    private final String event;
    private final String type;

    private SubscribeBody(SipRequest request, String event, String type) {
        this.request = request;
        this.event = event;
        this.type = type;
    }

    /** @throws Refusal.UnsupportedContent if it is anything else, or encoded */
    static SubscribeBody of(SipRequest request, EventPackage event) {
        if (request.body().length == 0) {
            return new SubscribeBody(request, event.name(), "");
        }
        List<String> taken = event.watching().map(SubscribeBody::taken).orElse(List.of());
        boolean isEncoded = request.header("content-encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent();
        String type = request.contentType().orElse("");
        if (isEncoded || !taken.contains(type)) {
            throw new Refusal.UnsupportedContent(taken);
        }
        return new SubscribeBody(request, event.name(), type);
    }

    private static List<String> taken(EventPackage.Watching event) {
        if (event.states() instanceof SelectableStates selectable) {
            return List.of(selectable.selectionType());
        }
        return event.isWhole() ? List.of(ListEntries.CONTENT_TYPE, FilterSet.CONTENT_TYPE) : List.of();
    }

    /** The package's name. */
    String event() {
        return event;
    }

    boolean isList() {
        return type.equals(ListEntries.CONTENT_TYPE);
    }

    /** The states as the body selects or filters them, if it does; empty where filters ask for more than we do. */
    Optional<EventStates> chosen(EventStates states, ParsedBodies bodies) {
        if (!type.isEmpty() && states instanceof SelectableStates selectable) {
            return Optional.of(selectable.selecting(request.body()));
        }
        return isFilters()
                ? filters().map(filters -> new FilteredStates(states, filters, bodies))
                : Optional.of(states);
    }

    /** Puts what the body selects or its filters in place of those before; false where these ask for more than we do. */
    boolean rechoose(Optional<EventState> state) {
        if (!type.isEmpty() && state.orElse(null) instanceof SelectableState selectable) {
            selectable.select(request.body());
            return true;
        }
        if (!isFilters()) {
            return true;
        }
        Optional<FilterSet> filters = filters();
        if (filters.isPresent() && state.orElse(null) instanceof FilteredStates.Filtered filtered) {
            filtered.filter(filters.get());
            return true;
        }
        return false;
    }

    boolean isFilters() {
        return type.equals(FilterSet.CONTENT_TYPE);
    }

    private Optional<FilterSet> filters() {
        return FilterReader.read(request.body(), event);
    }
}
