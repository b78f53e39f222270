// Right-to-left ready: what has a side is said by where lines begin and end. Formatting is prettier's.
export default {
  overrides: [{ files: ['**/*.svelte'], customSyntax: 'postcss-html' }],
  plugins: ['stylelint-plugin-logical-css'],
  rules: {
    'logical-css/require-logical-keywords': true,
    'logical-css/require-logical-properties': [
      true,
      {
        ignore: [
          'width',
          'height',
          'min-width',
          'min-height',
          'max-width',
          'max-height',
          'overflow-x',
          'overflow-y',
        ],
      },
    ],
  },
};
