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

/// An HTTP server on a free port, with several event loops, so that one client's requests meet on different ones.
public final class TestServer implements AutoCloseable {
    private static final int LOOPS = 3;
    private static final Vertx VERTX = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    private final Handler<HttpServerRequest> handler;
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
        /// A negative port is a free one that all instances share.
        @Override
        public Future<?> start() {
            return vertx.createHttpServer(SocketIoServer.prepare(new HttpServerOptions().setPort(-1)))
                    .requestHandler(handler)
                    .listen()
                    .onSuccess(listening -> port = listening.actualPort());
        }
    }
}
