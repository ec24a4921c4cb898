package chat.switchboard.understanding;

final class Vectors {
    private Vectors() {}

    /// The same direction, of length 1. A vector of zeros stays as it is.
    static float[] unit(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        float[] unit = new float[vector.length];
        if (length > 0) for (int i = 0; i < unit.length; i++) unit[i] = (float) (vector[i] / length);
        return unit;
    }

    static double dot(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }
}
