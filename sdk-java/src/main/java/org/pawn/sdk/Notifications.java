package org.pawn.sdk;

import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.internal.ApiCall;
import org.pawn.sdk.internal.ApiClient;
import org.pawn.sdk.internal.RequestJson;
import org.pawn.sdk.internal.WeekJson;

/**
 * What a person chose of how messages come to them; from {@link PresenceClient#notifications()}. For their own, or an
 * administrator. Thread-safe.
 */
public final class Notifications {
    private static final String QUIET_HOURS = "quiet-hours";
    private static final String NOTIFICATIONS = "notifications";

    private final ApiClient api;

    Notifications(ApiClient api) {
        this.api = api;
    }

    /** When the person wants to be left alone. */
    public QuietHours quietHours(String address) {
        return ApiClient.await(quietHoursAsync(address));
    }

    /** Twin of {@link #quietHours}. */
    public CompletableFuture<QuietHours> quietHoursAsync(String address) {
        return api.send(ApiCall.get("v1", "people", address, QUIET_HOURS), WeekJson::quietHours);
    }

    /**
     * Replaces the quiet hours; at least one day. While they run, messages come as under DoNotDisturb and others see no
     * difference; what waited for a time that is quiet no more is delivered at once.
     */
    public QuietHours putQuietHours(String address, WeeklyHours week) {
        return ApiClient.await(putQuietHoursAsync(address, week));
    }

    /** Twin of {@link #putQuietHours}. */
    public CompletableFuture<QuietHours> putQuietHoursAsync(String address, WeeklyHours week) {
        ApiCall call = ApiCall.put("v1", "people", address, QUIET_HOURS).json(WeekJson.write(week));
        return api.send(call, WeekJson::quietHours);
    }

    /** Has none any more. */
    public void deleteQuietHours(String address) {
        ApiClient.await(deleteQuietHoursAsync(address));
    }

    /** Twin of {@link #deleteQuietHours}. */
    public CompletableFuture<Void> deleteQuietHoursAsync(String address) {
        return api.send(ApiCall.delete("v1", "people", address, QUIET_HOURS), RequestJson::nothing);
    }

    /** Whether plain SIP phones get messages though the person is not to be disturbed; otherwise messages wait for them. */
    public boolean deliverToPhones(String address) {
        return ApiClient.await(deliverToPhonesAsync(address));
    }

    /** Twin of {@link #deliverToPhones(String)}. */
    public CompletableFuture<Boolean> deliverToPhonesAsync(String address) {
        return api.send(ApiCall.get("v1", "people", address, NOTIFICATIONS), WeekJson::deliverToPhones);
    }

    /** Chooses that, and gives what is chosen then. */
    public boolean deliverToPhones(String address, boolean deliver) {
        return ApiClient.await(deliverToPhonesAsync(address, deliver));
    }

    /** Twin of {@link #deliverToPhones(String, boolean)}. */
    public CompletableFuture<Boolean> deliverToPhonesAsync(String address, boolean deliver) {
        ApiCall call = ApiCall.put("v1", "people", address, NOTIFICATIONS).json(WeekJson.deliverToPhones(deliver));
        return api.send(call, WeekJson::deliverToPhones);
    }
}
