package org.pawn.xml;

/** What an element holds: elements and text. */
public sealed interface XmlNode permits XmlElement, XmlElement.Text {}
