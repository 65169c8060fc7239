import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** Where the service of `npm run dev` is: `scripts/start` at its usual port. */
const SERVICE = 'http://localhost:3005';

export default defineConfig({
  // The page works under any path that it is served at.
  base: './',
  plugins: [react()],
  // The client's sources, so that the page is never built with an older client.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  server: {
    proxy: {
      '/socket.io': { target: SERVICE, ws: true },
      '^/(chats|demo|config\\.json)': { target: SERVICE },
    },
  },
});
