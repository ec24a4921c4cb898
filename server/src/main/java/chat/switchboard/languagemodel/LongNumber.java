package chat.switchboard.languagemodel;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a long number probably is.
final class LongNumber {
    /// A date, and the hour that may follow it.
    private static final Pattern DATE =
            Pattern.compile("(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4})(?: \\d{1,2})?");

    private static final Pattern CNIC = Pattern.compile("\\d{5}[ -]?\\d{7}[ -]?\\d");
    private static final Pattern SHORT_PHONE = Pattern.compile("\\(?\\d{3}\\)?[ -]\\d{4}");
    private static final int LEAST_OF_CARD = 13;
    private static final int MOST_OF_CARD = 19;
    private static final int LEAST_OF_PHONE = 7;
    private static final int MOST_OF_PHONE = 15;
    /// So many digits are a phone number in most countries, with the prefix that is dialled at home.
    private static final int LEAST_AT_HOME = 10;

    private static final int MOST_AT_HOME = 12;
    /// Fewer may be the number of an order or an amount.
    private static final int LONG = 9;

    private LongNumber() {}

    /// Null for what may stay.
    static Redactor.Found in(MatchResult match) {
        String label = label(match.group());
        return label == null ? null : Redactor.Found.all(match, label);
    }

    private static String label(String written) {
        String digits = written.replaceAll("\\D", "");
        int length = digits.length();
        if (DATE.matcher(written).matches()) return null;
        if (length >= LEAST_OF_CARD && length <= MOST_OF_CARD && isLuhn(digits)) return "[card]";
        if (CNIC.matcher(written).matches()) return "[cnic]";
        if (isPhone(written, digits)) return "[phone]";
        return length >= LONG ? "[number]" : null;
    }

    private static boolean isPhone(String written, String digits) {
        int length = digits.length();
        if (length < LEAST_OF_PHONE || length > MOST_OF_PHONE) return false;
        boolean fromAbroad = written.startsWith("+") || digits.startsWith("00");
        boolean atHome = length >= LEAST_AT_HOME && length <= MOST_AT_HOME;
        return fromAbroad
                || atHome
                || digits.startsWith("0")
                || SHORT_PHONE.matcher(written).matches();
    }

    /// ISO/IEC 7812-1, annex B.
    static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }
}
