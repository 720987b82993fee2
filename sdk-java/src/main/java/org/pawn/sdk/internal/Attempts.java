package org.pawn.sdk.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.AccessToken;
import org.pawn.sdk.PresenceClientException;

/**
 * One API call until it is answered for good. A repeatable one is tried again after a lost connection, 429, 503
 * or while its first try is still being answered; any one is tried again once with another token after 401, because nothing was done then.
 */
final class Attempts {
    /** A longer wait than this is the caller's to decide about. */
    private static final Duration LONGEST_ASKED_WAIT = Duration.ofSeconds(30);

    private final ApiClient client;
    private final ApiCall call;
    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private volatile @Nullable Call running;
    private int tries; // one attempt at a time, handed from thread to thread by the futures
    private boolean tokenRenewed; // likewise

    Attempts(ApiClient client, ApiCall call) {
        this.client = client;
        this.call = call;
        result.whenComplete((answer, failure) -> {
            Call now = running;
            if (result.isCancelled() && now != null) {
                now.cancel();
            }
        });
    }

    CompletableFuture<Answer> start() {
        if (call.anonymous) {
            send(null);
        } else {
            client.tokens().current().whenComplete(this::withToken);
        }
        return result;
    }

    private void withToken(@Nullable AccessToken token, @Nullable Throwable failure) {
        if (failure != null) {
            result.completeExceptionally(ApiClient.unwrapped(failure));
        } else {
            send(token);
        }
    }

    private void send(@Nullable AccessToken token) {
        if (result.isDone()) {
            return;
        }
        tries++;
        Call now;
        try {
            now = client.newCall(call, token);
        } catch (RuntimeException notSendable) { // such as a line break in the token: nobody else would hear of it
            result.completeExceptionally(notSendable);
            return;
        }
        running = now;
        now.enqueue(new Callback() {
            @Override
            public void onResponse(Call done, Response response) {
                try (response) {
                    answered(Answer.of(response, client.boundedText(response)), token);
                } catch (IOException brokenOff) {
                    lost(brokenOff);
                }
            }

            @Override
            public void onFailure(Call failed, IOException failure) {
                lost(failure);
            }
        });
    }

    private void answered(Answer answer, @Nullable AccessToken token) {
        boolean mayRepeat = call.repeatable && tries < client.settings().attempts();
        Duration asked = answer.retryAfter(client.clock()).orElse(Duration.ZERO);
        if (answer.done() || call.anyStatus) {
            result.complete(answer);
        } else if (answer.status() == 401 && token != null && !tokenRenewed) {
            tokenRenewed = true;
            client.tokens().insteadOf(token).whenComplete((other, failure) -> {
                if (failure == null) {
                    send(other);
                } else {
                    result.completeExceptionally(answer.refusal(client.clock()));
                }
            });
        } else if ((answer.status() == 429 || answer.status() == 503 || isStillAnswered(answer))
                && mayRepeat
                && asked.compareTo(LONGEST_ASKED_WAIT) <= 0) {
            again(
                    asked.isZero()
                            ? client.backoff().delay(tries)
                            : client.backoff().delayAfter(asked));
        } else {
            result.completeExceptionally(answer.refusal(client.clock()));
        }
    }

    /** Our own first try is: the answer to it comes under the same key. */
    private boolean isStillAnswered(Answer answer) {
        return answer.status() == 409 && answer.retryAfter(client.clock()).isPresent();
    }

    private void lost(IOException failure) {
        if (call.repeatable && tries < client.settings().attempts()) {
            again(client.backoff().delay(tries));
        } else {
            String server = client.settings().server().toString();
            result.completeExceptionally(PresenceClientException.local(
                    "unreachable", "no answer from " + server + " (" + failure.getMessage() + ")", failure));
        }
    }

    private void again(Duration delay) {
        if (result.isDone()) {
            return;
        }
        try {
            client.timer().schedule(this::start, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException afterClose) {
            result.completeExceptionally(ApiClient.closed());
        }
    }
}
