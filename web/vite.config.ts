import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `npm run dev` talks to a server started with script/server.
const server = process.env['MC_SPEEDRUN_SERVER'] ?? 'http://localhost:8080';

// What two screens have in common comes in one piece with everything: it compresses better than many.
// But for what is wanted after the first question, or by hosts only.
const later = [
  'components/(Confetti|ConfirmDialog|CopyButton|Podium|QrCode|Standings|TallyBar|VirtualList|visible-range)',
  'lib/(dashboard|editor|present|rehearsal|results)/',
  'lib/api/(question|results)',
  'lib/browser/(copy-text|keep-awake|save-file)',
  'lib/session/(host|paced|past|setup)',
  'lib/speedrun/(host-|selection|summaries)',
  'lib/text/\\w+/',
];
const sharedParts = new RegExp(`/src/(?!${later.join('|')})(components|lib|screens/participant)/`);

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
          groups: [{ name: 'shared', test: sharedParts, minShareCount: 2 }],
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
