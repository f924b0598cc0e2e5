package io.lynceus.vision.engine;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A lane's input and output in host memory, which is its maker's: cut into one part for each picture of the batch. */
public final class HostTensors {
    private final List<Slot> slots = new ArrayList<>();
    private final List<FloatBuffer> outputs = new ArrayList<>();
    private final Head head;

    /**
     * @param input bytes [batch, 3, height, width] from 0
     * @param output a float32 tensor with the batch first, from 0 to its limit
     */
    public HostTensors(ByteBuffer input, Pixels pixels, InputSize size, int batch, ByteBuffer output, Head head) {
        this.head = head;
        int picture = Math.toIntExact(Slot.bytes(size.width(), size.height()));
        int result = output.limit() / batch;
        for (int i = 0; i < batch; i++) {
            slots.add(new Slot(input.slice(i * picture, picture), pixels, size.width(), size.height()));
            outputs.add(output.slice(i * result, result)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer());
        }
    }

    /** See {@link Lane#write}. */
    public Letterbox write(int place, PictureSource picture) {
        return picture.into(slots.get(place));
    }

    /** See {@link Lane#read}. */
    public Candidates read(int place, float least) {
        return head.read(outputs.get(place), least);
    }
}
