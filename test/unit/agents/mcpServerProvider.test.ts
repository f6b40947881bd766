import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IndexState, PublishedUse } from '../../../src/common/contracts/indexState';
import { registerMcpServer } from '../../../src/vscode/agents/mcpServerProvider';
import { editor, EventEmitter } from '../../support/fakeEditor';

const host = vi.hoisted(() => ({ version: '1.101.0', providers: [] as unknown[] }));

vi.mock('vscode', async () => {
  const { vscodeModule } = await import('../../support/fakeEditor');
  class Disposable {
    static readonly from = vscodeModule.Disposable.from;
    dispose(): void {
      // Nothing was registered.
    }
  }
  return {
    ...{ EventEmitter: vscodeModule.EventEmitter, workspace: vscodeModule.workspace, Disposable },
    get version() {
      return host.version;
    },
    lm: {
      registerMcpServerDefinitionProvider: (id: string, provider: object) => {
        host.providers.push({ id, ...provider });
        return { dispose: () => undefined };
      },
    },
    McpStdioServerDefinition: class {
      constructor(
        readonly label: string,
        readonly command: string,
        readonly args: readonly string[],
        public env: Readonly<Record<string, string>>,
        readonly version: string,
      ) {}
    },
  };
});

interface Definition {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface Provider {
  readonly id: string;
  onDidChangeMcpServerDefinitions(listener: () => void): void;
  provideMcpServerDefinitions(): Definition[];
  resolveMcpServerDefinition(server: Definition): Promise<Definition>;
}

const password = 'open sesame';
const account = {
  ...{ account: 'me@db.example.com', host: 'db.example.com' },
  address: 'postgres://me@db.example.com/search',
};
const summary = {
  ...{ server: 'search@db.example.com', repository: 'example.com/a', branch: 'main' },
  ...{ files: 1, chunks: 1, publishedAtMs: 0 },
};
const indexes = [{ folder: '/a', summary }];
const searched: PublishedUse = { kind: 'searched', host: account.host, indexes };
const partly: PublishedUse = { kind: 'partly', host: account.host, indexes, errors: [] };
const notUsed: PublishedUse = { kind: 'notUsed', error: { code: 'NOT_PUBLISHED', message: '', hint: '' } };

let isOffered: boolean;
let usesBuiltinModel: boolean;
let stored: string | undefined;
let state: IndexState;
let stateChanged: EventEmitter<IndexState>;
let changes: number;

beforeEach(() => {
  editor.reset('/a', '/b');
  host.version = '1.101.0';
  host.providers = [];
  isOffered = usesBuiltinModel = true;
  stored = password;
  stateChanged = new EventEmitter();
  changes = 0;
  enter(undefined);
  registerMcpServer({
    ...{ commandLine: '/dist/cli.js', indexDirectory: '/storage/index' },
    ...{ displayName: 'Semantic Search', version: '1.2.3' },
    settings: () => ({ mcpServer: isOffered }),
    indexing: {
      get state() {
        return state;
      },
      onDidChangeState: stateChanged.event as never,
    },
    database: { account, password: () => Promise.resolve(stored) },
    usesBuiltinModel: () => usesBuiltinModel,
  });
  provider().onDidChangeMcpServerDefinitions(() => changes++);
});

/** The window enters another state. */
function enter(published: PublishedUse | undefined): void {
  state = { kind: 'empty', reason: 'noFiles', published };
  stateChanged.fire(state);
}

const provider = (): Provider => host.providers[0] as Provider;
const definitions = (): Definition[] => provider().provideMcpServerDefinitions();
const local = ['/dist/cli.js', 'mcp', '/a', '/b', '--index-dir', '/storage/index'];

describe('the MCP server of a window', () => {
  it('is offered if the user has enabled it, and VS Code can have such servers', () => {
    expect(provider().id).toBe('semanticSearch.mcp');
    expect(definitions()).toMatchObject([
      { label: 'Semantic Search', command: process.execPath, version: '1.2.3' },
    ]);
    isOffered = false;
    expect(definitions()).toEqual([]);
    host.version = '1.100.3';
    host.providers = [];
    registerMcpServer({} as Parameters<typeof registerMcpServer>[0]).dispose();
    expect(host.providers).toEqual([]);
  });

  it('gets the folders that are on this machine, and the indexes of the window', () => {
    expect(definitions()).toMatchObject([{ args: local, env: { ELECTRON_RUN_AS_NODE: '1' } }]);
    editor.openFolders('/a', 'memfs:///b');
    expect(definitions()[0]!.args).toEqual(['/dist/cli.js', 'mcp', '/a', '--index-dir', '/storage/index']);
    editor.openFolders('memfs:///b');
    expect(definitions()).toEqual([]);
    expect(changes).toBe(2);
  });

  it.each([searched, partly])('searches the database that the window searches ($kind)', (published) => {
    enter(published);
    expect(definitions()[0]!.args).toEqual([...local, '--postgres', account.address]);
  });

  it('gets the password when it starts, not in its definition, which VS Code stores', async () => {
    enter(searched);
    const [definition] = definitions();
    expect(definition!.env).toEqual({ ELECTRON_RUN_AS_NODE: '1' });
    expect(JSON.stringify(definition)).not.toContain(password);
    const { env, args } = await provider().resolveMcpServerDefinition(definition!);
    expect(env).toEqual({ ELECTRON_RUN_AS_NODE: '1', PGPASSWORD: password });
    expect(args.join(' ')).not.toContain(password);
    // It may come from ~/.pgpass instead.
    stored = undefined;
    const [other] = definitions();
    expect((await provider().resolveMcpServerDefinition(other!)).env).toEqual({ ELECTRON_RUN_AS_NODE: '1' });
  });

  it.each([
    ['the database is not set', () => undefined],
    [
      'the database is not used',
      () => {
        enter(notUsed);
      },
    ],
    [
      'the user has not agreed',
      () => {
        enter({ kind: 'needsConsent', host: account.host });
      },
    ],
    [
      'another model answers, which the server does not have',
      () => {
        usesBuiltinModel = false;
        enter(searched);
      },
    ],
  ])('gets neither address nor password if %s', async (_, set) => {
    set();
    const [definition] = definitions();
    expect(definition!.args).toEqual(local);
    const { env } = await provider().resolveMcpServerDefinition(definition!);
    expect(env).toEqual({ ELECTRON_RUN_AS_NODE: '1' });
  });

  it('changes with the searched database, not with each index state', () => {
    enter(undefined);
    expect(changes).toBe(0);
    enter(searched);
    enter(partly);
    expect(changes).toBe(1);
    enter(notUsed);
    expect(changes).toBe(2);
    editor.configure('semanticSearch.mcpServer', true);
    expect(changes).toBe(3);
  });
});
