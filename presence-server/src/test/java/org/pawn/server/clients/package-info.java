/** The whole server against real SIP programs. */
package org.pawn.server.clients;
