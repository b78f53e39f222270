import tseslint from 'typescript-eslint';

// Formatting is prettier's, undefined names are TypeScript's: here only what neither sees.
export default tseslint.config(
  { ignores: ['support/generated/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      // What the server says is judged by the contract, not by the compiler.
      '@typescript-eslint/no-explicit-any': 'off',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 70],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
);
