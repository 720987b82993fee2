package org.pawn.server.sip.wire;

import java.util.Optional;

/** Makes the responders: what is answered becomes bytes, is kept for retransmissions, and goes back. Thread-safe. */
final class Answers {
    private final WayOut out;
    private final long tagKey;

    /** @param tagKey what makes the tags of stateless answers ours alone */
    Answers(WayOut out, long tagKey) {
        this.out = out;
        this.tagKey = tagKey;
    }

    /** Answers one request, once; keeps nothing where there is no transaction. */
    SipResponder once(SipRequest request, Via via, Optional<ServerTransactions.Transaction> transaction) {
        return response -> {
            byte[] bytes = bytes(response, request, via);
            if (transaction.map(open -> open.answered(bytes)).orElse(true)) {
                out.answer(request.peer(), via, bytes);
            }
            if (response.status() == 401 || response.status() == 407) {
                transaction.ifPresent(ServerTransactions.Transaction::forget);
            }
        };
    }

    /** Answers one INVITE: what is provisional, too. */
    SipResponder within(SipRequest invite, Via via, InviteServers.Transaction transaction) {
        return new SipResponder() {
            @Override
            public void answer(SipResponse response) {
                transaction.answer(response.status(), bytes(response, invite, via));
                if (response.status() == 401 || response.status() == 407) {
                    transaction.forget();
                }
            }

            @Override
            public void onCancel(Runnable action) {
                transaction.onCancel(action);
            }
        };
    }

    /** Says to the very source what is wrong with its message: its Via may be that. */
    void refuse(SipPeer peer, MalformedMessage malformed, SipHeaders salvaged) {
        SipResponse response = SipResponse.of(malformed.status(), malformed.reason());
        out.write(peer, MessageWriter.response(response, salvaged, peer, MessageWriter.statelessTag(salvaged, tagKey)));
    }

    private byte[] bytes(SipResponse response, SipRequest request, Via via) {
        String tag = MessageWriter.statelessTag(request.headers(), tagKey);
        return MessageWriter.response(response, request, via, tag);
    }
}
