'use strict';
/**
 * `npm run check:code`: the errors of TypeScript and of ESLint. In one process, because the rules of ESLint that need types use the
 * programs that TypeScript has checked.
 */
const path = require('node:path');
const ts = require('typescript');
const { ESLint } = require('eslint');

const root = path.join(__dirname, '..');
const projects = ['tsconfig.json', 'src/webview/tsconfig.json'];

async function main() {
  const programs = projects.map(programOf);
  const errors = programs.flatMap((program) => ts.getPreEmitDiagnostics(program));
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: {
      files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'training/**/*.ts'],
      languageOptions: { parserOptions: { project: null, programs } },
    },
  });
  const results = await eslint.lintFiles('.');
  const problems = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
  const host = {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  };
  process.stdout.write(ts.formatDiagnostics(errors, host));
  process.stdout.write((await eslint.loadFormatter('stylish')).format(results));
  process.exitCode = errors.length + problems > 0 ? 1 : 0;
}

function programOf(project) {
  const file = path.join(root, project);
  const parsed = ts.getParsedCommandLineOfConfigFile(
    file,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
  const { fileNames, options, errors } = parsed;
  return ts.createProgram({ rootNames: fileNames, options, configFileParsingDiagnostics: errors });
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
