package io.lynceus.processor.ops;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must be well.
 *
 * @param name a word
 * @param trouble gives what is wrong, for people in a few words, null when nothing is; quick, on any thread
 */
public record Check(String name, Supplier<@Nullable String> trouble) {}
