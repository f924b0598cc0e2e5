package io.lynceus.processor.cli;

import io.lynceus.processor.decode.DecoderKind;
import io.lynceus.processor.decode.Decoders;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Where a video is decoded, for the verbs without a configuration file. */
final class DecoderOption {
    @Option(
            names = "--decoder",
            paramLabel = "NAME",
            description = "cpu, nvdec (an NVIDIA card's video chip), nvdec-direct (pictures stay on the card, too; has"
                    + " not run on one yet), or auto, which is cpu (default: ${DEFAULT-VALUE}).")
    private String decoder = DecoderKind.AUTO.toString();

    /**
     * @param told when it is not what was asked for
     * @throws io.lynceus.vision.UserError when there is none of that name
     */
    Decoders decoders(Consumer<String> told) {
        return Decoders.of(DecoderKind.of(decoder), why -> told.accept("decoder: " + why));
    }
}
