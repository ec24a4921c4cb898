import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SWITCHBOARD_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/dashboard/',
  plugins: [react()],
  build: {
    target: 'es2023',
    // light-dark() and match-parent stay as they are written: a copy for older browsers breaks the theme switch.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // The server's content security policy has no data: for scripts and fonts; every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
