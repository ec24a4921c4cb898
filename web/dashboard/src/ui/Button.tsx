import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

export interface Props extends Omit<ButtonProps, 'className' | 'style'> {
  /** `primary`: the one thing to do here. `danger`: cannot be undone. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** A square around one icon; needs an `aria-label`. */
  isIcon?: boolean;
}

export function Button({ look = 'plain', isIcon = false, ...props }: Props) {
  return (
    <AriaButton {...props} className={`${styles.button} ${styles[look]} ${isIcon ? styles.icon : ''}`} />
  );
}
