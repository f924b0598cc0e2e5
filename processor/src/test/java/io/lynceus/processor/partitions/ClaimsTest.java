package io.lynceus.processor.partitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.CameraPartition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private final SharedLog log = new SharedLog();

    @Test
    void eachCameraGetsThePartitionWithFewest() {
        assertThat(claimed(3, "c", "a", "b", "d")).isEqualTo(Map.of("a", 0, "b", 1, "c", 2, "d", 0));
        assertThat(claimed(3, "e")).containsEntry("e", 1);
    }

    @Test
    void partitionsThatAreAddedTakeNewCamerasAndNoOthers() {
        claimed(2, "a", "b", "c", "d");
        assertThat(claimed(4, "a", "b", "c", "d", "e", "f", "g"))
                .isEqualTo(Map.of("a", 0, "b", 1, "c", 0, "d", 1, "e", 2, "f", 3, "g", 2));
    }

    @Test
    void aPartitionThatIsNotThereAnyMoreIsNoPlace() {
        claimed(4, "a", "b", "c", "d");
        assertThat(claimed(2, "d")).isEqualTo(Map.of("a", 0, "b", 1, "c", 2, "d", 0));
        assertThat(Claims.read(log.opened()).of("c", 2)).isEqualTo(HashedPartition.of("c", 2));
    }

    @Test
    void whoIsForgottenLeavesTheirPlaceToOthers() {
        claimed(3, "a", "b", "c");
        Claims.settle(log.opened(), now -> now.of("b") == null ? List.of() : List.of(new Claim("b", null)));
        assertThat(claimed(3, "d")).isEqualTo(Map.of("a", 0, "c", 2, "d", 1));
        assertThat(claimed(3, "b")).containsEntry("b", 0);
    }

    @Test
    void moreThanOneBatchOfCamerasIsClaimedInSeveral() {
        List<String> cameras = IntStream.range(0, 2 * Claims.MOST + 7)
                .mapToObj(number -> "camera-" + number)
                .toList();
        Claims claims = Claims.settle(log.opened(), now -> now.fewest(cameras, 24));
        assertThat(claims.all()).containsOnlyKeys(cameras);
        assertBalanced(claims.counts(24), 1);
    }

    /** Of two who claim the same camera at once, the second one's record may be the one that compaction leaves. */
    @Test
    void compactionLeavesWhatCounts() {
        ClaimLog first = log.opened();
        ClaimLog second = log.opened();
        Claims claims = Claims.settle(first, now -> {
            if (now.of("gate") != null) {
                return List.of();
            }
            if (!now.begun()) {
                Claims.settle(second, other -> other.of("gate") == null ? List.of(new Claim("gate", 5)) : List.of());
            }
            return List.of(new Claim("gate", 3));
        });
        assertThat(claims.all()).isEqualTo(Map.of("gate", 5));
        log.compact();
        assertThat(Claims.read(log.opened()).all()).isEqualTo(Map.of("gate", 5));
    }

    /** Who wrote in vain and died has not written again what counts; the next one does. */
    @Test
    void whatCountsIsWrittenAgainForWhoDied() {
        claimed(8, "gate");
        log.opened().append(List.of(new CameraPartition("gate", 6, 1L, "who died", Instant.EPOCH)));
        assertThat(claimed(8, "dock")).isEqualTo(Map.of("gate", 0, "dock", 1));
        log.compact();
        assertThat(Claims.read(log.opened()).all()).isEqualTo(Map.of("gate", 0, "dock", 1));
    }

    @Test
    void aRecordThatLeavesNoRoundForOthersDoesNotCount() {
        claimed(8, "gate");
        log.opened().append(List.of(new CameraPartition("dock", 6, Long.MAX_VALUE, "hostile", Instant.EPOCH)));
        assertThat(claimed(8, "dock")).isEqualTo(Map.of("gate", 0, "dock", 1));
    }

    /**
     * Hosts with cameras of their own and some of others' come at random, between each other's reading and writing too,
     * and take cameras over. Records of less than a day are not compacted, so that is done at the day's end.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void allHostsAgreeWhateverTheOrderAndNobodyMovesAndTheBalanceIsWithinOne(long seed) throws Exception {
        Random random = new Random(seed);
        int partitions = 1 + random.nextInt(30);
        List<String> cameras = IntStream.range(0, 20 + random.nextInt(200))
                .mapToObj(number -> "camera-" + number)
                .toList();
        List<SortedMap<String, Integer>> answers = Collections.synchronizedList(new ArrayList<>());
        for (int day = 0; day < 4; day++) {
            aDay(random, cameras, partitions, answers);
            log.compact();
        }
        Claims last = Claims.read(log.opened());
        assertThat(answers)
                .hasSize(4 * 12 * 3)
                .allSatisfy(answer -> assertThat(last.all()).containsAllEntriesOf(answer));
        assertBalanced(last.counts(partitions), 1);
    }

    private void aDay(Random random, List<String> cameras, int partitions, List<SortedMap<String, Integer>> answers)
            throws InterruptedException {
        List<Thread> hosts = new ArrayList<>();
        for (int host = 0; host < 12; host++) {
            Random own = new Random(random.nextLong());
            hosts.add(new Thread(() -> {
                for (int step = 0; step < 3; step++) {
                    List<String> wanted = cameras.stream()
                            .filter(camera -> own.nextInt(12) == 0)
                            .toList();
                    Claims claims = Claims.settle(log.opened(), now -> {
                        Thread.yield();
                        return now.fewest(wanted, partitions);
                    });
                    SortedMap<String, Integer> answer = new TreeMap<>(claims.all());
                    answer.keySet().retainAll(wanted);
                    answers.add(answer);
                }
            }));
        }
        hosts.forEach(Thread::start);
        for (Thread host : hosts) {
            host.join();
        }
    }

    private static void assertBalanced(Collection<Integer> counts, int most) {
        assertThat(Collections.max(counts) - Collections.min(counts)).isLessThanOrEqualTo(most);
    }

    private SortedMap<String, Integer> claimed(int partitions, String... cameras) {
        return Claims.settle(log.opened(), now -> now.fewest(Arrays.asList(cameras), partitions))
                .all();
    }
}
