import styles from './Splash.module.css';

/** A page that has nothing to show yet. The text waits a moment, so that a quick start does not flicker. */
export function Splash({ text }: { text: string }) {
  return (
    <main className={styles.splash}>
      <p role="status">{text}</p>
    </main>
  );
}
