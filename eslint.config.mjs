import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

/** Both spellings of every Node module: a `node:*` pattern alone lets `import 'fs'` through. */
const nodeModules = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/**
 * The layers: common <- engine <- node <- { worker, vscode, cli, mcp } <- extension.ts, webview -> common only.
 * agents -> common only, used by vscode and mcp.
 * Each rule names what a folder must not import.
 */
function layer(files, { packages = [], folders = [], node = false, patterns = [], message }) {
  return {
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [...packages, ...(node ? nodeModules : [])].map((name) => ({ name, message })),
          patterns: [
            ...folders.map((folder) => ({ group: [`**/${folder}/**`, `**/${folder}`], message })),
            ...packages.map((name) => ({ group: [`${name}/**`], message })),
            ...patterns,
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', 'node_modules/**', 'test/fixtures/**', '.vscode-test/**'] },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'training/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // `{ left, out, ...rest }` is how an object is copied without something.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Hot loops over typed arrays index without branches: `!` there is a checked decision, not a silenced error.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A fourth of the time of all rules, for errors that need `any`, which other rules refuse, or one of two enums.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.name=/^mkdir/] Property[key.name="recursive"]',
          message: 'It never ends on some file systems: use makeDirectory.',
        },
        {
          selector: 'CallExpression[callee.property.name=/^mkdir/] Property[key.name="recursive"]',
          message: 'It never ends on some file systems: use makeDirectory.',
        },
      ],
    },
  },
  layer(['src/common/**'], {
    packages: ['vscode'],
    folders: ['engine', 'node', 'worker', 'vscode', 'webview'],
    node: true,
    message: 'common/ imports no other layer.',
  }),
  layer(['src/agents/**'], {
    packages: ['vscode'],
    folders: ['engine', 'node', 'worker', 'vscode', 'webview', 'mcp', 'cli'],
    node: true,
    message: 'agents/ imports only common/: the hosts implement AgentEngine.',
  }),
  layer(['src/engine/**'], {
    packages: ['vscode', 'vectra', 'undici'],
    folders: ['node', 'worker', 'vscode', 'webview'],
    node: true,
    patterns: [
      {
        group: ['@vscode/l10n', '**/text/countText', '**/messages/textOf', '**/messages/*exts'],
        message: 'engine/ has no texts: it reports codes and values (common/messages/message).',
      },
      {
        group: ['**/errors/errors'],
        importNames: ['errorDataOf', 'shownError'],
        message: 'engine/ has no texts: use errorFactsOf.',
      },
    ],
    message: 'engine/ does no I/O: declare a port here and implement it in node/ or vscode/.',
  }),
  layer(['src/node/**'], {
    packages: ['vscode'],
    folders: ['worker', 'vscode', 'webview'],
    message: 'node/ imports neither the editor nor the worker.',
  }),
  layer(['src/worker/**', 'src/cli.ts', 'src/cli/**', 'src/mcp/**'], {
    packages: ['vscode'],
    folders: ['vscode', 'webview'],
    message: 'The worker and the command line run without VS Code.',
  }),
  layer(['src/vscode/**', 'src/extension.ts'], {
    packages: ['undici', 'vectra', 'web-tree-sitter'],
    folders: ['engine', 'worker', 'webview'],
    message: "vscode/ does not import the engine: it calls the engine's thread.",
  }),
  layer(['src/webview/**'], {
    packages: ['vscode'],
    folders: ['engine', 'node', 'worker', 'vscode'],
    node: true,
    message: 'webview/ runs in a page and imports only common/.',
  }),
  {
    files: ['src/vscode/**', 'src/extension.ts'],
    ignores: ['src/vscode/messages.ts', 'src/vscode/commands.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage'].map((property) => ({
          property,
          message: 'Use messages.ts: it escapes the texts of workspaces and servers.',
        })),
        ...['executeCommand', 'registerCommand'].map((property) => ({
          object: 'commands',
          property,
          message: 'Use commands.ts: it has the argument types of all commands.',
        })),
      ],
    },
  },
  { files: ['src/cli.ts', 'src/cli/**', 'bench/**', 'training/**'], rules: { 'no-console': 'off' } },
);
