package chat.switchboard.bench;

import java.io.IOException;
import java.nio.file.Path;

/// Something to measure: Switchboard or a variant of the peer.
interface Subject {
    /// As the report calls it.
    String name();

    /// Starts it on the data in `folder`, which is new and empty the first time, and waits until it answers.
    Instance start(Path folder, Children children) throws IOException, InterruptedException;
}
