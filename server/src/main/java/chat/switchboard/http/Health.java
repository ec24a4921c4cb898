package chat.switchboard.http;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/health/live`: this process answers. `/health/ready`: it can also do its work.
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Database database;
    private volatile boolean stopping;

    Health(Database database) {
        this.database = database;
    }

    void live(HttpServerRequest request) {
        answer(request, true);
    }

    void ready(HttpServerRequest request) {
        Context context = Vertx.currentContext();
        Thread.ofVirtual().name("health").start(() -> {
            boolean ready = !stopping && databaseAnswers();
            context.runOnContext(_ -> answer(request, ready));
        });
    }

    /// From now on balancers are told to send nobody here.
    void stopping() {
        stopping = true;
    }

    private boolean databaseAnswers() {
        try {
            return database.transaction(
                    Actor.SYSTEM,
                    handle -> handle.createQuery("SELECT true")
                            .mapTo(boolean.class)
                            .one());
        } catch (RuntimeException e) {
            LOG.warn("Not ready: {}", e.getMessage());
            return false;
        }
    }

    private static void answer(HttpServerRequest request, boolean good) {
        Headers.ofApi(request.response());
        request.response()
                .setStatusCode(good ? 200 : 503)
                .putHeader("Content-Type", "application/json")
                .end(good ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
    }
}
