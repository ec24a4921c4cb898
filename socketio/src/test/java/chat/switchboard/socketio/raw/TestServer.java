package chat.switchboard.socketio.raw;

import chat.switchboard.socketio.SocketIoServer;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
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

    private final HttpServerOptions options;

    private TestServer(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        this.options = SocketIoServer.prepare(options);
        this.handler = handler;
        this.deployment = VERTX.deployVerticle(Listening::new, new DeploymentOptions().setInstances(LOOPS))
                .await();
    }

    public static TestServer start(Handler<HttpServerRequest> handler) {
        return new TestServer(new HttpServerOptions(), handler);
    }

    /// Over TLS, with this certificate.
    public static TestServer start(X509Bundle certificate, Handler<HttpServerRequest> handler) {
        KeyCertOptions key = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
                .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM()));
        return new TestServer(
                new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(key), handler);
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
            return vertx.createHttpServer(new HttpServerOptions(options).setPort(wantedPort))
                    .requestHandler(handler)
                    .listen()
                    .onSuccess(listening -> port = listening.actualPort());
        }
    }
}
