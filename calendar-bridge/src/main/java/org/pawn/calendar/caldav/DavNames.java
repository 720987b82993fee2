package org.pawn.calendar.caldav;

import javax.xml.namespace.QName;

/** The elements of WebDAV and CalDAV that we speak of. */
final class DavNames {
    static final String DAV = "DAV:";
    static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    static final String CALENDAR_SERVER = "http://calendarserver.org/ns/";

    static final QName MULTISTATUS = new QName(DAV, "multistatus");
    static final QName RESPONSE = new QName(DAV, "response");
    static final QName HREF = new QName(DAV, "href");
    static final QName STATUS = new QName(DAV, "status");
    static final QName PROPSTAT = new QName(DAV, "propstat");
    static final QName PROP = new QName(DAV, "prop");

    static final QName RESOURCE_TYPE = new QName(DAV, "resourcetype");
    static final QName COLLECTION = new QName(DAV, "collection");
    static final QName CALENDAR = new QName(CALDAV, "calendar");
    static final QName CURRENT_USER_PRINCIPAL = new QName(DAV, "current-user-principal");
    static final QName CALENDAR_HOME_SET = new QName(CALDAV, "calendar-home-set");
    static final QName COMPONENT_SET = new QName(CALDAV, "supported-calendar-component-set");
    static final QName SYNC_TOKEN = new QName(DAV, "sync-token");
    static final QName COLLECTION_TAG = new QName(CALENDAR_SERVER, "getctag");
    static final QName ENTITY_TAG = new QName(DAV, "getetag");
    static final QName CONTENT_TYPE = new QName(DAV, "getcontenttype");
    static final QName CALENDAR_DATA = new QName(CALDAV, "calendar-data");

    private DavNames() {}
}
