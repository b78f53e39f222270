import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// Formatting is prettier's, undefined names are TypeScript's: here only what neither sees.
export default tseslint.config(
  { ignores: ['dist/', 'src/lib/protocol/generated/'] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      // Reactive state here is replaced, never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 70],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
  },
);
