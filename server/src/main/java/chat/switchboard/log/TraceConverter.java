package chat.switchboard.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;

/// The stack trace under a line: where it happened, and of the messages only what [LogText] lets through. Each line is
/// indented, so that none can be taken for one of the log's own. Named in `logback.xml`.
public final class TraceConverter extends ThrowableHandlingConverter {
    private static final int MOST_CAUSES = 10;
    private static final int MOST_FRAMES = 100;

    @Override
    public String convert(ILoggingEvent event) {
        if (!(event.getThrowableProxy() instanceof ThrowableProxy proxy)) return "";
        StringBuilder trace = new StringBuilder();
        Throwable cause = proxy.getThrowable();
        StackTraceElement[] outer = new StackTraceElement[0];
        for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
            append(trace, i == 0 ? "  " : "  caused by ", cause, outer);
            outer = cause.getStackTrace();
        }
        return trace.toString();
    }

    private static void append(StringBuilder trace, String begin, Throwable fault, StackTraceElement[] outer) {
        trace.append(begin).append(fault.getClass().getName());
        String words = LogText.words(fault);
        if (words != null) trace.append(": ").append(LogText.escaped(words));
        trace.append('\n');
        StackTraceElement[] frames = fault.getStackTrace();
        int common = common(frames, outer);
        int shown = Math.min(MOST_FRAMES, frames.length - common);
        for (int i = 0; i < shown; i++)
            trace.append("    at ").append(frames[i]).append('\n');
        if (shown < frames.length)
            trace.append("    … ").append(frames.length - shown).append(" more\n");
        for (Throwable suppressed : fault.getSuppressed())
            trace.append("    suppressed ").append(LogText.line(suppressed)).append('\n');
    }

    /// Frames at the end that the trace above has shown.
    private static int common(StackTraceElement[] frames, StackTraceElement[] outer) {
        int common = 0;
        while (common < Math.min(frames.length, outer.length)
                && frames[frames.length - 1 - common].equals(outer[outer.length - 1 - common])) common++;
        return common;
    }
}
