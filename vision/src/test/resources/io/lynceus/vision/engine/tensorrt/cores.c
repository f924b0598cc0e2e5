// A card's threads one after the other on a core, for the kernel that is included: a picture from a file, its planes of R, G and B into another.
// Arguments: the two files, where the chroma begins, the kernel's whole numbers, its factors.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define __device__ static
#define __global__
#define SIDE 16

typedef struct { float x, y; } float2;
typedef struct { int x, y; } Place;
typedef struct Plane Plane;
static Place blockIdx, blockDim = {SIDE, SIDE}, threadIdx;

static float2 make_float2(float x, float y) { return (float2) {x, y}; }
static int min(int a, int b) { return a < b ? a : b; }
static int max(int a, int b) { return a > b ? a : b; }

#include "kernel.c"

static unsigned char *read(const char *name) {
    FILE *file = fopen(name, "rb");
    fseek(file, 0, SEEK_END);
    size_t size = ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(size);
    if (fread(bytes, 1, size, file) != size) exit(1);
    fclose(file);
    return bytes;
}

int main(int count, char **given) {
    if (count != 21) return 2;
    int n[11];
    float f[6];
    for (int i = 0; i < 11; i++) n[i] = atoi(given[4 + i]);
    for (int i = 0; i < 6; i++) f[i] = strtof(given[15 + i], NULL);
    unsigned char *luma = read(given[1]);
    size_t plane = (size_t) n[9] * n[10];
    unsigned char *out = calloc(3, plane);
    for (blockIdx.y = 0; blockIdx.y * SIDE < n[10]; blockIdx.y++)
        for (blockIdx.x = 0; blockIdx.x * SIDE < n[9]; blockIdx.x++)
            for (threadIdx.y = 0; threadIdx.y < SIDE; threadIdx.y++)
                for (threadIdx.x = 0; threadIdx.x < SIDE; threadIdx.x++)
                    letterbox(luma, n[0], luma + atol(given[3]), n[1], n[2], n[3], n[4], f[0], f[1], f[2], f[3], f[4], f[5],
                              n[5], n[6], n[7], n[8], n[9], n[10], out, out + plane, out + 2 * plane);
    FILE *file = fopen(given[2], "wb");
    size_t written = fwrite(out, 1, 3 * plane, file);
    return fclose(file) || written != 3 * plane;
}
