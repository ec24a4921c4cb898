package chat.switchboard.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// The message of a line, so that it stays one line. Named in `logback.xml`.
public final class LineConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return LogText.escaped(event.getFormattedMessage());
    }
}
