package io.lynceus.processor.ops;

import io.lynceus.processor.decode.NativeMemory;
import io.lynceus.vision.CacheFolder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JVM's own meters, and how much memory the process takes in all: what the heap has not is native memory. */
final class MachineMeters implements AutoCloseable {
    private final JvmGcMetrics collections = new JvmGcMetrics();

    MachineMeters(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        new DiskSpaceMetrics(disk().toFile()).bindTo(registry);
        Gauge.builder("lynceus.memory.resident", NativeMemory::resident)
                .baseUnit("bytes")
                .description("Physical memory of the process: heap, native memory and all else")
                .register(registry);
        Gauge.builder("lynceus.memory.tracked", NativeMemory::tracked)
                .baseUnit("bytes")
                .description("Native memory that JavaCPP has objects for: of FFmpeg's and TensorRT's a small part")
                .register(registry);
    }

    /** The cache folder, in which a process keeps its state, or what is there of the way to it. */
    private static Path disk() {
        Path folder = CacheFolder.path().toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Override
    public void close() {
        collections.close();
    }
}
