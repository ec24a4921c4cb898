import { useEffect, useState } from 'preact/hooks';
import { hasBot, useChat } from './context.ts';
import { toHistory } from './toHistory.ts';
import type { Write } from './useConversation.ts';

interface FaqEntry {
  id: string;
  language: string;
  question: string;
  answer: string;
}

/**
 * Before anything is written: a welcome, and the answers that need nobody. Where a bot answers, a question begins the
 * conversation, if `write` is there.
 */
export function Home({ write }: { write: Write | undefined }) {
  const chat = useChat();
  const { words } = chat;
  const questions = useFaq();
  return (
    <div class="home">
      <h2>{words.desk['widget.welcome']}</h2>
      <p>{words.desk['widget.welcome.more']}</p>
      {questions.length > 0 && (
        <section aria-label={words.questions}>
          {questions.map(({ id, question, answer }) =>
            write && hasBot(chat) ? (
              <button
                type="button"
                class="question"
                key={id}
                dir="auto"
                onClick={() => {
                  write(question, id);
                  toHistory();
                }}
              >
                {question}
              </button>
            ) : (
              <details key={id} name="faq">
                <summary dir="auto">{question}</summary>
                <p class="answer" dir="auto">
                  {answer}
                </p>
              </details>
            ),
          )}
        </section>
      )}
    </div>
  );
}

/** The public list in the reader's language; without it the page still does its work. */
function useFaq(): FaqEntry[] {
  const { settings } = useChat();
  const [entries, setEntries] = useState<FaqEntry[]>([]);
  useEffect(() => {
    void fetch('/api/v1/faq-entries')
      .then((answer) => answer.json())
      .then(({ items }: { items: FaqEntry[] }) => setEntries(items))
      .catch(() => undefined);
  }, []);
  const inLanguage = entries.filter(({ language }) => language === settings.language);
  return (inLanguage.length > 0 ? inLanguage : entries).slice(0, 6);
}
