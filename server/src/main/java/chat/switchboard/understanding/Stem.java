package chat.switchboard.understanding;

/// An English word without its endings. Rough: it only has to take the forms of one word for one.
final class Stem {
    private Stem() {}

    static String of(String word) {
        if (word.length() < 4 || Words.isArabic(word)) return word;
        String stem = word.replaceFirst("ies$", "y").replaceFirst("(ss|sh|ch|x|z)es$", "$1");
        if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us"))
            stem = stem.substring(0, stem.length() - 1);
        return undoubled(withoutEnding(stem));
    }

    private static String withoutEnding(String word) {
        for (String ending : new String[] {"ation", "ment", "ing", "ed", "er", "ion", "ly", "e"})
            if (word.endsWith(ending) && hasVowel(word.substring(0, word.length() - ending.length())))
                return word.substring(0, word.length() - ending.length());
        return word;
    }

    private static boolean hasVowel(String stem) {
        return stem.length() > 2 && stem.matches(".*[aeiouy].*");
    }

    private static String undoubled(String stem) {
        return stem.length() > 3 ? stem.replaceFirst("([b-df-hj-km-np-rtv-z])\\1$", "$1") : stem;
    }
}
