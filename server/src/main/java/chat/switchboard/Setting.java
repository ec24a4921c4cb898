package chat.switchboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one component of [Config]: all there is to know of a setting but its name and type.
///
/// Parsing, error messages and the table in `docs/running.md` are made from it.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@interface Setting {
    /// One sentence for the operator.
    String says();

    /// As the operator would write it; empty where there is none.
    String fallback() default "";

    /// The command-line flag, for the few that have one.
    String flag() default "";

    /// What a bare number counts, if anything: `bytes` also allows `64KB` and `1MB`.
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
}
