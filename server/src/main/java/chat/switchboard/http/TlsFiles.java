package chat.switchboard.http;

import java.nio.file.Path;
import java.time.Duration;

/// Where the server's certificate and key are.
///
/// @param certificate PEM: the server's own certificate first, then the chain
/// @param key PEM: the private key of the first certificate, RSA or EC, without a passphrase
/// @param lookEvery how often the files are looked at for a change
public record TlsFiles(Path certificate, Path key, Duration lookEvery) {}
