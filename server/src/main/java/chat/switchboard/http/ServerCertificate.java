package chat.switchboard.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/// A certificate chain with its private key, read and found usable.
final class ServerCertificate {
    private static final String CERTIFICATE = "SWITCHBOARD_TLS_CERTIFICATE";
    private static final String KEY = "SWITCHBOARD_TLS_KEY";
    private static final int MOST_BYTES = 1 << 20;
    private static final Set<String> PROTOCOLS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));
    /// Forward secrecy and authenticated encryption only: Mozilla's intermediate profile without finite-field
    /// Diffie-Hellman.
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /// The files' content.
    record Pem(byte[] certificate, byte[] key) {
        /// @throws UnusableCertificateException naming the file that cannot be read
        static Pem read(TlsFiles files) {
            return new Pem(bytes(CERTIFICATE, files.certificate()), bytes(KEY, files.key()));
        }

        boolean isSameAs(Pem other) {
            return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
        }
    }

    private final PemKeyCertOptions options;
    private final X509Certificate leaf;

    private ServerCertificate(PemKeyCertOptions options, X509Certificate leaf) {
        this.options = options;
        this.leaf = leaf;
    }

    /// @throws UnusableCertificateException with what is wrong and what to do
    static ServerCertificate of(TlsFiles files, Pem pem, Vertx vertx) {
        complainAboutContent(files, pem);
        var options = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(pem.certificate))
                .addKeyValue(Buffer.buffer(pem.key));
        X509KeyManager manager = keyManager(options, files, vertx);
        String alias = alias(manager);
        X509Certificate leaf = manager.getCertificateChain(alias)[0];
        if (!fit(manager.getPrivateKey(alias), leaf))
            throw new UnusableCertificateException(String.format(
                    Locale.ROOT,
                    "%s: the key in %s is not that of the first certificate in %s; the server's own certificate must come first.",
                    KEY,
                    files.key(),
                    files.certificate()));
        return new ServerCertificate(options, leaf);
    }

    X509Certificate leaf() {
        return leaf;
    }

    /// Makes the server show this certificate. What takes long in a handshake is computed beside the event loops.
    HttpServerOptions secure(HttpServerOptions http) {
        CIPHERS.forEach(http::addEnabledCipherSuite);
        return http.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(options)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true));
    }

    /// For a server that listens already.
    ServerSSLOptions options() {
        return secure(new HttpServerOptions()).getSslOptions();
    }

    private static byte[] bytes(String setting, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES)
                throw new UnusableCertificateException(
                        String.format(Locale.ROOT, "%s: %s is too large for a PEM file.", setting, file));
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnusableCertificateException(
                    String.format(Locale.ROOT, "%s: there is no file %s.", setting, file));
        } catch (AccessDeniedException e) {
            throw new UnusableCertificateException(String.format(
                    Locale.ROOT,
                    "%s: %s may not be read; give the user that runs Switchboard the right to.",
                    setting,
                    file));
        } catch (IOException e) {
            throw new UnusableCertificateException(
                    String.format(Locale.ROOT, "%s: %s cannot be read: %s.", setting, file, e.getMessage()));
        }
    }

    /// What can be told better than by the parser.
    private static void complainAboutContent(TlsFiles files, Pem pem) {
        if (!has(pem.certificate, "-----BEGIN CERTIFICATE-----"))
            throw new UnusableCertificateException(String.format(
                    Locale.ROOT,
                    "%s: %s has no certificate in it; name the PEM file that begins with -----BEGIN CERTIFICATE-----.",
                    CERTIFICATE,
                    files.certificate()));
        if (has(pem.key, "ENCRYPTED"))
            throw new UnusableCertificateException(String.format(
                    Locale.ROOT,
                    "%s: %s needs a passphrase; write it without one: openssl pkey -in %2$s -out new.key",
                    KEY,
                    files.key()));
        if (!has(pem.key, "PRIVATE KEY-----"))
            throw new UnusableCertificateException(String.format(
                    Locale.ROOT,
                    "%s: %s has no private key in it; name the PEM file that begins with -----BEGIN PRIVATE KEY-----.",
                    KEY,
                    files.key()));
    }

    private static boolean has(byte[] pem, String text) {
        return new String(pem, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static X509KeyManager keyManager(PemKeyCertOptions options, TlsFiles files, Vertx vertx) {
        try {
            for (KeyManager manager : options.getKeyManagerFactory(vertx).getKeyManagers())
                if (manager instanceof X509KeyManager x509) return x509;
            throw new IllegalStateException("No X.509 key manager");
        } catch (Exception unreadable) {
            throw new UnusableCertificateException(String.format(
                    Locale.ROOT,
                    "%s: %s and %s are no certificate and key that fit: RSA or EC, whole, the server's own certificate first and then its issuers in order.",
                    CERTIFICATE,
                    files.certificate(),
                    files.key()));
        }
    }

    private static String alias(X509KeyManager manager) {
        String[] rsa = manager.getServerAliases("RSA", null);
        return (rsa != null ? rsa : manager.getServerAliases("EC", null))[0];
    }

    /// Whether what the key signs is what the certificate's key confirms.
    private static boolean fit(PrivateKey key, X509Certificate certificate) {
        try {
            byte[] sample = {1, 2, 3};
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException differentKind) {
            return false;
        }
    }
}
