package org.pawn.rest.health;

/** How far the server is; set by whoever starts and stops it, read by {@code /readyz}. Thread-safe. */
public final class Readiness {
    /** The label is the wire name. */
    public enum State {
        STARTING("starting"),
        READY("ready"),
        STOPPING("stopping");

        private final String label;

        State(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private volatile State state = State.STARTING;

    public void set(State next) {
        state = next;
    }

    public State state() {
        return state;
    }
}
