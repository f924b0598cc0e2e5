package io.lynceus.trainer.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * COCO's twelve numbers, 0..1; {@link #NOTHING} where there is no label to find. AP is over IoU 0.50 to 0.95 unless its
 * name says otherwise; AR is the mean recall over the same. Small is below 32 x 32 pixels, large above 96 x 96.
 *
 * @param ap average precision
 * @param ap50 at IoU 0.50
 * @param ap75 at IoU 0.75
 * @param apSmall of small objects
 * @param apMedium of medium ones
 * @param apLarge of large ones
 * @param ar1 recall with one detection per picture and class
 * @param ar10 with 10
 * @param ar100 with 100
 * @param arSmall of small objects
 * @param arMedium of medium ones
 * @param arLarge of large ones
 * @param classes AP and AP50 of each class that has labels, by index
 */
public record CocoMetrics(
        double ap,
        double ap50,
        double ap75,
        double apSmall,
        double apMedium,
        double apLarge,
        double ar1,
        double ar10,
        double ar100,
        double arSmall,
        double arMedium,
        double arLarge,
        List<OfClass> classes) {
    /** Stands for a number that cannot be had, as in COCO's own tool. */
    public static final double NOTHING = -1;

    public CocoMetrics {
        classes = List.copyOf(classes);
    }

    /** The twelve numbers by name, in COCO's order. */
    public Map<String, Double> byName() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("AP", ap);
        numbers.put("AP50", ap50);
        numbers.put("AP75", ap75);
        numbers.put("APs", apSmall);
        numbers.put("APm", apMedium);
        numbers.put("APl", apLarge);
        numbers.put("AR1", ar1);
        numbers.put("AR10", ar10);
        numbers.put("AR100", ar100);
        numbers.put("ARs", arSmall);
        numbers.put("ARm", arMedium);
        numbers.put("ARl", arLarge);
        return numbers;
    }

    /** One class's share in {@code ap} and {@code ap50}. */
    public record OfClass(int classId, double ap, double ap50) {}
}
