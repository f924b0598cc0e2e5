// A decoder's picture (NV12, or P010 with values of two bytes) to planes of R, G and B of the network's input, with its grey border.
// One thread a pixel of the input. Scaling weighs the source as swscale's bilinear filter does: a triangle as wide as the ratio.

struct Plane {
    const unsigned char *data;
    int pitch;  // bytes
    int width;  // values, or pairs of them
    int height;
    int bytes;  // of a value; of two bytes the upper ones count
    int apart;  // values from one column to the next: 2 where U and V lie in turns
};

__device__ float value(Plane plane, int x, int y, int second) {
    x = min(max(x, 0), plane.width - 1);
    y = min(max(y, 0), plane.height - 1);
    const unsigned char *at = plane.data + (size_t) y * plane.pitch + (size_t) (x * plane.apart + second) * plane.bytes;
    return plane.bytes == 1 ? (float) at[0] : (float) (at[0] | at[1] << 8) / 256.0f;
}

__device__ float2 sample(Plane plane, int x, int y, int innerWidth, int innerHeight) {
    float ratioX = (float) plane.width / innerWidth;
    float ratioY = (float) plane.height / innerHeight;
    float reachX = fmaxf(ratioX, 1.0f);
    float reachY = fmaxf(ratioY, 1.0f);
    float centreX = (x + 0.5f) * ratioX - 0.5f;
    float centreY = (y + 0.5f) * ratioY - 0.5f;
    float2 sum = make_float2(0.0f, 0.0f);
    float all = 0.0f;
    for (int row = (int) ceilf(centreY - reachY); row <= (int) floorf(centreY + reachY); row++) {
        float rowWeight = 1.0f - fabsf(row - centreY) / reachY;
        for (int column = (int) ceilf(centreX - reachX); column <= (int) floorf(centreX + reachX); column++) {
            float weight = rowWeight * (1.0f - fabsf(column - centreX) / reachX);
            sum.x += weight * value(plane, column, row, 0);
            sum.y += plane.apart == 2 ? weight * value(plane, column, row, 1) : 0.0f;
            all += weight;
        }
    }
    return make_float2(sum.x / all, sum.y / all);
}

__device__ unsigned char toByte(float value) {
    return (unsigned char) (fminf(fmaxf(value, 0.0f), 255.0f) + 0.5f);
}

extern "C" __global__ void letterbox(
    const unsigned char *luma, int lumaPitch, const unsigned char *chroma, int chromaPitch, int width, int height, int bytes,
    float black, float gain, float redOfV, float greenOfU, float greenOfV, float blueOfU,
    int innerWidth, int innerHeight, int left, int top, int outWidth, int outHeight,
    unsigned char *red, unsigned char *green, unsigned char *blue) {
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= outWidth || y >= outHeight) {
        return;
    }
    size_t at = (size_t) y * outWidth + x;
    if (x < left || y < top || x >= left + innerWidth || y >= top + innerHeight) {
        red[at] = green[at] = blue[at] = 114;
        return;
    }
    Plane lumas = {luma, lumaPitch, width, height, bytes, 1};
    Plane chromas = {chroma, chromaPitch, (width + 1) / 2, (height + 1) / 2, bytes, 2};
    float grey = (sample(lumas, x - left, y - top, innerWidth, innerHeight).x - black) * gain;
    float2 uv = sample(chromas, x - left, y - top, innerWidth, innerHeight);
    float u = uv.x - 128.0f;
    float v = uv.y - 128.0f;
    red[at] = toByte(grey + redOfV * v);
    green[at] = toByte(grey + greenOfU * u + greenOfV * v);
    blue[at] = toByte(grey + blueOfU * u);
}
