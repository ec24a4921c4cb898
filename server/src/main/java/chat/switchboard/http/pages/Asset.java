package chat.switchboard.http.pages;

import chat.switchboard.http.api.Gzip;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/// A file of the pages, in memory.
final class Asset {
    /// What the bundler names by its content never changes.
    private static final Pattern HASHED = Pattern.compile(".*/assets/.*-[\\w-]{8,}\\.\\w+");

    private static final Pattern WORTH_COMPRESSING = Pattern.compile("text/.*|.*(javascript|json|svg\\+xml|xml)");
    private static final int LEAST_WORTH_COMPRESSING = 1_000;

    private final Buffer plain;
    private final String contentType;
    private final String tag;
    private final String caching;
    /// Null until it is compressed, or for ever where that would not help.
    private volatile Buffer gzip;

    Asset(String path, byte[] bytes) {
        plain = Buffer.buffer(bytes);
        contentType = contentType(path);
        tag = tag(bytes);
        caching = HASHED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache";
    }

    /// Takes a while for large files: not on an event loop.
    void compress() {
        if (plain.length() < LEAST_WORTH_COMPRESSING
                || !WORTH_COMPRESSING.matcher(mimeType()).matches()) return;
        gzip = Buffer.buffer(Gzip.best(plain.getBytes()));
    }

    void serve(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        Buffer compressed = Gzip.isAccepted(request) ? gzip : null;
        String version = compressed == null ? "\"" + tag + "\"" : "\"" + tag + "-gzip\"";
        response.putHeader("ETag", version).putHeader("Cache-Control", caching).putHeader("Vary", "Accept-Encoding");
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(version)) {
            response.setStatusCode(304).end();
            return;
        }
        if (compressed != null) response.putHeader("Content-Encoding", "gzip");
        response.putHeader("Content-Type", contentType);
        response.end(compressed == null ? plain : compressed);
    }

    private String mimeType() {
        return contentType.split(";", 2)[0];
    }

    private static String contentType(String path) {
        String type = MimeMapping.mimeTypeForFilename(path);
        if (type == null) return "application/octet-stream";
        return WORTH_COMPRESSING.matcher(type).matches() ? type + "; charset=utf-8" : type;
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
