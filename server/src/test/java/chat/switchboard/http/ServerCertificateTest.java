package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.http.ServerCertificate.Pem;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    static X509Bundle rsa;
    static X509Bundle ec;

    @BeforeAll
    static void issue() throws Exception {
        var builder = new CertificateBuilder().subject("CN=desk.example").setIsCertificateAuthority(true);
        rsa = builder.copy().rsa2048().buildSelfSigned();
        ec = builder.copy().ecp256().buildSelfSigned();
    }

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void every_usual_form_is_read() throws Exception {
        assertThat(read(rsa.getCertificatePEM(), rsa.getPrivateKeyPEM()).leaf()).isEqualTo(rsa.getCertificate());
        assertThat(read(ec.getCertificatePEM(), ec.getPrivateKeyPEM()).leaf()).isEqualTo(ec.getCertificate());
        assertThat(read(rsa.getCertificatePEM(), pkcs1(rsa)).leaf()).isEqualTo(rsa.getCertificate());
        X509Bundle leaf = new CertificateBuilder().subject("CN=leaf").buildIssuedBy(rsa);
        String chain = "Issued for the desk\n" + leaf.getCertificatePEM() + rsa.getCertificatePEM();
        assertThat(read(chain, leaf.getPrivateKeyPEM()).leaf()).isEqualTo(leaf.getCertificate());
    }

    @Test
    void one_file_with_both_may_be_named_twice() throws Exception {
        String both = ec.getPrivateKeyPEM() + "\n" + ec.getCertificatePEM();
        assertThat(read(both, both).leaf()).isEqualTo(ec.getCertificate());
    }

    @Test
    void whatever_is_wrong_is_said_in_one_sentence_that_names_the_file() throws Exception {
        X509Bundle stranger = new CertificateBuilder()
                .subject("CN=x")
                .setIsCertificateAuthority(true)
                .rsa2048()
                .buildSelfSigned();
        String certificate = rsa.getCertificatePEM();
        String key = rsa.getPrivateKeyPEM();
        assertRefused(null, key, "SWITCHBOARD_TLS_CERTIFICATE: there is no file ", "chain.pem");
        assertRefused(certificate, null, "SWITCHBOARD_TLS_KEY: there is no file ", "key.pem");
        assertRefused("", key, "SWITCHBOARD_TLS_CERTIFICATE: ", "chain.pem has no certificate in it");
        assertRefused(certificate, "", "SWITCHBOARD_TLS_KEY: ", "key.pem has no private key in it");
        assertRefused(key, certificate, "SWITCHBOARD_TLS_CERTIFICATE: ", "has no certificate in it");
        assertRefused(certificate, certificate, "SWITCHBOARD_TLS_KEY: ", "has no private key in it");
        assertRefused(certificate, stranger.getPrivateKeyPEM(), "is not that of the first certificate");
        assertRefused(stranger.getCertificatePEM() + certificate, key, "no certificate and key that fit");
        assertRefused(certificate, ec.getPrivateKeyPEM(), "no certificate and key that fit");
        assertRefused(certificate.substring(0, 200), key, "no certificate and key that fit");
        assertRefused(certificate, key.substring(0, 200), "no certificate and key that fit");
        assertRefused(certificate.replace("MII", "!!!"), key, "no certificate and key that fit");
        assertRefused(
                certificate,
                key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
                "needs a passphrase",
                "openssl pkey -in ");
        assertRefused("x".repeat(2_000_000), key, "too large");
        var aFolder = new TlsFiles(folder, folder, Duration.ofSeconds(1));
        assertThatThrownBy(() -> Pem.read(aFolder)).isInstanceOf(UnusableCertificateException.class);
    }

    private static void assertRefused(String chain, String key, String... said) {
        assertThatThrownBy(() -> read(chain, key))
                .isInstanceOf(UnusableCertificateException.class)
                .message()
                .contains(said)
                .doesNotContain("\n", "Exception");
    }

    private static ServerCertificate read(String chain, String key) throws Exception {
        var files = new TlsFiles(folder.resolve("chain.pem"), folder.resolve("key.pem"), Duration.ofSeconds(1));
        write(files.certificate(), chain);
        write(files.key(), key);
        return ServerCertificate.of(files, Pem.read(files), VERTX);
    }

    private static void write(Path file, String content) throws Exception {
        if (content == null) Files.deleteIfExists(file);
        else Files.writeString(file, content);
    }

    private static String pkcs1(X509Bundle bundle) throws Exception {
        byte[] inner = PrivateKeyInfo.getInstance(
                        bundle.getKeyPair().getPrivate().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        return "-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(inner));
    }
}
