import { toast } from '../../desk/toasts.ts';
import { codeOf } from '../../session/codes.ts';
import { FormBody } from '../form/FormPage.tsx';
import { PasswordField, TextField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { request } from '../request.ts';
import type { Me } from '../useMe.ts';
import { useWords } from '../words.ts';
import styles from './Security.module.css';
import { useLeastPassword } from './useLeastPassword.ts';

/** The old password, and the new one: nobody else's hands on an open desk change it. */
export function PasswordSection({ me }: { me: Me }) {
  const { frame, people } = useWords();
  const words = people.security;
  const least = useLeastPassword();
  const form = useForm({
    stored: { password: '', newPassword: '', totp: '' },
    clears: true,
    check: ({ password, newPassword }) => ({
      password: password === '' ? frame.required : null,
      newPassword: newPassword === '' ? frame.required : null,
    }),
    save: ({ values: { password, newPassword, totp } }) =>
      request('PUT', '/me/password', {
        body: { password, newPassword, ...(totp.trim() !== '' && { totp: codeOf(totp) }) },
      }),
    onSaved: () => toast(words.changed),
  });
  return (
    <section className={styles.section} aria-labelledby="password-title">
      <h2 id="password-title">{words.password}</h2>
      <FormBody form={form} submitLabel={words.change}>
        {/* For the browser's own keeper of passwords. */}
        <input type="hidden" name="username" autoComplete="username" value={me.email} />
        <PasswordField label={words.current} autoComplete="current-password" {...form.field('password')} />
        <PasswordField label={words.next} hint={words.nextHint(least)} {...form.field('newPassword')} />
        {me.secondFactor && (
          <TextField
            label={words.code}
            hint={words.codeHint}
            autoComplete="one-time-code"
            dir="ltr"
            {...form.field('totp')}
          />
        )}
      </FormBody>
    </section>
  );
}
