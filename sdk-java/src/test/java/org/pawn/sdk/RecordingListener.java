package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Writes down what a watch and its feed tell, one line each. */
final class RecordingListener implements PresenceListener, FeedListener {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void onPresence(Presence presence) {
        lines.add(presence.address() + " " + presence.availability().word() + (presence.stale() ? " stale" : ""));
    }

    @Override
    public void onProblem(String address, Problem problem) {
        lines.add(address + " problem " + problem.name());
    }

    @Override
    public void onStale() {
        lines.add("stale");
    }

    @Override
    public void onFresh() {
        lines.add("fresh");
    }

    @Override
    public void onMessage(Message message) {
        lines.add(message.from() + " says " + message.text() + (message.alert() ? "" : " quietly"));
    }

    @Override
    public void onTyping(String from, boolean composing) {
        lines.add(from + (composing ? " types" : " stopped"));
    }

    @Override
    public void onEnded(Problem problem) {
        lines.add("ended " + problem.name());
    }

    /** The same book for a query. */
    QueryListener ofQuery() {
        return new QueryListener() {
            @Override
            public void onOrder(List<Presence> people) {
                lines.add(people.stream()
                        .map(person -> " " + person.address().replace("@example.com", ""))
                        .collect(Collectors.joining("", "order", "")));
            }

            @Override
            public void onEntered(Presence presence) {
                lines.add("entered " + presence.address());
            }

            @Override
            public void onLeft(String address) {
                lines.add("left " + address);
            }

            @Override
            public void onPresence(Presence presence) {
                RecordingListener.this.onPresence(presence);
            }

            @Override
            public void onStale() {
                RecordingListener.this.onStale();
            }

            @Override
            public void onFresh() {
                RecordingListener.this.onFresh();
            }

            @Override
            public void onEnded(Problem problem) {
                RecordingListener.this.onEnded(problem);
            }
        };
    }

    String next() {
        try {
            String line = lines.poll(10, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("nothing was told within 10 s");
            }
            return line;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    void assertTold(String... expected) {
        for (String each : expected) {
            assertThat(next()).isEqualTo(each);
        }
    }

    void assertNothingMore() {
        assertThat(lines).isEmpty();
    }
}
