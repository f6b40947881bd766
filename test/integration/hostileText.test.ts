import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { runCommand, type CommandOutcome } from '../support/commandInProcess';
import { temporaryDirectory } from '../support/realSources';

/** Clears the screen, sets the clipboard, and reverses the text direction. */
const hostile = '\x1b[2J\x1b]52;c;aGFja2Vk\x07\x9b1m\u202e';
const acting = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/;

let root: { directory: string; remove: () => Promise<void> };
let server: Server;
let baseUrl: string;

const workspace = (): string => path.join(root.directory, 'workspace');

function run(...args: string[]): Promise<CommandOutcome> {
  return runCommand([...args, '--index-dir', path.join(root.directory, 'index')], {
    env: { SEMANTIC_SEARCH_API_KEY: 'sk-test' },
  });
}

beforeAll(async () => {
  root = await temporaryDirectory('hostile');
  await mkdir(workspace());
  const files = {
    [`name${hostile}.ts`]: 'export function escapedName() { return 1; }\n',
    'line\nbreak.ts': 'export function brokenName() { return 1; }\n',
    'heading.md': `# Quiet ${hostile} heading\n\nBody of the ${hostile} heading.\n`,
    [`secret${hostile}.pem`]: 'x',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(workspace(), name), text);
  server = createServer((_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: `No ${hostile} such key.` } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterAll(async () => {
  server.close();
  await root.remove();
});

describe.skipIf(process.platform === 'win32')(
  'names, headings and messages with control sequences of terminals',
  () => {
    it.each(['escapedName', 'brokenName', 'quiet heading'])(
      'are escaped in the output of a search for %s',
      async (query) => {
        const { code, stdout, stderr } = await run('search', query, workspace());
        expect(code).toBe(0);
        expect(stdout + stderr).not.toMatch(acting);
        expect(stdout.split('\n')[0]).toMatch(/:1-\d+ /);
      },
    );

    it('are escaped in JSON, and unchanged after it is parsed', async () => {
      const { stdout } = await run('search', 'escapedName', workspace(), '--json');
      expect(stdout).not.toMatch(acting);
      const { results } = JSON.parse(stdout) as SearchAnswer;
      expect(results.map((result) => result.path)).toContain(`name${hostile}.ts`);
    });

    it('are escaped in plans and in the errors of a provider', async () => {
      const provider = [
        '--provider',
        'openai-compatible',
        '--model',
        'm',
        '--base-url',
        baseUrl,
        '--dimensions',
        '8',
      ];
      const plan = await run('plan', workspace(), ...provider);
      expect(plan.stdout).toContain('Not sent   1 file');
      const index = await run('index', workspace(), ...provider);
      expect(index.code).toBe(1);
      expect(index.stderr).toContain('PROVIDER_KEY: ');
      expect(plan.stdout + plan.stderr + index.stdout + index.stderr).not.toMatch(acting);
      const usage = await run('search', 'x', path.join(workspace(), hostile));
      expect(usage.stderr).toContain('FOLDER_NOT_FOUND');
      expect(usage.stderr).not.toMatch(acting);
    });
  },
);
