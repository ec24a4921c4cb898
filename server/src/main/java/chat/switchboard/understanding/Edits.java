package chat.switchboard.understanding;

/// How many slips of the finger part two words: a letter too many, too few, another one, or two that changed places.
final class Edits {
    private Edits() {}

    /// @return at most `most + 1`, which says: more than `most`
    static int between(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) return most + 1;
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) last[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int[] row = row(one, other, i, last, beforeLast);
            if (least(row) > most) return most + 1;
            beforeLast = last;
            last = row;
        }
        return Math.min(last[other.length()], most + 1);
    }

    private static int[] row(String one, String other, int i, int[] last, int[] beforeLast) {
        int[] row = new int[other.length() + 1];
        row[0] = i;
        for (int j = 1; j <= other.length(); j++) {
            int changed = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
            if (haveChangedPlaces(one, other, i, j)) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        return row;
    }

    private static boolean haveChangedPlaces(String one, String other, int i, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }

    private static int least(int[] row) {
        int least = row[0];
        for (int each : row) least = Math.min(least, each);
        return least;
    }
}
