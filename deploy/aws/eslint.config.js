import tseslint from 'typescript-eslint';

// Formatting is prettier's, undefined names are TypeScript's: here only what neither sees.
export default tseslint.config(
  { ignores: ['cdk.out/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 70],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['test/**'],
    // A template is what CloudFormation makes of it, not what the compiler knows.
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
);
