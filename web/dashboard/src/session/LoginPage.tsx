import { Refusal } from '@switchboard/client';
import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { LANGUAGES, type Language, setLanguage, useLanguage, useStrings } from '../language/language.ts';
import { setTheme, THEMES, type Theme, useTheme } from '../theme/theme.ts';
import { Mark } from '../ui/Mark.tsx';
import { codeOf } from './codes.ts';
import styles from './LoginPage.module.css';
import { signIn } from './session.ts';

type Attempt =
  | { state: 'ready' }
  | { state: 'trying' }
  /** `code`: the password is right, and the account has a second factor. */
  | { state: 'failed'; text: string; at: 'password' | 'code' };

export function LoginPage({ because }: { because: 'never' | 'ended' | 'left' }) {
  const strings = useStrings();
  const words = strings.session;
  useEffect(() => {
    document.title = `${words.title} · ${strings.product}`;
    // The desk is fetched while the password is typed.
    void import('../desk/Desk.tsx');
  }, [words.title, strings.product]);

  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <Mark />
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
        {because !== 'never' && (
          <p className={styles.reason} role="status">
            {words[because]}
          </p>
        )}
        <LoginForm />
      </main>
      <Preferences />
    </div>
  );
}

function LoginForm() {
  const strings = useStrings();
  const words = strings.session;
  const [attempt, setAttempt] = useState<Attempt>({ state: 'ready' });
  const [isShown, setShown] = useState(false);
  const [wantsCode, setWantsCode] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (wantsCode) code.current?.focus();
  }, [wantsCode]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (attempt.state === 'trying') return;
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email')).trim();
    const secret = String(form.get('password'));
    const totp = codeOf(String(form.get('totp') ?? ''));
    if (email === '' || secret === '') return fail(words.missing);
    setAttempt({ state: 'trying' });
    try {
      await signIn(email, secret, totp === '' ? undefined : totp);
    } catch (failure) {
      if (isAboutCode(failure)) {
        setWantsCode(true);
        fail(totp === '' ? '' : words.wrongCode, 'code');
        code.current?.select();
      } else {
        fail(isWrong(failure) ? words.wrong : refusalText(failure, strings.refusals));
        password.current?.select();
      }
    }
  }

  function fail(text: string, at: 'password' | 'code' = 'password') {
    setAttempt({ state: 'failed', text, at });
  }

  const failed = attempt.state === 'failed' && attempt.at === 'password';
  const isCodeWrong = attempt.state === 'failed' && attempt.at === 'code' && attempt.text !== '';
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <label htmlFor={`${id}-email`}>{words.email}</label>
      <input
        id={`${id}-email`}
        name="email"
        type="email"
        autoComplete="username"
        dir="ltr"
        // biome-ignore lint/a11y/noAutofocus: the page has one purpose, and this is its first field
        autoFocus
        required
        aria-invalid={failed}
        aria-describedby={failed ? `${id}-failure` : undefined}
      />
      <label htmlFor={`${id}-password`}>{words.password}</label>
      <input
        ref={password}
        id={`${id}-password`}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        dir="ltr"
        required
        aria-invalid={failed}
        aria-describedby={failed ? `${id}-failure` : undefined}
      />
      <label className={styles.show}>
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
        {words.showPassword}
      </label>
      {wantsCode && (
        <>
          <label htmlFor={`${id}-code`} className={styles.code}>
            {words.code}
          </label>
          <input
            ref={code}
            id={`${id}-code`}
            name="totp"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            aria-invalid={isCodeWrong}
            aria-describedby={`${id}-hint ${id}-failure`}
          />
          <p id={`${id}-hint`} className={styles.hint}>
            {words.codeHint}
          </p>
        </>
      )}
      <p id={`${id}-failure`} role="alert" className={styles.failure}>
        {attempt.state === 'failed' ? attempt.text : ''}
      </p>
      <button type="submit" aria-disabled={attempt.state === 'trying'}>
        {attempt.state === 'trying' ? words.submitting : words.submit}
      </button>
    </form>
  );
}

/** Whoever reads the log-in page must be able to read it: language and theme come before the account. */
export function Preferences() {
  const { theme: words, language: languageWords } = useStrings();
  const language = useLanguage();
  const theme = useTheme();
  return (
    <footer className={styles.preferences}>
      <select
        aria-label={languageWords.label}
        value={language}
        onChange={(event) => void setLanguage(event.target.value as Language)}
      >
        {Object.entries(LANGUAGES).map(([key, { name }]) => (
          <option key={key} value={key} lang={key}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={words.label}
        value={theme}
        onChange={(event) => setTheme(event.target.value as Theme)}
      >
        {THEMES.map((key) => (
          <option key={key} value={key}>
            {words[key]}
          </option>
        ))}
      </select>
    </footer>
  );
}

/** The server says the same for a wrong password and an unknown e-mail, and so does the page. */
function isWrong(failure: unknown): boolean {
  return (
    failure instanceof Refusal && (failure.code === 'unauthenticated' || failure.code === 'validation_failed')
  );
}

/** The password is right; the account's second factor is missing or wrong. */
function isAboutCode(failure: unknown): boolean {
  return failure instanceof Refusal && failure.field === 'totp';
}
