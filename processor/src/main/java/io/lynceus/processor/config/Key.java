package io.lynceus.processor.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a key of a configuration is for. Help, {@code --print-config} and the documentation are made from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /** What it means, with its unit, in one line. */
    String value();

    /** The option that sets it too, such as {@code --threads}; empty for none. */
    String option() default "";

    /** What a value looks like, such as {@code HOST:PORT}. */
    String label() default "VALUE";
}
