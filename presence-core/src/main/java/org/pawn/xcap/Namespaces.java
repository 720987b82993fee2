package org.pawn.xcap;

/** The namespaces of the documents. */
final class Namespaces {
    static final String RESOURCE_LISTS = "urn:ietf:params:xml:ns:resource-lists";
    static final String RLS_SERVICES = "urn:ietf:params:xml:ns:rls-services";
    static final String COMMON_POLICY = "urn:ietf:params:xml:ns:common-policy";
    static final String PRES_RULES = "urn:ietf:params:xml:ns:pres-rules";
    static final String OMA_COMMON_POLICY = "urn:oma:xml:xdm:common-policy";
    static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    static final String XCAP_CAPS = "urn:ietf:params:xml:ns:xcap-caps";

    /** What we say in these documents that the standards have no word for. */
    static final String PAWN = "urn:pawn:xcap";

    private Namespaces() {}
}
