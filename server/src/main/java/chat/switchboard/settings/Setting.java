package chat.switchboard.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one component of a feature's settings: all there is to know of a setting but its type.
///
/// Parsing, error messages and the table in `docs/running.md` are made from it.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {
    /// The environment variable. Empty: `SWITCHBOARD_` and the component's name in capitals.
    String name() default "";

    /// One sentence for the operator.
    String says();

    /// As the operator would write it; empty where there is none.
    String fallback() default "";

    /// The command-line flag, for the few that have one.
    String flag() default "";

    /// What the number counts, if anything. `bytes` and `KiB` are both written as bytes, `64KB` or `1MB`; with `KiB`
    /// the value is that many times 1024 bytes.
    String unit() default "";

    /// The smallest and the largest number allowed.
    long least() default 1;

    long most() default Integer.MAX_VALUE;

    /// Whether each part of a list is the origin of a web page, or `*` for any.
    boolean origins() default false;

    /// Whether an origin may stand for all hosts below one: `https://*.example.com`.
    boolean wildcards() default false;

    /// Never printed.
    boolean secret() default false;

    /// The key under which admins change it while the desk runs: `identity.leastPassword`. What is
    /// before the dot is its section. Empty: only the operator sets it, for the next start.
    ///
    /// Whoever reads such a setting must read it anew each time.
    String desk() default "";

    /// The least and the most that admins may choose, as the operator would write it; so that nobody locks all others
    /// out. Empty: as for the operator.
    String deskLeast() default "";

    String deskMost() default "";

    /// What a list may hold; empty for anything.
    String[] options() default {};
}
