package chat.switchboard.fault;

import java.io.IOException;
import java.io.UncheckedIOException;

/// What Java itself cannot send.
enum Signal {
    STOP,
    CONT,
    INT;

    void to(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
