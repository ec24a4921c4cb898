/// What a customer's words mean, found in this process: the language they are in, the frequent question
/// they ask, whether they ask for a person, their mood, what they are about. English, Urdu, and Urdu in
/// Latin letters.
///
/// Pure: no clock, no database, no network; the same text has the same meaning every time. Every text
/// is taken, however long, empty or mixed: only its beginning is read ([Words#LONGEST] code points),
/// and nothing here throws because of what somebody wrote. Read [QuestionIndex] first, then
/// [LanguageDetector].
package chat.switchboard.understanding;
