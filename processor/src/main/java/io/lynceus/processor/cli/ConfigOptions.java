package io.lynceus.processor.cli;

import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.config.ConfigKey;
import io.lynceus.processor.config.ConfigText;
import io.lynceus.processor.config.Key;
import io.lynceus.processor.config.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * Where a verb's configuration comes from: a file, and before it what the command line says. A verb has this as a
 * mixin, and {@link Transformer} gives it an option for each key that has one.
 *
 * @param <T> the configuration
 */
final class ConfigOptions<T extends Record> {
    @Option(
            names = "--config",
            paramLabel = "FILE.yaml",
            description = "The configuration (default: no file). What the command line says goes before it.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any key of the configuration, such as model.score=0.4. Repeatable.")
    private List<String> sets = List.of();

    @Option(
            names = "--print-config",
            description = "Print every key with its value and what it is for, as a file for --config, and end.")
    private boolean print;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    private final Class<T> type;

    ConfigOptions(Class<T> type) {
        this.type = type;
    }

    /** A verb that is configured so. */
    interface Configured {
        /** Its mixin. */
        ConfigOptions<?> config();
    }

    /** Gives a {@link Configured} verb the options of its keys, described as the keys are. */
    static final class Transformer implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec verb) {
            Class<?> type = ((Configured) verb.userObject()).config().type;
            for (ConfigKey key : ConfigKey.of(type)) {
                Key about = key.about();
                if (about != null && !about.option().isEmpty()) {
                    verb.addOption(option(key, about));
                }
            }
            return verb;
        }
    }

    private static OptionSpec option(ConfigKey key, Key about) {
        boolean flag = key.type() == Boolean.class;
        String what = about.value();
        return OptionSpec.builder(about.option())
                .type(flag ? Boolean.class : String.class)
                .arity(flag ? "0" : "1")
                .paramLabel(about.label())
                .description(Character.toUpperCase(what.charAt(0)) + what.substring(1) + ".", "Key: " + key.path())
                .build();
    }

    /** The file, null when there is none. */
    @Nullable
    Path file() {
        return file;
    }

    /**
     * The configuration, whole.
     *
     * @throws io.lynceus.vision.UserError with file or option, and path, when something is wrong
     */
    T read() {
        return ConfigFile.read(file, settings(), type);
    }

    /** What the command line says. */
    List<Setting> settings() {
        ParseResult given = verb.commandLine().getParseResult();
        List<Setting> settings = new ArrayList<>();
        for (ConfigKey key : ConfigKey.of(type)) {
            Key about = key.about();
            if (about != null && !about.option().isEmpty() && given.hasMatchedOption(about.option())) {
                Object value = given.matchedOptionValue(about.option(), "");
                settings.add(new Setting(about.option(), key.path(), value.toString()));
            }
        }
        sets.stream().map(Setting::parse).forEach(settings::add);
        return settings;
    }

    /** Prints the configuration, if that is what was asked for; true when it was. */
    boolean printed(T config, PrintWriter out) {
        if (print) {
            ConfigText.lines(config).forEach(out::println);
            out.flush();
        }
        return print;
    }
}
