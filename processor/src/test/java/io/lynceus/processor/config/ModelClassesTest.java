package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelClassesTest {
    private static final List<Point> CORNERS = List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1));

    private final ModelClasses classes = new ModelClasses(List.of("person", "car"));

    @Test
    void whatAnotherModelKnewMayStayWhateverElseIsChanged() {
        CameraZones before = new CameraZones(List.of(zone("yard", "dog")), null);
        CameraZones renamed = new CameraZones(List.of(zone("garden", "dog", "person")), null);
        assertThat(classes.unknown(renamed, List.of("cat"), before, List.of("cat")))
                .isEmpty();
        assertThat(classes.unknown(renamed, List.of("dog"), before, List.of()))
                .singleElement()
                .asString()
                .startsWith("blur: the model has no class 'dog'");
        assertThat(classes.unknown(renamed, List.of(), CameraZones.NONE, List.of()))
                .hasSize(1);
    }

    @Test
    void aZoneAndALineWhoseClassesTheModelDoesNotHaveAreNamedWithTheOneThatMayBeMeant() {
        CameraZones zones = new CameraZones(
                List.of(zone("yard", "Person", "car"), zone("all"), zone("street", "car")),
                List.of(new LineConfig("door", CORNERS.subList(0, 2), List.of("zebra"), null, null, null, null, null)));
        assertThat(classes.unknown(zones, List.of("persn", "car")))
                .containsExactly(
                        "zone 'yard': the model has no class 'Person' (did you mean person?),"
                                + " so none is ever counted there",
                        "line 'door': the model has no class 'zebra', so nothing is ever counted there",
                        "blur: the model has no class 'persn' (did you mean person?), so nobody is hidden by that");
    }

    @Test
    void withoutAModelAnyClassMayBeOneOfIts() {
        assertThat(ModelClasses.ANY.unknown(new CameraZones(List.of(zone("yard", "zebra")), null), List.of("zebra")))
                .isEmpty();
    }

    private static ZoneConfig zone(String name, String... classes) {
        return new ZoneConfig(name, CORNERS, List.of(classes), null, null, null, null, null, null, null);
    }
}
