package io.lynceus.trainer.model;

import java.util.Comparator;
import java.util.List;

/** The order in which the authors' code registers parameters, which is the order of the state dict. */
final class StateDictOrder implements Comparator<String> {
    private static final List<String> RANKED =
            List.of("conv", "bn", "weight", "bias", "running_mean", "running_var", "num_batches_tracked");

    @Override
    public int compare(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = comparePart(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static int comparePart(String a, String b) {
        if (Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0))) {
            return Integer.compare(Integer.parseInt(a), Integer.parseInt(b));
        }
        if (RANKED.contains(a) && RANKED.contains(b)) {
            return Integer.compare(RANKED.indexOf(a), RANKED.indexOf(b));
        }
        return a.compareTo(b);
    }
}
