package chat.switchboard.languagemodel;

import java.time.Duration;

/// What came back from the endpoint.
sealed interface Reply {
    Result result();

    /// The HTTP status, or null where there was none.
    Integer status();

    /// @param content untrusted
    /// @param usage as the endpoint counts it; null where it does not say
    /// @param cut whether the model stopped because the answer may not be longer
    record Said(String content, Usage usage, boolean cut) implements Reply {
        @Override
        public Result result() {
            return Result.ANSWERED;
        }

        @Override
        public Integer status() {
            return 200;
        }
    }

    /// @param retryAfter what the endpoint asked for, or null
    record Failed(Result result, Integer status, Duration retryAfter) implements Reply {
        static Failed of(Result result) {
            return new Failed(result, null, null);
        }
    }

    /// In tokens.
    record Usage(int prompt, int answer) {}
}
