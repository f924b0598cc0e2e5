package io.lynceus.processor.chaos;

import io.lynceus.processor.ledger.CameraLedger;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a run that puts the product to the test has of whoever asked for it.
 *
 * @param main the program's main class, which the child processes run
 * @param out takes the lines of the report
 * @param stop whether to end it early
 * @param ledgerText how the ledger is printed
 */
public record Trial(
        Class<?> main,
        Consumer<String> out,
        BooleanSupplier stop,
        Function<List<CameraLedger>, List<String>> ledgerText) {
    /** Prints the ledger behind an empty line. */
    void print(List<CameraLedger> lines) {
        out.accept("");
        ledgerText.apply(lines).forEach(out);
    }

    /** Whether every captured frame has exactly one event. */
    static boolean balanced(List<CameraLedger> lines) {
        return lines.stream().allMatch(CameraLedger::balanced);
    }
}
