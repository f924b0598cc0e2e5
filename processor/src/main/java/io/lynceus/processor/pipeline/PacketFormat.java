package io.lynceus.processor.pipeline;

import io.lynceus.processor.decode.Beside;
import io.lynceus.processor.decode.Colour;
import io.lynceus.processor.decode.SideData;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.processor.decode.StreamParameters;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.PacketSideData;
import io.lynceus.schemas.avro.StreamColour;
import io.lynceus.vision.pixels.Turn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record says of its stream, as a decoder takes it. */
public final class PacketFormat {
    private PacketFormat() {}

    /** Of a keyframe, which says everything. */
    public static StreamFormat of(EncodedPacket packet) {
        ByteBuffer extradata = packet.getExtradata();
        return new StreamFormat(
                packet.getCodec(),
                extradata == null ? null : array(extradata),
                packet.getWidth(),
                packet.getHeight(),
                of(packet.getParameters()));
    }

    /** True when a keyframe needs another decoder than the one for that format. */
    public static boolean differs(StreamFormat known, EncodedPacket packet) {
        ByteBuffer extradata = packet.getExtradata();
        StreamParameters parameters = of(packet.getParameters());
        return known.width() != packet.getWidth()
                || known.height() != packet.getHeight()
                || (parameters != null && !parameters.equals(known.parameters()))
                || (extradata != null
                        && !extradata.equals(known.extradata() == null ? null : ByteBuffer.wrap(known.extradata())));
    }

    /** How the container turns the stream's pictures. */
    static Turn turn(io.lynceus.schemas.avro.StreamParameters parameters) {
        return SideData.turn(sideData(parameters.getSideData()));
    }

    /** What comes with a packet beside its bytes. */
    public static Beside beside(EncodedPacket packet) {
        return packet.getDiscard()
                        || packet.getIncomplete()
                        || !packet.getSideData().isEmpty()
                ? new Beside(packet.getDiscard(), packet.getIncomplete(), sideData(packet.getSideData()))
                : Beside.NOTHING;
    }

    private static @Nullable StreamParameters of(io.lynceus.schemas.avro.@Nullable StreamParameters from) {
        return from == null
                ? null
                : new StreamParameters(
                        from.getCodecTag(),
                        from.getPixelFormat(),
                        from.getBitsPerCodedSample(),
                        from.getProfile(),
                        from.getLevel(),
                        from.getFieldOrder(),
                        from.getVideoDelay(),
                        from.getAspectNumerator(),
                        from.getAspectDenominator(),
                        colour(from.getColour()),
                        sideData(from.getSideData()));
    }

    private static Colour colour(@Nullable StreamColour from) {
        return from == null
                ? Colour.UNSPECIFIED
                : new Colour(
                        from.getRange(),
                        from.getPrimaries(),
                        from.getTransfer(),
                        from.getMatrix(),
                        from.getChromaLocation());
    }

    /** Kinds that only a newer version knows are left out. */
    private static List<SideData> sideData(List<PacketSideData> from) {
        List<SideData> known = new ArrayList<>();
        for (PacketSideData data : from) {
            SideData.Kind kind = switch (data.getKind()) {
                case PALETTE -> SideData.Kind.PALETTE;
                case DISPLAY_MATRIX -> SideData.Kind.DISPLAY_MATRIX;
                case FRAME_CROPPING -> SideData.Kind.FRAME_CROPPING;
                case UNKNOWN -> null;
            };
            if (kind != null) {
                known.add(new SideData(kind, data.getData()));
            }
        }
        return known;
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }
}
