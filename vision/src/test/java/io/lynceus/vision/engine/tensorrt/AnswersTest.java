package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.junit.jupiter.api.Test;

class AnswersTest {
    /**
     * As the presets' native code makes it: an object without a constructor's doing, of which only the value is set.
     */
    private static <E extends Enum<E>> E answered(Class<E> type, int value) throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field one = unsafe.getDeclaredField("theUnsafe");
        one.setAccessible(true);
        Object instance = one.get(null);
        Object answer = unsafe.getMethod("allocateInstance", Class.class).invoke(instance, type);
        Object offset = unsafe.getMethod("objectFieldOffset", Field.class).invoke(instance, type.getField("value"));
        unsafe.getMethod("putInt", Object.class, long.class, int.class).invoke(instance, answer, offset, value);
        return type.cast(answer);
    }

    @Test
    void whatTensorRtAnswersIsKnownByItsValue() throws ReflectiveOperationException {
        assertThat(Answers.isInput(answered(TensorIOMode.class, TensorIOMode.kINPUT.value)))
                .isTrue();
        assertThat(Answers.isInput(answered(TensorIOMode.class, TensorIOMode.kOUTPUT.value)))
                .isFalse();
        assertThat(Answers.is(DataType.kFLOAT, answered(DataType.class, DataType.kFLOAT.value)))
                .isTrue();
        assertThat(Answers.is(DataType.kFLOAT, answered(DataType.class, DataType.kHALF.value)))
                .isFalse();
        assertThat(Answers.bytes(answered(DataType.class, DataType.kUINT8.value)))
                .isEqualTo(1);
        assertThat(Answers.bytes(answered(DataType.class, DataType.kHALF.value)))
                .isEqualTo(2);
        assertThat(Answers.bytes(answered(DataType.class, DataType.kFLOAT.value)))
                .isEqualTo(4);
    }
}
