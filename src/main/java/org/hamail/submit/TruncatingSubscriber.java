package org.hamail.submit;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The first 64 KiB of an HTTP answer; whatever is longer ends there, and its connection with it. */
final class TruncatingSubscriber implements BodySubscriber<String> {
    private static final int LONGEST = 64 * 1024;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final byte[] kept = new byte[LONGEST];
    private int length;
    private @Nullable Subscription subscription;
    private boolean unwanted;

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public synchronized void onSubscribe(Subscription given) {
        subscription = given;
        if (unwanted) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            int taken = Math.min(part.remaining(), LONGEST - length);
            part.get(kept, length, taken);
            length += taken;
        }
        if (length == LONGEST) {
            giveUp();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        text.complete(new String(kept, 0, length, StandardCharsets.UTF_8));
    }

    /** Nobody wants the rest. */
    synchronized void giveUp() {
        unwanted = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
