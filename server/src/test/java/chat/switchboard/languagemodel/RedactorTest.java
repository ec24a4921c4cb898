package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What leads to a person or to money does not leave. All of these people and numbers are made up.
class RedactorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Write to ayesha.khan+shop@mail.example.com today   | Write to [email] today
            AYESHA_KHAN@EXAMPLE.CO.UK                          | [email]
            ayesha @ example.com, please                       | [email], please
            عائشہ@مثال.پاکستان پر لکھیں                          | [email] پر لکھیں
            ayesha＠example．com                               | [email]
            ayesha (at) example (dot) com is mine              | [email] is mine
            ayesha [at] example [dot] com                      | [email]
            ayesha at example dot com                          | [email]
            Call +92 300 1234567 now                           | Call [phone] now
            Call 0300-1234567.                                 | Call [phone].
            (021) 3456 7890 after five                         | [phone] after five
            0092 300 1234567                                   | [phone]
            +1 (555) 010-9999 x                                | [phone] x
            +44 20 7946 0958                                   | [phone]
            555-0123                                           | [phone]
            number:x03001234567ok                              | number:x[phone]ok
            میرا نمبر ۰۳۰۰۱۲۳۴۵۶۷ ہے                            | میرا نمبر [phone] ہے
            نمبر ٠٣٠٠-١٢٣٤٥٦٧                                  | نمبر [phone]
            ‪+92 300 1234567‬ is my number                     | ‪[phone] is my number
            0300‑1234567                                       | [phone]
            ０３００１２３４５６７                               | [phone]
            Card 4111 1111 1111 1111 please                    | Card [card] please
            4111-1111-1111-1111                                | [card]
            4111111111111111                                   | [card]
            ۴۱۱۱ ۱۱۱۱ ۱۱۱۱ ۱۱۱۱                                | [card]
            378282246310005                                    | [card]
            a mistyped card 4111 1111 1111 1112                | a mistyped card [number]
            4111 1111 1111 1111 12/27 123                      | [number]
            PK36 SCBL 0000 0011 2345 6702                      | [iban]
            pk36scbl0000001123456702 is where                  | [iban] is where
            GB82 WEST 1234 5698 7654 32 is hers                | [iban] is hers
            IBAN: DE89370400440532013000.                      | IBAN: [iban].
            a mistyped one PK37SCBL0000001123456702            | a mistyped one [iban]
            CNIC 42101-1234567-1 is his                        | CNIC [cnic] is his
            ۴۲۱۰۱-۱۲۳۴۵۶۷-۱                                    | [cnic]
            account 123456789012345678901234567890             | account [number]
            account 987654321                                  | account [number]
            a@b.example and 0300 1234567, both                 | [email] and [phone], both
            """)
    void what_leads_to_somebody_is_taken_out(String written, String left) {
        assertThat(Redactor.redacted(written)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Where is my order 12345678?",
                "Order #1042, paid Rs 1,250,000 in 3 parts",
                "It was due on 2026-11-27 18:30",
                "born 27/11/1990, or 27.11.1990",
                "24 rolls at 19.99, 2 @ 300",
                "Meet me at home",
                "میرا آرڈر ۱۲۳۴ کہاں ہے؟",
                "Tell @sana that it is 5 @ most",
                "v1.2.3, HTTP 404, 100%",
                "[phone]",
                ""
            })
    void what_an_answer_needs_stays(String written) {
        assertThat(Redactor.redacted(written)).isEqualTo(written);
    }

    /// However it is written: no run of its digits is left from which it could be known.
    @Test
    void a_card_is_found_in_every_script_and_with_anything_between_its_digits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> between =
                List.of("", "", "", " ", "-", "\u00a0", "\u2011", "\u200b", "\u200e", " - ", ".", "\u2013");
        int[] zeros = {'0', 0x0660, 0x06F0, 0x0966, 0xFF10, 0x1D7CE};
        for (int i = 0; i < 2_000; i++) {
            String card = card(random);
            StringBuilder written = new StringBuilder("Pay with ");
            for (char digit : card.toCharArray())
                written.appendCodePoint(zeros[random.nextInt(zeros.length)] + digit - '0')
                        .append(between.get(random.nextInt(between.size())));
            String redacted = Redactor.redacted(written + "!");
            assertThat(redacted.codePoints().filter(Character::isDigit).count())
                    .describedAs("seed %d: %s → %s", seed, written, redacted)
                    .isZero();
        }
    }

    @Test
    void one_address_right_behind_another_is_taken_out_too() {
        assertThat(Redactor.redacted("ayesha@7.b4++bilal@9.28P")).isEqualTo("[email][email]");
    }

    @Test
    void redacting_twice_changes_nothing_more() {
        long seed = Long.getLong("switchboard.seed", System.nanoTime());
        Random random = new Random(seed);
        String signs = "0123456789 +-().@/abcDEPK\u200e۴٤";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--)
                text.append(signs.charAt(random.nextInt(signs.length())));
            String once = Redactor.redacted(text.toString());
            assertThat(Redactor.redacted(once))
                    .describedAs("seed %d: %s", seed, text)
                    .isEqualTo(once);
        }
    }

    /// Text that looks like the beginning of everything, as long as a message may be.
    @ParameterizedTest
    @ValueSource(
            strings = {"1", "1 ", "a", "a.", "a@", "a@a.", "PK36", "+(", "1-1 ", "a at ", "\u200b1", "@a.b-", "( "})
    @Timeout(5)
    void it_takes_no_longer_than_the_text_is_long(String part) {
        String text = part.repeat(10_000 / part.length());
        for (int i = 0; i < 20; i++) assertThat(Redactor.redacted(text)).isNotNull();
    }

    private static String card(Random random) {
        StringBuilder card = new StringBuilder("4");
        while (card.length() < 15) card.append(random.nextInt(10));
        for (int check = 0; check < 10; check++)
            if (LongNumber.isLuhn(card.toString() + check)) return card.toString() + check;
        throw new AssertionError(card);
    }
}
