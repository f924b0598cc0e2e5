package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * How parameters lie one after the other in a stretch of memory. Each begins at a
 * multiple of 64 bytes of float32, for cuDNN's kernels fail on one that does not begin
 * at a multiple of 16 ("misaligned address"), so there are gaps, which hold zeros.
 */
public final class Stretch {
    private static final long ALIGNMENT = 16;

    private final List<Long> sizes;
    private final List<Long> rows;

    /** @param sizes of the parameters, in their order, each of one row */
    Stretch(List<Long> sizes) {
        this(sizes, Collections.nCopies(sizes.size(), 1L));
    }

    private Stretch(List<Long> sizes, List<Long> rows) {
        this.sizes = List.copyOf(sizes);
        this.rows = List.copyOf(rows);
    }

    static Stretch of(List<Parameter> parameters) {
        return new Stretch(
                parameters.stream().map(Parameter::size).toList(),
                parameters.stream().map(Parameter::rows).toList());
    }

    /** Numbers that a parameter of that size takes, its gap counted in. */
    static long room(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Numbers in all, gaps counted in. */
    long length() {
        return sizes.stream().mapToLong(Stretch::room).sum();
    }

    /** Numbers in all without the gaps: what a file holds. */
    public long packedLength() {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /** The numbers of a tensor of this stretch without the gaps; a copy, in the open PointerScope. */
    public Tensor packed(Tensor whole) {
        return sizes.isEmpty()
                ? whole.narrow(0, 0, 0)
                : torch.cat(new TensorVector(pieces(whole).toArray(Tensor[]::new)));
    }

    /** Writes what {@link #packed} gave into a tensor of this stretch, as it lay there. */
    public void unpack(Tensor packed, Tensor whole) {
        long read = 0;
        for (Tensor piece : pieces(whole)) {
            long size = piece.size(0);
            piece.copy_(packed.narrow(0, read, size));
            read += size;
        }
    }

    /**
     * Each parameter of a tensor of this stretch as a matrix with a row for each of its output channels; views, in the
     * open PointerScope.
     */
    public List<Tensor> matrices(Tensor whole) {
        List<Tensor> pieces = pieces(whole);
        return IntStream.range(0, pieces.size())
                .mapToObj(i -> pieces.get(i).view(rows.get(i), -1))
                .toList();
    }

    private List<Tensor> pieces(Tensor whole) {
        List<Tensor> pieces = new ArrayList<>();
        long start = 0;
        for (long size : sizes) {
            pieces.add(whole.narrow(0, start, size));
            start += room(size);
        }
        return pieces;
    }
}
