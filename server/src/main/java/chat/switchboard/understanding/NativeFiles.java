package chat.switchboard.understanding;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/// The files that native code reads, out of their jars. One folder for each version of them; each file
/// is complete or is not there, and is written once.
///
/// Where onnxruntime unpacks its libraries itself, every start leaves 16 MB in the folder for temporary files.
record NativeFiles(Path folder, Path model) {
    private static final String PATH = "onnxruntime.native.path";
    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";

    static NativeFiles unpackedIn(Path folder) throws IOException {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String platform = (mac ? "osx" : "linux") + (arm ? "-aarch64" : "-x64");
        Path own = folder.toAbsolutePath();
        for (String library : List.of("onnxruntime", "onnxruntime4j_jni"))
            unpack("/ai/onnxruntime/native/" + platform + "/lib" + library + (mac ? ".dylib" : ".so"), own);
        return new NativeFiles(own, unpack(MODEL, own));
    }

    /// For the first use of onnxruntime in this process. What the operator said stays.
    void announce() {
        if (System.getProperty(PATH) == null) System.setProperty(PATH, folder.toString());
    }

    /// The size tells whether it is of this version; nobody else writes there.
    private static Path unpack(String resource, Path folder) throws IOException {
        URL url = NativeFiles.class.getResource(resource);
        if (url == null) throw new FileNotFoundException("this build has no " + resource);
        Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        if (!Files.exists(file) || Files.size(file) != size(url)) copy(url, file);
        return file;
    }

    private static long size(URL url) throws IOException {
        return url.openConnection() instanceof JarURLConnection jar
                ? jar.getJarEntry().getSize()
                : url.openConnection().getContentLengthLong();
    }

    private static void copy(URL url, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path partial = Files.createTempFile(file.getParent(), ".unpacking", "");
        try (InputStream content = url.openStream()) {
            Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
            moveIntoPlace(partial, file);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void moveIntoPlace(Path partial, Path file) throws FileSystemException, IOException {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
