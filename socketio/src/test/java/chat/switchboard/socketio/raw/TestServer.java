package chat.switchboard.socketio.raw;

import chat.switchboard.socketio.SocketIoServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;

/// An HTTP server on a free port, with several event loops, so that one client's requests meet on different ones.
public final class TestServer implements AutoCloseable {
    private static final int LOOPS = 3;
    private static final Vertx VERTX = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    /// A negative port is a free one, shared by all who ask with the same number.
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(-1);

    private final Handler<HttpServerRequest> handler;
    private final int wantedPort = NEXT_PORT.getAndDecrement();
    private final String deployment;
    private volatile int port;

    private TestServer(Handler<HttpServerRequest> handler) {
        this.handler = handler;
        this.deployment = VERTX.deployVerticle(Listening::new, new DeploymentOptions().setInstances(LOOPS))
                .await();
    }

    public static TestServer start(Handler<HttpServerRequest> handler) {
        return new TestServer(handler);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        VERTX.undeploy(deployment).await();
    }

    private final class Listening extends VerticleBase {
        @Override
        public Future<?> start() {
            return vertx.createHttpServer(SocketIoServer.prepare(new HttpServerOptions().setPort(wantedPort)))
                    .requestHandler(handler)
                    .listen()
                    .onSuccess(listening -> port = listening.actualPort());
        }
    }
}
