package chat.switchboard;

import chat.switchboard.contract.Contract;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;

/// What a server needs beside its database, so that it can be loaded while PostgreSQL starts.
public record Foundation(Vertx vertx, Contract contract) {

    /// Begins at once, on a thread of its own.
    static CompletableFuture<Foundation> loading() {
        return CompletableFuture.supplyAsync(
                Foundation::load,
                task -> Thread.ofPlatform().daemon().name("foundation").start(task));
    }

    static Foundation load() {
        return new Foundation(Vertx.vertx(new VertxOptions().setPreferNativeTransport(true)), Contract.load());
    }
}
