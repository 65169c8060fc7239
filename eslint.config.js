import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Where statements may be sent to PostgreSQL. */
const SQL_PLACES = ['src/database/**', 'src/**/*.repository.ts', 'migrations/**'];

const restrictEnvironment = {
  object: 'process',
  property: 'env',
  message: 'Settings are read and checked in src/config only; inject AppConfig.',
};

const restrictSql = {
  selector: "CallExpression[callee.property.name='query']",
  message: 'SQL lives in *.repository.ts only.',
};

const restrictDestroy = {
  selector: "MethodDefinition[key.name='onModuleDestroy']",
  message:
    'A node that is told to end works on for a while: stop in onApplicationShutdown, see docs/adr/0007.',
};

export default tseslint.config(
  { ignores: ['node_modules/', '**/dist/', 'coverage/', '.data/', '**/*.d.ts', '**/*.generated.ts'] },
  // A rule that does not fit is changed here, for everyone to see, and not switched off line by line.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      'no-param-reassign': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A file with decorators is passed over: what a constructor injects must stay a value import, since Nest reads
      // its class from the emitted metadata. There the compiler itself complains where a type import is needed.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      // Nest modules and markers are classes that are nothing but their decorators.
      // An event may be nothing but its name.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // It would ask for `!`, which strict code does without.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Options objects and requests are checked by their shape, as the language does.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // An empty string is as absent as undefined in many places here (headers, paths).
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // `async` also means: whatever is thrown becomes a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // `T extends object` names the caller's row or event type even where it is used once.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['{src,client/src,web/src}/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/max-params': ['error', { max: 6 }],
    },
  },
  { files: ['{client,web}/src/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', message: restrictEnvironment.message }, { name: 'process' }] },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config/**', 'src/**/*.spec.ts'],
    rules: { 'no-restricted-properties': ['error', restrictEnvironment] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [...SQL_PLACES, 'src/**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', restrictSql, restrictDestroy] },
  },
  {
    files: ['src/shutdown/**'],
    rules: { 'no-restricted-syntax': ['error', restrictSql] },
  },
  {
    // Programs that a person runs speak through the console; so does the start of the service, before its logger.
    files: [
      'dev/**/*.ts',
      'scripts/**',
      'bench/**',
      'test/{support,chaos}/**/*.ts',
      'src/main.ts',
      'src/migrate.ts',
      'src/data.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // Tests read JSON bodies of whatever shape and say what they expect of them.
    files: ['test/**/*.ts', 'client/test/**/*.ts', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['client/examples/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
