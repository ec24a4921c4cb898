package chat.switchboard.http;

import chat.switchboard.http.ServerCertificate.Pem;
import chat.switchboard.scheduler.Job;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate in use, and every new one that replaces it in its files. Files that do not fit leave the old one in
/// use and are logged once.
final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final TlsFiles files;
    private final Vertx vertx;
    private final Clock clock;
    private volatile HttpServer listening;
    private Pem seen;
    private ServerCertificate current;
    private String complaint = "";
    private boolean complained;

    /// Reads the files.
    ///
    /// @throws UnusableCertificateException with what is wrong and what to do
    CertificateWatch(TlsFiles files, Vertx vertx, Clock clock) {
        this.files = files;
        this.vertx = vertx;
        this.clock = clock;
        this.seen = Pem.read(files);
        this.current = ServerCertificate.of(files, seen, vertx);
        log("In use");
    }

    ServerCertificate current() {
        return current;
    }

    /// From now on new connections get what the files hold; those that are open keep what they have.
    ///
    /// @param server listens already, maybe as one of several on the same port
    void serves(HttpServer server) {
        listening = server;
    }

    Job job() {
        return Job.onEveryNode("certificate", files.lookEvery(), this::look);
    }

    private void look() {
        HttpServer server = listening;
        if (server == null) return;
        try {
            Pem now = Pem.read(files);
            if (!now.isSameAs(seen)) renew(server, now);
            complaint = "";
        } catch (RuntimeException unusable) {
            complain(unusable instanceof UnusableCertificateException ? unusable.getMessage() : unusable.toString());
        }
    }

    private void renew(HttpServer server, Pem pem) {
        ServerCertificate found = ServerCertificate.of(files, pem, vertx);
        server.updateSSLOptions(found.options())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        seen = pem;
        current = found;
        log("Renewed");
    }

    /// Once, and not before the second look: at the first somebody may be writing still.
    private void complain(String text) {
        if (!text.equals(complaint)) {
            complaint = text;
            complained = false;
        } else if (!complained) {
            complained = true;
            LOG.warn("The certificate stays as it was. {}", text);
        }
    }

    private void log(String what) {
        var until = current.leaf().getNotAfter().toInstant();
        if (until.isBefore(clock.instant())) LOG.warn("{}: a certificate that ended at {}", what, until);
        else LOG.info("{}: a certificate good until {}", what, until);
    }
}
