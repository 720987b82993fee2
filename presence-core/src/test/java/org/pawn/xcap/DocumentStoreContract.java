package org.pawn.xcap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

/** What every {@link DocumentStore} does. */
public interface DocumentStoreContract {
    AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");

    DocumentStore store();

    @Test
    default void nothingIsKeptOfWhoWroteNothing() {
        assertThat(store().read(ALICE, "pres-rules")).isEmpty();
        assertThat(store().all("pres-rules")).isEmpty();
    }

    @Test
    default void theLastTextOfEachKindAndOwnerIsKept() {
        String large = "<a>" + "ä\n".repeat(400_000) + "</a>";
        store().write(ALICE, "pres-rules", "<a/>").join();
        store().write(ALICE, "pres-rules", large).join();
        store().write(ALICE, "resource-lists", "<b/>").join();
        store().write(BOB, "pres-rules", "<c/>").join();

        assertThat(store().read(ALICE, "pres-rules")).contains(large);
        assertThat(store().read(ALICE, "resource-lists")).contains("<b/>");
        assertThat(store().all("pres-rules"))
                .containsExactlyInAnyOrder(new DocumentStore.Kept(ALICE, large), new DocumentStore.Kept(BOB, "<c/>"));
    }

    @Test
    default void whatIsRemovedIsGoneAndNothingElse() {
        store().write(ALICE, "pres-rules", "<a/>").join();
        store().write(BOB, "pres-rules", "<c/>").join();

        store().remove(ALICE, "pres-rules").join();
        store().remove(ALICE, "resource-lists").join();

        assertThat(store().read(ALICE, "pres-rules")).isEmpty();
        assertThat(store().read(BOB, "pres-rules")).contains("<c/>");
    }
}
