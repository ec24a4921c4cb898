import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { noPreload } from '../client/no-preload.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Drops the design tokens that no style here uses. */
const usedTokens: Plugin = {
  name: 'used-tokens',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
      let css = String(file.source);
      const isUsed = (name: string) => css.includes(`var(${name})`) || css.includes(`var(${name},`);
      for (let size = 0; size !== css.length; ) {
        size = css.length;
        css = css.replace(/(--[\w-]+):[^;{}]+(;|(?=}))/g, (text, name: string) => (isUsed(name) ? text : ''));
      }
      file.source = css;
    }
  },
};

const build: UserConfig['build'] = {
  emptyOutDir: true,
  // The first that know light-dark(); all of 2024.
  target: ['chrome123', 'firefox120', 'safari17.5'],
  assetsInlineLimit: 0,
  // A percent smaller than the default, and every byte here is paid by somebody's visitor.
  minify: 'terser',
  terserOptions: { module: true, compress: { passes: 3 } },
  modulePreload: false,
};

/** `/widget.js`: one plain script for the host's page. Built first: it clears what was there. */
const launcher: UserConfig = {
  build: {
    ...build,
    outDir: at('dist'),
    lib: {
      entry: at('launcher/widget.ts'),
      formats: ['iife'],
      name: 'switchboard',
      fileName: () => 'widget.js',
    },
  },
};

/** `/widget/`: the chat inside the iframe. External files only, so that the strictest policy does. */
const app: UserConfig = {
  root: at('app'),
  base: '/widget/',
  plugins: [noPreload, usedTokens],
  build: { ...build, outDir: at('dist/app') },
};

/** `/demo`: a shop that embeds it. */
const demo: UserConfig = {
  root: at('demo'),
  base: '/demo/',
  build: { ...build, outDir: at('dist/demo') },
};

/** `/widget-preview/`: the chat with nobody behind it, in a frame beside the form of its settings. */
const preview: UserConfig = {
  root: at('preview'),
  base: '/widget-preview/',
  plugins: [noPreload, usedTokens],
  build: { ...build, outDir: at('dist/preview') },
};

const builds: Record<string, UserConfig> = { launcher, app, demo, preview };

export default defineConfig(({ mode }) => builds[mode] ?? app);
