/** What the RFCs ask of a SIP server, over sockets alone and over each transport; knows no code of the SIP edge. */
@NullMarked
package org.pawn.server.conformance;

import org.jspecify.annotations.NullMarked;
