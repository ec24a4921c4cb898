import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { noPreload } from './no-preload.ts';

/** The client as other bundlers get it, and what `npm run size` weighs. */
export default defineConfig({
  plugins: [noPreload],
  build: {
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('src/index.ts', import.meta.url)),
      preserveEntrySignatures: 'exports-only',
      output: { entryFileNames: 'client.js' },
    },
  },
});
