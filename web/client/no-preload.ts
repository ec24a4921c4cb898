import type { Plugin } from 'vite';

/** There is nothing to preload with a lazy module: no styles, no further modules. */
export const noPreload: Plugin = {
  name: 'no-preload',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null,
};
