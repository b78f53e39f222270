import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `npm run dev` talks to a server started with script/server.
const server = process.env['MC_SPEEDRUN_SERVER'] ?? 'http://localhost:8080';

// But for what comes after the first question, however many need it.
const later = [
  'components/(Podium|QrCode|Standings|TallyBar)',
  'lib/api/(question-set-upload|results)',
  'lib/browser/copy-text',
  'lib/speedrun/summaries',
  'lib/text/\\w+/',
].join('|');
const sharedParts = new RegExp(`/src/(?!${later})(lib|components)/`);

export default defineConfig({
  plugins: [svelte()],
  resolve: {
    alias: {
      $lib: fileURLToPath(new URL('src/lib', import.meta.url)),
      $components: fileURLToPath(new URL('src/components', import.meta.url)),
    },
  },
  build: {
    target: 'es2022',
    // light-dark() is spelled out for browsers that are two years old.
    cssTarget: ['chrome107', 'firefox104', 'safari16'],
    // The size check reads it; scripts/finish-build.js takes it out of what is served.
    manifest: true,
    // The Content-Security-Policy allows fonts and scripts from files only.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/service-worker/worker.ts' },
      output: {
        // A service worker's address stays, and governs what is below it.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // What nearly every screen needs comes in one piece: it compresses better than many.
        codeSplitting: {
          groups: [{ name: 'shared', test: sharedParts, minShareCount: 3 }],
        },
      },
    },
  },
  server: {
    proxy: {
      '^/(signon|speedruns|question-set-upload)': { target: server },
      '^/speedrun$': { target: server, ws: true },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node', css: true },
});
