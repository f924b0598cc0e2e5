package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCacheTest {
    private static final byte[] PLAN = {5, 4, 3, 2, 1, 0, -1, -2};
    private static final Card CARD = new Card("a card", "9.0", "13.0", "13.0", "10.15.1");
    private static final PlanRequest REQUEST = new PlanRequest(64, 64, 8, 16, 1, 100);
    static final PlanKey KEY = new PlanKey("ab12", "output0", CARD, REQUEST);

    @TempDir
    Path folder;

    private final AtomicInteger builds = new AtomicInteger();

    private ByteBuffer get(PlanKey key) {
        return new PlanCache(folder.resolve("plans")).get(key, plan -> plan, (timings, files) -> {
            builds.incrementAndGet();
            return made();
        });
    }

    private static PlanCache.Made made() {
        return new PlanCache.Made(PLAN, new byte[0]);
    }

    private Path file() {
        return folder.resolve("plans").resolve(KEY.fileStem() + ".plan");
    }

    @Test
    void aPlanIsBuiltOnceAndKept() {
        assertThat(get(KEY)).isEqualTo(ByteBuffer.wrap(PLAN));
        assertThat(get(KEY)).isEqualTo(ByteBuffer.wrap(PLAN));
        assertThat(builds).hasValue(1);
    }

    static Stream<PlanKey> otherKeys() {
        return Stream.of(
                new PlanKey("ab13", "output0", CARD, REQUEST),
                new PlanKey("ab12", "output1", CARD, REQUEST),
                new PlanKey("ab12", "output0", new Card("b card", "9.0", "13.0", "13.0", "10.15.1"), REQUEST),
                new PlanKey("ab12", "output0", new Card("a card", "8.9", "13.0", "13.0", "10.15.1"), REQUEST),
                new PlanKey("ab12", "output0", new Card("a card", "9.0", "13.1", "13.0", "10.15.1"), REQUEST),
                new PlanKey("ab12", "output0", new Card("a card", "9.0", "13.0", "13.1", "10.15.1"), REQUEST),
                new PlanKey("ab12", "output0", new Card("a card", "9.0", "13.0", "13.0", "10.15.2"), REQUEST),
                new PlanKey("ab12", "output0", CARD, new PlanRequest(32, 64, 8, 16, 1, 100)),
                new PlanKey("ab12", "output0", CARD, new PlanRequest(64, 64, 4, 16, 1, 100)),
                new PlanKey("ab12", "output0", CARD, new PlanRequest(64, 64, 8, 32, 1, 100)),
                new PlanKey("ab12", "output0", CARD, new PlanRequest(64, 64, 8, 16, 255, 100)),
                new PlanKey("ab12", "output0", CARD, new PlanRequest(64, 64, 8, 16, 1, 200)));
    }

    @ParameterizedTest
    @MethodSource("otherKeys")
    void anotherModelCardLibraryOrRequestIsAnotherPlan(PlanKey other) {
        get(KEY);
        get(other);
        assertThat(builds).hasValue(2);
        assertThat(other.fileStem()).isNotEqualTo(KEY.fileStem());
    }

    @Test
    void everyByteOfTheFileIsVerified() throws IOException {
        get(KEY);
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file(), damaged);
            int before = builds.get();
            assertThat(get(KEY)).isEqualTo(ByteBuffer.wrap(PLAN));
            assertThat(builds.get()).as("byte %d", i).isEqualTo(before + 1);
        }
    }

    @Test
    void aFileThatIsCutOffOrTooLongIsBuiltAgain() throws IOException {
        get(KEY);
        byte[] whole = Files.readAllBytes(file());
        for (int length : new int[] {0, 1, 30, whole.length - 1, whole.length + 1}) {
            Files.write(file(), Arrays.copyOf(whole, length));
            int before = builds.get();
            assertThat(get(KEY)).isEqualTo(ByteBuffer.wrap(PLAN));
            assertThat(builds.get()).as("length %d", length).isEqualTo(before + 1);
        }
    }

    @Test
    void aPlanUnderAnotherPlansNameIsNotUsed() throws IOException {
        PlanKey other = new PlanKey("ab13", "output0", CARD, REQUEST);
        get(other);
        Files.move(folder.resolve("plans").resolve(other.fileStem() + ".plan"), file());
        get(KEY);
        assertThat(builds).hasValue(2);
    }

    @Test
    void aPlanThatCannotBeLoadedAnyMoreIsBuiltAgain() {
        get(KEY);
        byte[] fresh = {6};
        PlanCache.Load<ByteBuffer> load = plan -> {
            if (plan.get(plan.position()) == PLAN[0]) {
                throw new PlanFile.Damaged("TensorRT does not take it: please rebuild");
            }
            return plan;
        };
        PlanCache cache = new PlanCache(folder.resolve("plans"));
        PlanCache.Build again = (timings, files) -> new PlanCache.Made(fresh, new byte[0]);
        ByteBuffer loaded = cache.get(KEY, load, again);
        assertThat(loaded).isEqualTo(ByteBuffer.wrap(fresh));
        assertThat(get(KEY)).isEqualTo(ByteBuffer.wrap(fresh));
        assertThat(builds).hasValue(1);
    }

    @Test
    void aNewPlanThatCannotBeLoadedIsAnErrorAndNotBuiltForEver() {
        PlanCache.Load<ByteBuffer> load = plan -> {
            throw new PlanFile.Damaged("TensorRT does not take it");
        };
        AtomicInteger made = new AtomicInteger();
        assertThatThrownBy(() -> new PlanCache(folder).get(KEY, load, (timings, files) -> {
                    made.incrementAndGet();
                    return made();
                }))
                .isInstanceOf(RunError.class)
                .hasMessage("a plan is no good that was just made: TensorRT does not take it");
        assertThat(made).hasValue(1);
    }

    @Test
    void whatIsShortOfMemoryIsNotBuiltAgain() {
        get(KEY);
        PlanCache.Load<ByteBuffer> load = plan -> {
            throw new RunError("no memory");
        };
        assertThatThrownBy(() -> new PlanCache(folder.resolve("plans")).get(KEY, load, (timings, files) -> {
                    builds.incrementAndGet();
                    return made();
                }))
                .hasMessage("no memory");
        assertThat(builds).hasValue(1);
    }

    @Test
    void aBuildThatFailsKeepsNothing() {
        PlanCache cache = new PlanCache(folder);
        assertThatThrownBy(() -> cache.get(KEY, plan -> plan, (timings, files) -> {
                    throw new RunError("no memory");
                }))
                .hasMessage("no memory");
        assertThat(cache.list()).isEmpty();
    }

    @Test
    void whoComesWhileAPlanIsBuiltWaitsForIt() throws Exception {
        int many = 4;
        ExecutorService pool = Executors.newFixedThreadPool(many);
        try {
            Callable<ByteBuffer> one = () -> get(KEY);
            for (Future<ByteBuffer> plan : pool.invokeAll(Collections.nCopies(many, one))) {
                assertThat(plan.get()).isEqualTo(ByteBuffer.wrap(PLAN));
            }
        } finally {
            pool.shutdown();
        }
        assertThat(builds).hasValue(1);
    }

    @Test
    void whatWasMeasuredIsGivenToTheNextBuildOnTheCard() {
        PlanCache cache = new PlanCache(folder);
        cache.get(KEY, plan -> plan, (timings, files) -> {
            assertThat(timings).isEmpty();
            return new PlanCache.Made(PLAN, new byte[] {7, 8});
        });
        PlanKey other = new PlanKey("ab13", "output0", CARD, REQUEST);
        AtomicInteger found = new AtomicInteger();
        cache.get(other, plan -> plan, (timings, files) -> {
            found.set(timings.length);
            return made();
        });
        assertThat(found).hasValue(2);
    }

    @Test
    void aBuildThatFailsOrWasKilledLeavesNothingOfItsFiles() throws IOException {
        Path left = Files.createDirectories(folder.resolve(KEY.fileStem() + ".building"));
        Files.write(left.resolve("plan"), PLAN);
        PlanCache cache = new PlanCache(folder);
        assertThatThrownBy(() -> cache.get(KEY, plan -> plan, (timings, files) -> {
                    assertThat(files).isEqualTo(left).isEmptyDirectory();
                    Files.write(files.resolve("plan"), PLAN);
                    throw new RunError("stopped");
                }))
                .hasMessage("stopped");
        assertThat(folder).isDirectoryNotContaining(file -> !file.toString().endsWith(".lock"));
    }

    @Test
    void whoIsToStopWaitsForNoOtherProcess() throws IOException {
        AtomicBoolean stopped = new AtomicBoolean();
        Process other = PlanHolder.start(folder);
        try {
            // Asked for the first time while it waits, and stopped from then on.
            PlanCache cache = new PlanCache(folder, () -> stopped.getAndSet(true));
            assertThatThrownBy(() -> cache.get(KEY, plan -> plan, (timings, files) -> made()))
                    .isInstanceOf(RunError.class)
                    .hasMessage("stopped while a plan of TensorRT's was waited for");
        } finally {
            other.destroy();
        }
    }

    @Test
    void whenAnotherProcessIsKilledWhileItMakesThePlanThisOneMakesIt() throws Exception {
        Process other = PlanHolder.start(folder);
        PlanCache cache = new PlanCache(folder, () -> {
            other.destroy();
            return false;
        });
        ByteBuffer plan = cache.get(KEY, bytes -> bytes, (timings, files) -> made());
        assertThat(plan).isEqualTo(ByteBuffer.wrap(PLAN));
        assertThat(other.waitFor()).isNotZero();
        assertThat(folder).isDirectoryNotContaining("glob:**.building");
    }

    @Test
    void plansAreListedWithWhatTheyAreForAndRemovedByName() throws IOException {
        get(KEY);
        PlanCache cache = new PlanCache(folder.resolve("plans"));
        List<PlanCache.Entry> entries = cache.list();
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo(KEY.fileStem());
            assertThat(entry.bytes()).isEqualTo(Files.size(file()));
            assertThat(entry.text()).isEqualTo(KEY.text()).contains("card: a card\n", "batch: 1 to 16, best at 8\n");
        });
        Files.write(file(), new byte[] {1});
        assertThat(cache.list().get(0).text()).isEqualTo("damaged: it is cut off\n");

        assertThat(cache.remove("../" + KEY.fileStem())).isFalse();
        assertThat(cache.remove(KEY.fileStem())).isTrue();
        assertThat(cache.remove(KEY.fileStem())).isFalse();
        assertThat(cache.list()).isEmpty();
        assertThat(new PlanCache(folder.resolve("none")).list()).isEmpty();
    }
}
