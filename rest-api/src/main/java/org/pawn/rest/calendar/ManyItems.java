package org.pawn.rest.calendar;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Problems;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers about many people, {@code {"items": [...]}}, each written as soon as it is made, so that the whole is never in
 * memory. It ends: what is not made within a minute, or no longer fits, is refused item by item.
 */
final class ManyItems {
    private static final Logger LOG = LoggerFactory.getLogger(ManyItems.class);
    static final int MAX_PEOPLE = 1_000;
    private static final Duration MAX_TIME = Duration.ofSeconds(60);
    private static final long MAX_SPANS = 3_000_000; // of some 80 bytes

    /** Makes one person's item, and answers how many spans it has. */
    @FunctionalInterface
    interface Item {
        /** What there is to say of the person; refused items are told from what they throw here. */
        Content of(AddressOfRecord person);
    }

    /** Members of an item, to be written once. */
    interface Content {
        int spans();

        void writeTo(JsonGenerator json) throws IOException;
    }

    private final Directory directory;
    private final TimeSource time;

    ManyItems(Directory directory, TimeSource time) {
        this.directory = directory;
        this.time = time;
    }

    /** Refuses more people, or fewer, than an answer has room for. */
    static void requireCount(String field, int people) {
        if (people < 1 || people > MAX_PEOPLE) {
            throw new Refusal.Invalid(field, "Ask for 1 to " + MAX_PEOPLE + " people.");
        }
    }

    /** Items in the order asked; one who is not to be seen does not spoil the rest. */
    void answer(Context ctx, List<String> addresses, Item item) {
        requireCount("addresses", addresses.size());
        ctx.header("Cache-Control", "private, no-cache").contentType("application/json");
        try (OutputStream out = ctx.outputStream()) {
            write(out, addresses, item);
        } catch (IOException gone) {
            LOG.debug("whoever asked hung up", gone);
        }
    }

    void write(OutputStream out, List<String> addresses, Item item) throws IOException {
        long deadlineNanos = time.moment().deadline(MAX_TIME);
        long spans = 0;
        try (JsonGenerator json = WireJson.generator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (String requested : addresses) {
                json.writeStartObject();
                json.writeStringField("requested", requested);
                spans += write(json, requested, item, deadlineNanos, MAX_SPANS - spans);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private int write(JsonGenerator json, String requested, Item item, long deadlineNanos, long room)
            throws IOException {
        Content content;
        try {
            if (time.moment().isPast(deadlineNanos)) {
                throw new Refusal.Unavailable("So many calendars take longer to read; ask for the rest again.");
            }
            content = item.of(Input.address(directory, "addresses", requested));
            if (content.spans() > room) {
                throw new Refusal.LimitExceeded(
                        "The answer is too large; ask for fewer people or a shorter window.", Duration.ZERO);
            }
        } catch (RuntimeException refused) { // part of the answer here, not the answer; the status is on its way
            json.writeFieldName("problem");
            json.writeTree(WireJson.tree(Problems.of(refused)));
            return 0;
        }
        content.writeTo(json);
        return content.spans();
    }
}
