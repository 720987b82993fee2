package org.pawn.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

final class ViewerTest {
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");

    private static Viewer of(String name, Optional<AddressOfRecord> person, Scope... scopes) {
        return new Caller(name, person, Level.COMPANY, Set.of(scopes), Optional.empty()).viewer();
    }

    @Test
    void aPersonIsKnownByTheirAddressWhateverTheirTokenIsCalled() {
        assertThat(of("icon of alice@example.com", Optional.of(BOB), Scope.PRESENCE_READ))
                .isEqualTo(new Viewer(Viewer.Kind.PERSON, "bob@example.com"));
    }

    @Test
    void applicationsAndGuestsAreKnownByTheirNames() {
        assertThat(of("wiki", Optional.empty(), Scope.PRESENCE_READ))
                .isEqualTo(new Viewer(Viewer.Kind.APPLICATION, "wiki"));
        assertThat(of("guest:visitor-17", Optional.empty(), Scope.PRESENCE_READ))
                .isEqualTo(new Viewer(Viewer.Kind.GUEST, "visitor-17"));
    }

    @Test
    void anAdministratorIsOneWhomeverTheirTokenSpeaksFor() {
        assertThat(of("server", Optional.empty(), Scope.ADMIN))
                .isEqualTo(new Viewer(Viewer.Kind.ADMINISTRATOR, "server"));
        assertThat(of("bob@example.com", Optional.of(BOB), Scope.ADMIN))
                .isEqualTo(new Viewer(Viewer.Kind.ADMINISTRATOR, "bob@example.com"));
    }

    @Test
    void aHostileNameBecomesOneThatCanBeKeptAndShown() {
        assertThat(of("guest:a\ud800b\u0000\n", Optional.empty()).name()).isEqualTo("a\ufffdb\ufffd\ufffd");
        assertThat(of("guest:" + "\ud83d\ude00".repeat(10_000), Optional.empty())
                        .name())
                .hasSizeLessThanOrEqualTo(320);
        assertThat(of("guest:Jos\u00e9", Optional.empty()).name()).isEqualTo("Jos\u00e9");
    }
}
