package chat.switchboard.understanding;

/// The consonants of a word as they sound, alike for Latin letters and Urdu script: `warranty` and `وارنٹی` are `vrnt`.
final class Skeleton {
    private Skeleton() {}

    /// @param word in lower case, see [Words]
    static String of(String word) {
        StringBuilder bones = new StringBuilder();
        String plain = Words.isArabic(word) ? word : english(word);
        for (int i = 0; i < plain.length(); i++) add(bones, sound(plain.charAt(i), i == 0));
        return bones.toString();
    }

    private static void add(StringBuilder bones, char sound) {
        if (sound != 0 && (bones.isEmpty() || bones.charAt(bones.length() - 1) != sound)) bones.append(sound);
    }

    private static String english(String word) {
        return word.replaceAll("[ts]ion|cian|tian", "شن")
                .replace("ture", "چر")
                .replace("sch", "sk")
                .replace("ph", "f")
                .replace("sh", "ش")
                .replaceAll("t?ch", "چ")
                .replaceAll("c(?=[eiy])", "s")
                .replaceAll("dg(?=[eiy])|g(?=[eiy])", "j")
                .replace("x", "ks")
                .replace("ght", "t");
    }

    private static char sound(char letter, boolean first) {
        return switch (letter) {
            case 'b', 'ب' -> 'b';
            case 'p', 'پ' -> 'p';
            case 't', 'ت', 'ٹ', 'ط' -> 't';
            case 's', 'س', 'ص', 'ث' -> 's';
            case 'z', 'ز', 'ذ', 'ض', 'ظ', 'ژ' -> 'z';
            case 'j', 'ج' -> 'j';
            case 'چ' -> 'C';
            case 'ش' -> 'S';
            case 'd', 'د', 'ڈ' -> 'd';
            case 'r', 'ر', 'ڑ' -> 'r';
            case 'k', 'q', 'c', 'ک', 'ق', 'خ' -> 'k';
            case 'g', 'گ', 'غ' -> 'g';
            case 'f', 'ف' -> 'f';
            case 'l', 'ل' -> 'l';
            case 'm', 'م' -> 'm';
            case 'n', 'ن' -> 'n';
            case 'v', 'w', 'و' -> first ? 'v' : 0;
            default -> 0;
        };
    }
}
