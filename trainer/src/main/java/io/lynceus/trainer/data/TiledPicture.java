package io.lynceus.trainer.data;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;
import static org.bytedeco.ffmpeg.global.avutil.av_image_fill_black;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_count_planes;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.io.IOException;
import java.util.BitSet;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * A still picture that a container stores as tiles, each a stream of its own, as phones do: put together tile by tile.
 * Owns native memory until closed; one thread.
 */
final class TiledPicture implements AutoCloseable {
    private static final int MATRIX_BYTES = 36;
    /** None that a data set holds is larger; a file says what it likes. */
    private static final long MOST_PIXELS = 1L << 28;

    private final AVStreamGroup group;
    private final AVStreamGroupTileGrid grid;
    private final AVFrame whole = av_frame_alloc();
    private final BitSet placed = new BitSet();

    TiledPicture(AVStreamGroup group) {
        this.group = group;
        this.grid = group.params_tile_grid();
    }

    /** Whether a stream is one of its tiles. */
    boolean has(int stream) {
        for (int i = 0; i < grid.nb_tiles(); i++) {
            if (group.streams(grid.offsets_idx(i)).index() == stream) {
                return true;
            }
        }
        return false;
    }

    /**
     * Copies a decoded tile to wherever it belongs.
     *
     * @param stream number of the tile's stream in the file
     * @throws IOException when it does not fit there
     */
    void put(int stream, AVFrame tile) throws IOException {
        if (whole.width() == 0) {
            begin(tile);
        }
        for (int i = 0; i < grid.nb_tiles(); i++) {
            if (group.streams(grid.offsets_idx(i)).index() == stream) {
                copy(tile, grid.offsets_horizontal(i), grid.offsets_vertical(i));
                placed.set(i);
            }
        }
    }

    private void begin(AVFrame tile) throws IOException {
        if ((long) grid.coded_width() * grid.coded_height() > MOST_PIXELS) {
            throw new IOException("too large: " + grid.coded_width() + "x" + grid.coded_height());
        }
        whole.width(grid.coded_width());
        whole.height(grid.coded_height());
        whole.format(tile.format());
        if (av_frame_get_buffer(whole, 0) < 0 || av_frame_copy_props(whole, tile) < 0) {
            throw new IOException("no memory for its " + grid.coded_width() + "x" + grid.coded_height() + " pixels");
        }
        blacken();
    }

    /** Tiles on a canvas need not cover it. */
    private void blacken() throws IOException {
        try (SizeTPointer strides = new SizeTPointer(AVFrame.AV_NUM_DATA_POINTERS)) {
            for (int plane = 0; plane < AVFrame.AV_NUM_DATA_POINTERS; plane++) {
                strides.put(plane, whole.linesize(plane));
            }
            int done = av_image_fill_black(
                    whole.data(), strides, whole.format(), whole.color_range(), whole.width(), whole.height());
            if (done < 0) {
                throw new IOException("its pixels are of a kind that has no black");
            }
        }
    }

    private void copy(AVFrame tile, int x, int y) throws IOException {
        if (tile.format() != whole.format()
                || x < 0
                || y < 0
                || x > whole.width() - tile.width()
                || y > whole.height() - tile.height()) {
            throw new IOException("damaged: a tile does not fit");
        }
        int shift = av_pix_fmt_desc_get(tile.format()).log2_chroma_h();
        for (int plane = 0; plane < av_pix_fmt_count_planes(tile.format()); plane++) {
            int down = plane == 1 || plane == 2 ? shift : 0;
            long from = (long) (y >> down) * whole.linesize(plane) + av_image_get_linesize(tile.format(), x, plane);
            av_image_copy_plane(
                    whole.data(plane).getPointer(from),
                    whole.linesize(plane),
                    tile.data(plane),
                    tile.linesize(plane),
                    av_image_get_linesize(tile.format(), tile.width(), plane),
                    -(-tile.height() >> down));
        }
    }

    /**
     * The picture as it is shown; valid until this is closed.
     *
     * @throws IOException when a tile did not come
     */
    AVFrame whole() throws IOException {
        if (whole.width() == 0) {
            throw new IOException("cannot be decoded: none of its tiles is a picture");
        }
        if (placed.cardinality() < grid.nb_tiles()) {
            throw new IOException(
                    "cut short: " + placed.cardinality() + " of its " + grid.nb_tiles() + " tiles are there");
        }
        whole.crop_left(grid.horizontal_offset());
        whole.crop_top(grid.vertical_offset());
        whole.crop_right(grid.coded_width() - grid.horizontal_offset() - (long) grid.width());
        whole.crop_bottom(grid.coded_height() - grid.vertical_offset() - (long) grid.height());
        if (av_frame_apply_cropping(whole, AV_FRAME_CROP_UNALIGNED) < 0) {
            throw new IOException("damaged: nothing is left of its " + grid.coded_width() + "x" + grid.coded_height());
        }
        turn();
        return whole;
    }

    private void turn() {
        AVPacketSideData matrix = grid.nb_coded_side_data() == 0
                ? null
                : av_packet_side_data_get(grid.coded_side_data(), grid.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix != null && !matrix.isNull() && matrix.size() == MATRIX_BYTES) {
            AVFrameSideData data = av_frame_new_side_data(whole, AV_FRAME_DATA_DISPLAYMATRIX, MATRIX_BYTES);
            byte[] numbers = new byte[MATRIX_BYTES];
            matrix.data().get(numbers);
            data.data().put(numbers);
        }
    }

    @Override
    public void close() {
        av_frame_free(whole);
    }
}
