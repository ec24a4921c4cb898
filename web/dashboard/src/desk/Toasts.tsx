import { useStrings } from '../language/language.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './Toasts.module.css';
import { dismiss, useToasts } from './toasts.ts';

export function Toasts() {
  const toasts = useToasts();
  const { actions } = useStrings();
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`${styles.toast} ${styles[toast.tone]}`}>
          <Icon name={toast.tone === 'success' ? 'check' : 'alert'} />
          <div className={styles.words}>
            <p>{toast.title}</p>
            {toast.detail !== null && (
              <p className={styles.detail} dir="auto">
                {toast.detail}
              </p>
            )}
          </div>
          <Button look="quiet" isIcon aria-label={actions.dismiss} onPress={() => dismiss(toast.id)}>
            <Icon name="close" size={16} />
          </Button>
        </div>
      ))}
    </div>
  );
}
