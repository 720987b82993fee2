package org.pawn.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A request that we understood and refuse. It carries facts in plain types and never a status code: each edge owns one
 * exhaustive table from {@link Kind} to its own. The nested classes are the whole catalogue.
 */
public abstract sealed class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was refused; a new kind does not compile until every edge has mapped it. */
    public enum Kind {
        INVALID,
        NOT_AUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        NOT_VISIBLE,
        STALE_ENTITY_TAG,
        STALE_VERSION,
        INTERVAL_TOO_BRIEF,
        UNSUPPORTED_EVENT,
        UNSUPPORTED_CONTENT,
        NO_SUCH_SUBSCRIPTION,
        OUT_OF_ORDER,
        TOO_LARGE,
        LIMIT_EXCEEDED,
        CONFLICT,
        UNAVAILABLE,
        NOT_SUPPORTED
    }

    private final Kind kind;

    private Refusal(Kind kind, String message) {
        super(message, null, false, false); // an answer, not a failure: no stack trace
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The sentence for people; never holds secrets or another person's data. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What machines may want to know, by camel-case name; values are strings, numbers or lists of strings. */
    public Map<String, Object> facts() {
        return Map.of();
    }

    /** Something in the request cannot be: {@code field} names it. */
    public static final class Invalid extends Refusal {
        private static final long serialVersionUID = 1L;
        private final String field;

        public Invalid(String field, String message) {
            super(Kind.INVALID, message);
            this.field = field;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }

    /** No valid credentials; says the same whatever was wrong with them. */
    public static final class NotAuthenticated extends Refusal {
        private static final long serialVersionUID = 1L;

        public NotAuthenticated(String message) {
            super(Kind.NOT_AUTHENTICATED, message);
        }
    }

    /** The caller is known and may not do this. */
    public static final class Forbidden extends Refusal {
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(Kind.FORBIDDEN, message);
        }
    }

    /** The thing that the caller may know of does not exist. */
    public static final class NotFound extends Refusal {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(Kind.NOT_FOUND, message);
        }
    }

    /** The person is unknown, or not to be seen by this caller: the two are never told apart. */
    public static final class NotVisible extends Refusal {
        private static final long serialVersionUID = 1L;

        public NotVisible() {
            super(Kind.NOT_VISIBLE, "This person is not visible to you.");
        }
    }

    /** No live publication has that tag; nothing was written (RFC 3903 section 6, SIP 412). */
    public static final class StaleEntityTag extends Refusal {
        private static final long serialVersionUID = 1L;

        public StaleEntityTag() {
            super(Kind.STALE_ENTITY_TAG, "No live publication has this entity tag; publish afresh.");
        }
    }

    /** The thing changed since the caller read it; nothing was written. */
    public static final class StaleVersion extends Refusal {
        private static final long serialVersionUID = 1L;

        public StaleVersion() {
            super(Kind.STALE_VERSION, "It changed since you read it; read it again and repeat your change.");
        }
    }

    /** The asked life is shorter than we serve (SIP 423). */
    public static final class IntervalTooBrief extends Refusal {
        private static final long serialVersionUID = 1L;
        private final Duration minimum;

        public IntervalTooBrief(Duration minimum) {
            super(Kind.INTERVAL_TOO_BRIEF, "The shortest life served is " + minimum.toSeconds() + " seconds.");
            this.minimum = minimum;
        }

        public Duration minimum() {
            return minimum;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("minimumSeconds", minimum.toSeconds());
        }
    }

    /** An event package that we do not serve (SIP 489). */
    public static final class UnsupportedEvent extends Refusal {
        private static final long serialVersionUID = 1L;
        private final List<String> allowed;

        public UnsupportedEvent(List<String> allowed) {
            super(Kind.UNSUPPORTED_EVENT, "This event package is not served.");
            this.allowed = List.copyOf(allowed);
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("allowedEvents", allowed);
        }
    }

    /** A body of a type that we do not take here (SIP and HTTP 415). */
    public static final class UnsupportedContent extends Refusal {
        private static final long serialVersionUID = 1L;
        private final List<String> accepted;

        /** @param accepted empty where nothing is taken at all */
        public UnsupportedContent(List<String> accepted) {
            super(
                    Kind.UNSUPPORTED_CONTENT,
                    accepted.isEmpty()
                            ? "Nothing is taken along here."
                            : "This content type is not taken here; send " + String.join(" or ", accepted));
            this.accepted = List.copyOf(accepted);
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("accepted", accepted);
        }
    }

    /** The subscription is gone or never was (SIP 481). */
    public static final class NoSuchSubscription extends Refusal {
        private static final long serialVersionUID = 1L;

        public NoSuchSubscription() {
            super(Kind.NO_SUCH_SUBSCRIPTION, "There is no such subscription.");
        }
    }

    /** An older request came after a newer one of the same sequence; nothing was written (RFC 3261 section 10.3). */
    public static final class OutOfOrder extends Refusal {
        private static final long serialVersionUID = 1L;

        public OutOfOrder() {
            super(Kind.OUT_OF_ORDER, "A later request has already been served.");
        }
    }

    /** Bigger than we take. */
    public static final class TooLarge extends Refusal {
        private static final long serialVersionUID = 1L;
        private final long maxBytes;

        public TooLarge(long maxBytes) {
            super(Kind.TOO_LARGE, "At most " + maxBytes + " bytes are taken here.");
            this.maxBytes = maxBytes;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("maxBytes", maxBytes);
        }
    }

    /** Too many, or too often; {@code retryAfter} zero means that waiting does not help. */
    public static final class LimitExceeded extends Refusal {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public LimitExceeded(String message, Duration retryAfter) {
            super(Kind.LIMIT_EXCEEDED, message);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }

        @Override
        public Map<String, Object> facts() {
            return retryAfter.isZero() ? Map.of() : Map.of("retryAfterSeconds", retryAfter.toSeconds());
        }
    }

    /** It is there already, and different. */
    public static final class Conflict extends Refusal {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(Kind.CONFLICT, message);
        }
    }

    /** The document would not be one, or not one of its kind; nothing was written (RFC 4825 section 11). */
    public static final class DocumentConflict extends Refusal {
        private static final long serialVersionUID = 1L;

        /** What is wrong, by the RFC's names. */
        public enum Condition {
            NOT_WELL_FORMED("not-well-formed"),
            NOT_XML_FRAG("not-xml-frag"),
            NO_PARENT("no-parent"),
            SCHEMA_VALIDATION_ERROR("schema-validation-error"),
            NOT_XML_ATT_VALUE("not-xml-att-value"),
            CANNOT_INSERT("cannot-insert"),
            CANNOT_DELETE("cannot-delete"),
            UNIQUENESS_FAILURE("uniqueness-failure"),
            CONSTRAINT_FAILURE("constraint-failure"),
            NOT_UTF_8("not-utf-8");

            private final String label;

            Condition(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }

        private final Condition condition;
        private final String place;

        public DocumentConflict(Condition condition, String message) {
            this(condition, message, "");
        }

        /** @param place the nearest parent that is there, or what is not unique, by its selector; may be empty */
        public DocumentConflict(Condition condition, String message, String place) {
            super(Kind.CONFLICT, message);
            this.condition = condition;
            this.place = place;
        }

        public Condition condition() {
            return condition;
        }

        public String place() {
            return place;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("condition", condition.label());
        }
    }

    /** We cannot serve this now (the store refuses, we are stopping); nothing was promised. */
    public static final class Unavailable extends Refusal {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(Kind.UNAVAILABLE, message);
        }
    }

    /** We know what this is and do not do it (yet). */
    public static final class NotSupported extends Refusal {
        private static final long serialVersionUID = 1L;

        public NotSupported(String message) {
            super(Kind.NOT_SUPPORTED, message);
        }
    }
}
