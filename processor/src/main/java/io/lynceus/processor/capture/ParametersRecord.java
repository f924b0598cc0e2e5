package io.lynceus.processor.capture;

import io.lynceus.processor.decode.Colour;
import io.lynceus.processor.decode.SideData;
import io.lynceus.processor.decode.StreamParameters;
import io.lynceus.schemas.avro.PacketSideData;
import io.lynceus.schemas.avro.PacketSideDataKind;
import io.lynceus.schemas.avro.StreamColour;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demuxer says of a stream and beside its packets, as records have it. */
final class ParametersRecord {
    private ParametersRecord() {}

    static io.lynceus.schemas.avro.@Nullable StreamParameters of(@Nullable StreamParameters from) {
        if (from == null) {
            return null;
        }
        Colour colour = from.colour();
        return io.lynceus.schemas.avro.StreamParameters.newBuilder()
                .setCodecTag(from.codecTag())
                .setPixelFormat(from.pixelFormat())
                .setBitsPerCodedSample(from.bitsPerCodedSample())
                .setProfile(from.profile())
                .setLevel(from.level())
                .setFieldOrder(from.fieldOrder())
                .setVideoDelay(from.videoDelay())
                .setAspectNumerator(from.aspectNumerator())
                .setAspectDenominator(from.aspectDenominator())
                .setColour(new StreamColour(
                        colour.range(),
                        colour.primaries(),
                        colour.transfer(),
                        colour.matrix(),
                        colour.chromaLocation()))
                .setSideData(of(from.sideData()))
                .build();
    }

    static List<PacketSideData> of(List<SideData> from) {
        return from.stream()
                .map(data -> new PacketSideData(kind(data.kind()), data.bytes()))
                .toList();
    }

    private static PacketSideDataKind kind(SideData.Kind kind) {
        return switch (kind) {
            case PALETTE -> PacketSideDataKind.PALETTE;
            case DISPLAY_MATRIX -> PacketSideDataKind.DISPLAY_MATRIX;
            case FRAME_CROPPING -> PacketSideDataKind.FRAME_CROPPING;
        };
    }
}
