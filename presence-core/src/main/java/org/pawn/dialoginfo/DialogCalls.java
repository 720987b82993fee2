package org.pawn.dialoginfo;

import org.pawn.presence.Call;
import org.pawn.presence.PublishedCalls;

/** What dialog state means to presence: which calls there are, and how far each is. Pure. */
public final class DialogCalls {
    private DialogCalls() {}

    public static PublishedCalls of(DialogInfo document) {
        return new PublishedCalls(
                document.version(),
                document.full(),
                document.dialogs().stream().map(DialogCalls::call).toList());
    }

    /** On hold is still in a call; a phone that mixes three parties is a focus itself. */
    private static Call call(Dialog dialog) {
        Call.Role role = dialog.direction()
                .map(direction -> switch (direction) {
                    case INITIATOR -> Call.Role.CALLER;
                    case RECIPIENT -> Call.Role.CALLEE;
                })
                .orElse(Call.Role.UNKNOWN);
        Call.Phase phase = switch (dialog.state()) {
            case TRYING, PROCEEDING -> Call.Phase.BEGUN;
            case EARLY -> Call.Phase.RINGING;
            case CONFIRMED -> Call.Phase.CONFIRMED;
            case TERMINATED -> Call.Phase.ENDED;
        };
        boolean conference = dialog.remote().isFocus() || dialog.local().isFocus();
        return new Call(dialog.id(), role, phase, conference);
    }
}
