import { Refusal } from '@switchboard/client';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toast } from '../../../desk/toasts.ts';
import { conflictText } from '../../../language/conflictText.ts';
import { useStrings } from '../../../language/language.ts';
import { Button } from '../../../ui/Button.tsx';
import form from '../../../ui/Form.module.css';
import { Sheet } from '../../../ui/Sheet.tsx';
import { request } from '../../request.ts';
import { useWords } from '../../words.ts';
import { MOST_BYTES, type ReadFile, readFile } from './file.ts';
import styles from './ImportDialog.module.css';
import { byRow, type ImportResult, type RowError, rowErrors, rowText } from './report.ts';

interface Props {
  path: string;
  what: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

type Ready = Extract<ReadFile, { state: 'ready' }>;
type Attempt =
  | { state: 'nothing' | 'checking' }
  | { state: 'refused'; text: string }
  | { state: 'checked' | 'importing'; file: Ready; result: ImportResult };

/** A large file takes its time. */
const TIMEOUT_MS = 120_000;
const MEGABYTE = 1024 * 1024;

/** Choose a file, see what it would do, and what is wrong in which row; then do it. */
export function ImportDialog(props: Props) {
  const { transfer: words } = useWords().desk;
  return (
    <Sheet title={words.title(props.what)} isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      {props.isOpen && <Steps {...props} />}
    </Sheet>
  );
}

function Steps({ path, onOpenChange }: Props) {
  const { desk, frame } = useWords();
  const words = desk.transfer;
  const strings = useStrings();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [attempt, setAttempt] = useState<Attempt>({ state: 'nothing' });

  function send({ format, content }: Ready, dryRun: boolean) {
    const body = { format, content, dryRun };
    return request<ImportResult>('POST', `${path}/import`, { body, timeout: TIMEOUT_MS });
  }

  async function check(chosen: File) {
    setAttempt({ state: 'checking' });
    const file = await readFile(chosen);
    if (file.state === 'refused') {
      const texts = { ...words, tooLarge: words.tooLarge(MOST_BYTES / MEGABYTE) };
      setAttempt({ state: 'refused', text: texts[file.because] });
      return;
    }
    try {
      setAttempt({ state: 'checked', file, result: await send(file, true) });
    } catch (failure) {
      setAttempt({ state: 'refused', text: conflictText(failure, strings) });
    }
  }

  async function importIt(file: Ready, result: ImportResult) {
    setAttempt({ state: 'importing', file, result });
    try {
      const done = await send(file, false);
      toast(words.done(done.created, done.updated));
      void queries.invalidateQueries({ queryKey: [path] });
      onOpenChange(false);
    } catch (failure) {
      const errors = rowErrors(Refusal.from(failure).errors);
      if (errors.length > 0) setAttempt({ state: 'checked', file, result: { ...result, errors } });
      else setAttempt({ state: 'refused', text: conflictText(failure, strings) });
    }
  }

  const { state } = attempt;
  const isBusy = state === 'checking' || state === 'importing';
  const isReady =
    attempt.state === 'checked' && attempt.result.errors.length === 0 && changes(attempt.result) > 0;
  return (
    <div className={form.form}>
      <p>{words.body}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.json,text/csv,application/json"
        hidden
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          // The same file again, mended meanwhile, is a new choice.
          event.target.value = '';
          if (chosen) void check(chosen);
        }}
      />
      <div className={styles.report} role="status">
        {state === 'checking' && <p>{words.checking}</p>}
        {state === 'importing' && <p>{words.importing}</p>}
        {attempt.state === 'refused' && <p className={styles.refused}>{attempt.text}</p>}
        {attempt.state === 'checked' && <Report result={attempt.result} />}
      </div>
      <div className={form.actions}>
        <Button onPress={() => onOpenChange(false)}>{frame.cancel}</Button>
        <Button
          look={isReady ? 'plain' : 'primary'}
          isDisabled={isBusy}
          onPress={() => input.current?.click()}
        >
          {state === 'nothing' || state === 'checking' ? words.choose : words.other}
        </Button>
        {isReady && (
          <Button look="primary" autoFocus onPress={() => void importIt(attempt.file, attempt.result)}>
            {words.submit}
          </Button>
        )}
      </div>
    </div>
  );
}

function Report({ result }: { result: ImportResult }) {
  const { transfer: words } = useWords().desk;
  const { created, updated, unchanged, errors } = result;
  return (
    <>
      {errors.length > 0 && <p className={styles.refused}>{words.errors(errors.length)}</p>}
      <p>{words.result(created, updated, unchanged)}</p>
      {errors.length === 0 && changes(result) === 0 && <p>{words.nothing}</p>}
      {errors.length > 0 && <Errors errors={byRow(errors)} />}
    </>
  );
}

function Errors({ errors }: { errors: readonly RowError[] }) {
  const { transfer: words } = useWords().desk;
  const { refusals } = useStrings();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it
    <section className={styles.errors} tabIndex={0} aria-label={words.problem}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.problem}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map((error) => (
            <tr key={`${error.row} ${error.field} ${error.message}`}>
              <td>{error.row}</td>
              <td>
                <bdi>{error.field}</bdi>
              </td>
              <td dir="auto">{rowText(error, refusals)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function changes({ created, updated }: ImportResult): number {
  return created + updated;
}
