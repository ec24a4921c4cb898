import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['./{tokens,client,common,widget,dashboard}/vitest.config.ts'],
    // bin/test sets VITEST_JSON for a machine-readable result beside the readable one.
    reporters: process.env.VITEST_JSON ? ['default', 'json'] : ['default'],
    outputFile: { json: 'test-results/vitest.json' },
  },
});
