package io.lynceus.processor.plan;

/**
 * One figure of a plan.
 *
 * @param name what it is, the same in each plan
 * @param value in the unit; infinite for what never comes
 * @param unit base units: bytes, bit/s, seconds, or what is counted
 * @param formula with the numbers in it
 */
public record Figure(String name, double value, String unit, String formula) {
    /** The value as people read it. */
    String text() {
        if (Double.isInfinite(value)) {
            return "never";
        }
        return switch (unit) {
            case "B", "bit/s", "B/s" -> Numbers.scaled(value, unit);
            case "s" -> value < 1 ? Numbers.of(value * 1000) + " ms" : Numbers.of(value) + " s";
            default -> unit.isEmpty() ? Numbers.of(value) : Numbers.of(value) + " " + unit;
        };
    }
}
