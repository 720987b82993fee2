package org.pawn.pidf;

/** The namespaces we read and write. */
final class Namespaces {
    static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    static final String DATA_MODEL = "urn:ietf:params:xml:ns:pidf:data-model";
    static final String RPID = "urn:ietf:params:xml:ns:pidf:rpid";
    static final String TIMED_STATUS = "urn:ietf:params:xml:ns:pidf:timed-status";
    static final String CIPID = "urn:ietf:params:xml:ns:pidf:cipid";
    static final String CAPABILITIES = "urn:ietf:params:xml:ns:pidf:caps";
    static final String LOCATION_TYPE = "urn:ietf:params:xml:ns:location-type";
    private static final String RPID_DRAFT_STATUS = "urn:ietf:params:xml:ns:pidf:status:rpid";
    private static final String RPID_DRAFT_TUPLE = "urn:ietf:params:xml:ns:pidf:rpid-tuple";

    private Namespaces() {}

    /** RPID, or one of the drafts' names that old clients still send. */
    static boolean isRpid(String namespace) {
        return namespace.equals(RPID) || namespace.equals(RPID_DRAFT_STATUS) || namespace.equals(RPID_DRAFT_TUPLE);
    }
}
