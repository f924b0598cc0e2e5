package io.lynceus.processor.ops;

import io.lynceus.vision.engine.tensorrt.CardUse;

/** A card of 80 GB, a quarter of it taken, half busy, with a chip that does not say. */
record FakeCardUse() implements CardUse {
    @Override
    public String card() {
        return "a card";
    }

    @Override
    public double memoryUsed() {
        return 20e9;
    }

    @Override
    public double memorySize() {
        return 80e9;
    }

    @Override
    public double busy() {
        return 0.5;
    }

    @Override
    public double decoding() {
        return Double.NaN;
    }
}
