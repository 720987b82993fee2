package org.pawn.access;

import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;

/**
 * Who is asking, whatever the transport.
 *
 * @param name for people and for the audit: an address, an application's name, a guest's
 * @param person present when the caller speaks for a person
 * @param level what an application or guest sees of everybody; a person's comes from the policy
 * @param token the id of the token that was shown; absent for SIP
 */
public record Caller(
        String name, Optional<AddressOfRecord> person, Level level, Set<Scope> scopes, Optional<String> token) {

    /** Before a guest's name, which an application's name never has. */
    public static final String GUEST = "guest:";

    private static final Set<Scope> OWN = Set.of(
            Scope.PRESENCE_READ,
            Scope.PRESENCE_WRITE,
            Scope.FREEBUSY_READ,
            Scope.CALENDAR_WRITE,
            Scope.PEOPLE_READ,
            Scope.CONTACTS,
            Scope.MESSAGE);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** A person who proved it on the spot, by SIP digest or password. */
    public static Caller of(AddressOfRecord person) {
        return new Caller(person.toString(), Optional.of(person), Level.COMPANY, OWN, Optional.empty());
    }

    /** What a person who signs in may do for themself. */
    public static Set<Scope> ownScopes() {
        return OWN;
    }

    /** Who this is for those who are looked at. */
    public Viewer viewer() {
        if (person.isPresent()) {
            Viewer.Kind kind = isAdministrator() ? Viewer.Kind.ADMINISTRATOR : Viewer.Kind.PERSON;
            return new Viewer(kind, person.get().toString());
        }
        boolean guest = name.startsWith(GUEST);
        Viewer.Kind plain = guest ? Viewer.Kind.GUEST : Viewer.Kind.APPLICATION;
        return new Viewer(
                isAdministrator() ? Viewer.Kind.ADMINISTRATOR : plain, guest ? name.substring(GUEST.length()) : name);
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }

    public boolean is(AddressOfRecord address) {
        return person.filter(address::equals).isPresent();
    }

    public boolean isAdministrator() {
        return scopes.contains(Scope.ADMIN);
    }

    /** @throws Refusal.Forbidden without that scope */
    public void require(Scope scope) {
        if (!has(scope)) {
            throw new Refusal.Forbidden("This needs the scope " + scope.label() + ".");
        }
    }

    /**
     * For what belongs to one person: they themself with the scope, or an administrator.
     *
     * @throws Refusal.Forbidden for everybody else
     */
    public void requireOwnerOf(AddressOfRecord address, Scope scope) {
        require(scope);
        if (!is(address) && !isAdministrator()) {
            throw new Refusal.Forbidden("This belongs to someone else.");
        }
    }
}
